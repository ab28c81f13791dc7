import type { EpochMs, Milliseconds, Range } from '../../../model/time.ts';

/** How often each duration occurs in each bucket of time. */
export interface Heat {
  readonly range: Range;
  readonly step: Milliseconds;
  /** Starts of the buckets, aligned to UTC. */
  readonly times: Float64Array;
  /** Edges of the rows, ascending: one more than there are rows within them. */
  readonly edges: readonly Milliseconds[];
  /**
   * Counts, one bucket's rows after the other: first what is faster than the first edge, then the rows within, then
   * what is slower than the last one.
   */
  readonly counts: Float64Array;
}

/** Rows of a heatmap, with the one below its edges and the one above. */
export function rowsOf({ edges }: Heat): number {
  return edges.length + 1;
}

/** What is in one row of one bucket. */
export function countAt(heat: Heat, bucket: number, row: number): number {
  return heat.counts[bucket * rowsOf(heat) + row] ?? 0;
}

/** The most that is in any cell. */
export function mostIn({ counts }: Heat): number {
  return counts.reduce((most, count) => Math.max(most, count), 0);
}

/** All buckets together, row by row. */
export function marginOf(heat: Heat): Float64Array {
  const rows = rowsOf(heat);
  const margin = new Float64Array(rows);
  for (let cell = 0; cell < heat.counts.length; cell++) {
    margin[cell % rows] = (margin[cell % rows] ?? 0) + (heat.counts[cell] ?? 0);
  }
  return margin;
}

/** Shades of a cell, from the faintest to the strongest. */
export const SHADES = 6;

/**
 * The shade of a cell, 1 to `SHADES`; 0 for an empty one. Shades go by the square root of the count, as the heights of
 * strips do, so that a tail of few stays in sight beside a body of many.
 */
export function shadeOf(count: number, most: number): number {
  if (!(count > 0)) return 0;
  if (most <= 1 || count <= 1) return 1;
  return 1 + Math.min(SHADES - 1, Math.floor(Math.sqrt(count / most) * (SHADES - 1) + 0.5));
}

/** Durations of a row: from its lower edge to its upper one. */
export function durationsOf(
  { edges }: Heat,
  row: number,
): { readonly from: Milliseconds; readonly to: Milliseconds } {
  return { from: row === 0 ? 0 : (edges[row - 1] ?? 0), to: edges[row] ?? Number.POSITIVE_INFINITY };
}

/** Whether a row is of the tail: all of it is slower than where the tail begins. */
export function isTail(heat: Heat, row: number, tailFrom: Milliseconds): boolean {
  return durationsOf(heat, row).from >= tailFrom;
}

/** The bucket of a moment; the first or the last for one outside. */
export function columnAt({ times, step }: Heat, at: EpochMs): number {
  const first = times[0] ?? 0;
  return Math.min(Math.max(Math.floor((at - first) / step), 0), Math.max(0, times.length - 1));
}
