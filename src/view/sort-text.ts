import { SORT_COLUMNS } from './view.ts';
import type { Sort } from './view.ts';

/** Writes an order: `p95`, or `-p95` for the largest first. */
export function printSort({ by, desc }: Sort): string {
  return `${desc ? '-' : ''}${by}`;
}

/** Reads what `printSort` wrote; null for what names no column. */
export function parseSort(text: string): Sort | null {
  const by = SORT_COLUMNS.find((column) => column === text.replace(/^-/, ''));
  return by === undefined ? null : { by, desc: text.startsWith('-') };
}
