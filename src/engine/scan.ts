import type { Bitmap } from './bitmap.ts';

/**
 * Writes which rows pass into the words of a bitmap, a view of the table's heap, for the positions `from` ≤ p < `to`.
 * `from` is a multiple of 64; bits beyond `to` in the last 64 may be anything. Allocates nothing from the heap.
 */
export type Scan = (into: Bitmap, from: number, to: number) => void;

/** Fills the words of a span of positions with one answer for all. */
export function scanConstant(passes: boolean): Scan {
  return (into, from, to) => {
    into.fill(passes ? 0xffff_ffff : 0, from >>> 5, (to + 31) >>> 5);
  };
}
