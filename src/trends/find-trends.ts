import type { EpochMs } from '../model/time.ts';
import { TREND_RULES } from '../model/trend-settings.ts';
import type { TrendRules } from '../model/trend-settings.ts';
import { binnedAverage, binnedQuantile, binsWithin } from './arrivals.ts';
import type { Arrivals } from './arrivals.ts';
import { findChange } from './change-point.ts';
import type { ChangePoint } from './change-point.ts';
import type { Direction, TrendFunction } from './classic.ts';
import { falseDiscovery } from './false-discovery.ts';
import { scoresOf } from './score.ts';
import { seasonOf } from './season.ts';

/** A transaction that became slower or faster. */
export interface Trend {
  readonly project: string | null;
  readonly transaction: string | null;
  readonly direction: Direction;
  /** When it changed: the start of the first bucket after it. */
  readonly at: EpochMs;
  /** The starts of the first and the last bucket that it may be, 95 of 100 times. */
  readonly between: readonly [EpochMs, EpochMs];
  /** The function's value on both sides of it, as exact as the bins are narrow. */
  readonly before: number;
  readonly after: number;
  /** Events of each side that were looked at. */
  readonly countBefore: number;
  readonly countAfter: number;
  /** How often so clear a change is seen where there is none, and the same once all transactions are tried. */
  readonly p: number;
  readonly q: number;
}

const QUANTILES: Readonly<Record<Exclude<TrendFunction, 'avg'>, number>> = {
  p50: 0.5,
  p75: 0.75,
  p95: 0.95,
  p99: 0.99,
};

function valueOf(by: TrendFunction, bins: Float64Array, edges: readonly number[]): number {
  return by === 'avg' ? binnedAverage(bins, edges) : binnedQuantile(bins, edges, QUANTILES[by]);
}

function sumOf(bins: Float64Array): number {
  return bins.reduce((sum, count) => sum + count, 0);
}

function changeOf(arrivals: Arrivals, by: TrendFunction, least: number): ChangePoint | null {
  const { start, step, buckets, edges, counts } = arrivals;
  const all = binsWithin(arrivals, 0, buckets);
  if (sumOf(all) < 2 * least) return null;
  const { byBin, variance } = scoresOf(by, all, edges);
  const weights = new Float64Array(buckets);
  const scores = new Float64Array(buckets);
  for (const [at, count] of counts.entries()) {
    if (count === 0) continue;
    const bucket = Math.floor(at / byBin.length);
    weights[bucket] = (weights[bucket] ?? 0) + count;
    scores[bucket] = (scores[bucket] ?? 0) + count * (byBin[at % byBin.length] ?? 0);
  }
  return findChange({ weights, scores, season: seasonOf(start, step, buckets), variance, least });
}

function toTrend(arrivals: Arrivals, by: TrendFunction, point: ChangePoint, q: number): Trend {
  const { project, transaction, start, step, buckets, edges } = arrivals;
  const before = binsWithin(arrivals, 0, point.bucket);
  const after = binsWithin(arrivals, point.bucket, buckets);
  const at = (bucket: number): EpochMs => start + bucket * step;
  return {
    project,
    transaction,
    direction: point.shift > 0 ? 'regressed' : 'improved',
    at: at(point.bucket),
    between: [at(point.from), at(point.to)],
    before: valueOf(by, before, edges),
    after: valueOf(by, after, edges),
    countBefore: sumOf(before),
    countAfter: sumOf(after),
    p: point.p,
    q,
  };
}

function isLarge({ direction, before, after }: Trend, rules: TrendRules): boolean {
  const way = direction === 'regressed' ? 1 : -1;
  return way * (after - before) >= rules.difference && way * (after / before - 1) >= rules.change;
}

/** Transactions that changed, those that surely did first; and how many there were enough values of to tell. */
export interface Trends {
  readonly trends: readonly Trend[];
  readonly tested: number;
}

/** Finds what became slower or faster: one test for each transaction, all of them together kept to the rate of the rules. */
export function findTrends(
  transactions: readonly Arrivals[],
  by: TrendFunction,
  rules: TrendRules = TREND_RULES,
): Trends {
  const points = transactions.map((arrivals) => changeOf(arrivals, by, rules.least));
  const q = falseDiscovery(points.map((point) => point?.p ?? Number.NaN));
  const trends = transactions.flatMap((arrivals, index): Trend[] => {
    const point = points[index];
    const one = q[index] ?? Number.NaN;
    if (point === null || point === undefined || !(one <= rules.falseDiscoveryRate)) return [];
    const trend = toTrend(arrivals, by, point, one);
    return isLarge(trend, rules) ? [trend] : [];
  });
  trends.sort((a, b) => a.q - b.q || a.p - b.p);
  return { trends, tested: points.filter((point) => point !== null).length };
}
