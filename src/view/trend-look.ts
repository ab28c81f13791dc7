/** By which rules trends are found: the halves of the time and Welch's t, or a test with a time of its own. */
export const TREND_RULE_SETS = ['classic', 'tested'] as const;
export type TrendRuleSet = (typeof TREND_RULE_SETS)[number];

/** The statistic that is followed. */
export const TREND_STATISTICS = ['p50', 'p75', 'p95', 'p99', 'avg'] as const;
export type TrendStatistic = (typeof TREND_STATISTICS)[number];

/** Of what it is taken. */
export const TREND_COLUMNS = [
  'duration',
  'lcp',
  'fcp',
  'inp',
  'cls',
  'fid',
  'spans.http',
  'spans.db',
  'spans.browser',
  'spans.resource',
] as const;
export type TrendColumn = (typeof TREND_COLUMNS)[number];

export interface TrendLook {
  readonly rules: TrendRuleSet;
  readonly by: TrendStatistic;
  readonly of: TrendColumn;
  /** Events that the report explains: all of them, or the slowest 5 %. Null: as suits the statistic. */
  readonly explained: 'all' | 'slowest' | null;
}

export const DEFAULT_TREND_LOOK: TrendLook = { rules: 'classic', by: 'p50', of: 'duration', explained: null };
