import { writtenUpTo } from '../model/number-style.ts';
import type { Retention } from '../model/source.ts';

/** How much a collector keeps, in words that follow "kept": `for 14 days or up to 2 GB`. */
export function toKeepWords({ days, bytes }: Retention): string {
  const parts = [
    days === null ? null : `for ${writtenUpTo(days, 3)} ${days === 1 ? 'day' : 'days'}`,
    bytes === null ? null : `up to ${toSizeWords(bytes)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'for as long as there is room' : parts.join(' or ');
}

/** Bytes in the unit in which disks and memory are sold: `1.2 GB`. */
export function toSizeWords(bytes: number): string {
  const [divisor, unit] = bytes >= 1e9 ? [1e9, 'GB'] : [1e6, 'MB'];
  return `${writtenUpTo(bytes / divisor, 1)} ${unit}`;
}
