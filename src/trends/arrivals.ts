import type { EpochMs, Milliseconds } from '../model/time.ts';

/**
 * The values of one transaction over time, as a query by time and by bins of the column gives them: how many values
 * were in each bin in each bucket. Buckets have no gaps and follow one another; bin i holds edges[i] ≤ x < edges[i+1].
 */
export interface Arrivals {
  readonly project: string | null;
  readonly transaction: string | null;
  /** Start of the first bucket, and the width of all. */
  readonly start: EpochMs;
  readonly step: Milliseconds;
  readonly buckets: number;
  /** Ascending, above 0, one more than there are bins. */
  readonly edges: readonly number[];
  /** Bucket by bucket, `edges.length − 1` counts each. */
  readonly counts: Float64Array;
}

/** How many values there are in the buckets from `from` to below `to`, by bin. */
export function binsWithin({ edges, counts }: Arrivals, from: number, to: number): Float64Array {
  const bins = edges.length - 1;
  const sums = new Float64Array(bins);
  for (let at = from * bins; at < to * bins; at++) {
    sums[at % bins] = (sums[at % bins] ?? 0) + (counts[at] ?? 0);
  }
  return sums;
}

/**
 * Edges of bins that each are wider than the one before by the same share, from at most `least` to above `most`: a
 * quantile that is taken from them is off by at most that share.
 */
export function evenEdges(least: number, most: number, share: number): number[] {
  const edges = [least];
  while ((edges.at(-1) ?? most) <= most) edges.push((edges.at(-1) ?? least) * (1 + share));
  return edges;
}

/** The middle of a bin on the scale of ratios. */
export function binMiddle(edges: readonly number[], bin: number): number {
  return Math.sqrt((edges[bin] ?? Number.NaN) * (edges[bin + 1] ?? Number.NaN));
}

/** The q-quantile of binned values, evenly spread within a bin on the scale of ratios. NaN of nothing. */
export function binnedQuantile(bins: Float64Array, edges: readonly number[], q: number): number {
  const total = bins.reduce((sum, count) => sum + count, 0);
  let left = q * total;
  for (const [bin, count] of bins.entries()) {
    if (count === 0) continue;
    const low = edges[bin] ?? Number.NaN;
    const high = edges[bin + 1] ?? Number.NaN;
    if (left <= count) return low * (high / low) ** (left / count);
    left -= count;
  }
  return Number.NaN;
}

/** The average of binned values, each taken for the middle of its bin. NaN of nothing. */
export function binnedAverage(bins: Float64Array, edges: readonly number[]): number {
  let total = 0;
  let sum = 0;
  for (const [bin, count] of bins.entries()) {
    total += count;
    sum += count * binMiddle(edges, bin);
  }
  return total === 0 ? Number.NaN : sum / total;
}
