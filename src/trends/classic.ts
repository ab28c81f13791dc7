import type { MetricName } from '../model/metric.ts';

/** The statistics that trends can be about. */
export const TREND_FUNCTIONS = ['p50', 'p75', 'p95', 'p99', 'avg'] as const satisfies readonly MetricName[];
export type TrendFunction = (typeof TREND_FUNCTIONS)[number];

export type Direction = 'regressed' | 'improved';

/** A transaction in two halves of a time. NaN where there is no data; a ratio to 0 is NaN too. */
export interface TrendRow {
  readonly project: string | null;
  readonly transaction: string | null;
  /** The function's value in the first half and in the second. */
  readonly before: number;
  readonly after: number;
  /** after ÷ before (Sentry's `trend_percentage()`), after − before (`trend_difference()`). */
  readonly ratio: number;
  readonly difference: number;
  /** Welch's t, positive when it got faster (`confidence()`). */
  readonly t: number;
  readonly countBefore: number;
  readonly countAfter: number;
  /** countAfter ÷ countBefore (`count_percentage()`). */
  readonly countRatio: number;
  /** Transactions per minute over both halves. */
  readonly throughput: number;
}

/** What a row must fulfil to be a trend; every bound is exclusive, as in a search by `:>`. */
export interface ClassicRules {
  /** Transactions per minute. */
  readonly throughput: number;
  readonly countRatio: { readonly above: number; readonly below: number };
  /** A share: 0.2 means a change of more than 20 %. */
  readonly change: number;
  /** Of the column's unit; null where it may be whatever it is. */
  readonly difference: number | null;
  /** |t|; null where it may be whatever it is. */
  readonly confidence: number | null;
}

/** What Sentry's trends take (A2): `tpm():>0.01 count_percentage():>0.25 count_percentage():<4 trend_percentage():>0% confidence():>6`. */
export const CLASSIC_RULES: ClassicRules = {
  throughput: 0.01,
  countRatio: { above: 0.25, below: 4 },
  change: 0,
  difference: null,
  confidence: 6,
};

/** Whether a row is a trend of this direction. What is NaN fulfils nothing. */
export function isTrend(row: TrendRow, direction: Direction, rules: ClassicRules): boolean {
  const way = direction === 'regressed' ? 1 : -1;
  return (
    row.throughput > rules.throughput &&
    row.countRatio > rules.countRatio.above &&
    row.countRatio < rules.countRatio.below &&
    way * (row.ratio - 1) > rules.change &&
    (rules.difference === null || way * row.difference > rules.difference) &&
    (rules.confidence === null || -way * row.t > rules.confidence)
  );
}

/** The trends of a direction, the largest ratio first where it got slower, the smallest where it got faster. */
export function classicTrends(
  rows: readonly TrendRow[],
  direction: Direction,
  rules: ClassicRules = CLASSIC_RULES,
): readonly TrendRow[] {
  const way = direction === 'regressed' ? 1 : -1;
  return rows.filter((row) => isTrend(row, direction, rules)).sort((a, b) => way * (b.ratio - a.ratio));
}
