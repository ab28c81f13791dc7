import type { Table } from '../table.ts';
import { stretchesOf } from '../time-key.ts';
import type { Part } from '../time-parts.ts';

/** Positions of one bucket: pairs [from, to), one a slot at most. */
export type BucketParts = number[];

/**
 * Cuts parts at the bounds of buckets. `bucketOf` says in which bucket a time is and rises with it; what is in a
 * bucket below 0 or from `count` on is left out.
 */
export function cutIntoBuckets(
  table: Table,
  parts: readonly Part[],
  count: number,
  bucketOf: (time: number) => number,
): BucketParts[] {
  const buckets = Array.from({ length: count }, (): BucketParts => []);
  const times = table.values('timestamp');
  if (times === null) return buckets;
  for (const { from, to } of parts) {
    let start = from;
    for (const { bucket, to: end } of stretchesOf(times, from, to, bucketOf)) {
      if (bucket >= 0 && bucket < count) buckets[bucket]!.push(start, end);
      start = end;
    }
  }
  return buckets;
}
