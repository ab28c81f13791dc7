import type { AttributeValue } from '../../model/span.ts';
import type { Trace } from '../../model/trace.ts';
import { attributesAt } from '../../trace/trace.ts';

export interface DurationBins {
  /** Members in each bin. */
  readonly counts: readonly number[];
  /** The scale is logarithmic from `low` to `high`, in milliseconds. */
  readonly low: number;
  readonly high: number;
}

/** Counts durations in `count` bins on a logarithmic scale that holds them all; what took no time is in the first. */
export function binDurations(sorted: Float64Array, count: number): DurationBins {
  const least = sorted.find((value) => value > 0) ?? 1;
  const most = Math.max(least, sorted.at(-1) ?? 1);
  // Some room on both sides, and at least one decade, so that equal durations do not fill the picture.
  const middle = Math.sqrt(least * most);
  const low = Math.min(least / 1.15, middle / Math.sqrt(10));
  const high = Math.max(most * 1.15, middle * Math.sqrt(10));
  const counts = Array.from({ length: count }, () => 0);
  for (const value of sorted) {
    const share = value <= low ? 0 : Math.log(value / low) / Math.log(high / low);
    const at = Math.min(count - 1, Math.floor(share * count));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return { counts, low, high };
}

/** The share of the way from low to high at which a duration lies on the scale of the bins. */
export function placeOf({ low, high }: DurationBins, value: number): number {
  return value <= low ? 0 : Math.min(1, Math.log(value / low) / Math.log(high / low));
}

/** The attributes that all members have with the same value. */
export function sharedAttributes(trace: Trace, members: readonly number[]): [string, AttributeValue][] {
  const [first, ...others] = members;
  if (first === undefined) return [];
  const left = new Map(attributesAt(trace, first));
  for (const node of others) {
    if (left.size === 0) break;
    const attributes = attributesAt(trace, node);
    for (const [key, value] of left) {
      const other = attributes.get(key);
      if (other !== value && JSON.stringify(other) !== JSON.stringify(value)) left.delete(key);
    }
  }
  return [...left];
}
