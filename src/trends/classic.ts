import type { MetricName } from '../model/metric.ts';
import { CLASSIC_RULES } from '../model/trend-settings.ts';
import type { ClassicRules } from '../model/trend-settings.ts';

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
  /** Events of each half that were looked at: a sampled one counts once, however many it stands for. */
  readonly countBefore: number;
  readonly countAfter: number;
  /** Transactions of the second half ÷ of the first (`count_percentage()`), sampled ones by what they stand for. */
  readonly countRatio: number;
  /** Transactions per minute over both halves, likewise. */
  readonly throughput: number;
}

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
