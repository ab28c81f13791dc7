import type { TrendFunction } from './classic.ts';
import { binMiddle } from './arrivals.ts';

/** What a value counts for in a test of whether values shifted: one score a bin, and the variance of all of them. */
export interface Scores {
  readonly byBin: Float64Array;
  readonly variance: number;
}

const QUANTILES: Readonly<Partial<Record<TrendFunction, number>>> = { p75: 0.75, p95: 0.95, p99: 0.99 };

/** Averages are compared with values cut off here: a handful of outliers must not decide. */
const CUT = 0.99;

/** The share of values in the bins before each one. */
function sharesBefore(bins: Float64Array, total: number): Float64Array {
  let before = 0;
  return bins.map((count) => {
    const share = before / total;
    before += count;
    return share;
  });
}

function scoreOf(
  by: TrendFunction,
  bins: Float64Array,
  edges: readonly number[],
  total: number,
): Float64Array {
  const before = sharesBefore(bins, total);
  const upTo = (bin: number): number => (before[bin] ?? 0) + (bins[bin] ?? 0) / total;
  if (by === 'avg') {
    const cut = bins.findIndex((_, bin) => upTo(bin) >= CUT);
    return bins.map((_, bin) => binMiddle(edges, cut < 0 ? bin : Math.min(bin, cut)));
  }
  const q = QUANTILES[by];
  // Wilcoxon's mid-ranks: of all tests for a shift of the middle, one that outliers cannot mislead.
  if (q === undefined) return bins.map((count, bin) => (before[bin] ?? 0) + count / total / 2);
  // How much of a bin lies above the quantile of all.
  return bins.map((count, bin) => {
    if (count === 0) return (before[bin] ?? 0) >= q ? 1 : 0;
    return Math.min(Math.max((upTo(bin) - q) / (count / total), 0), 1);
  });
}

/**
 * Scores by what is compared: mid-ranks for the median (F. Wilcoxon, 1945), whether a value exceeds the quantile of
 * all for a high percentile (A. M. Mood, 1950), the value itself, cut off at the 99th percentile, for the average.
 */
export function scoresOf(by: TrendFunction, bins: Float64Array, edges: readonly number[]): Scores {
  const total = bins.reduce((sum, count) => sum + count, 0);
  const byBin = scoreOf(by, bins, edges, total);
  const weigh = (of: (score: number) => number): number =>
    byBin.reduce((sum, score, bin) => sum + of(score) * (bins[bin] ?? 0), 0) / total;
  const mean = weigh((score) => score);
  return { byBin, variance: weigh((score) => (score - mean) ** 2) };
}
