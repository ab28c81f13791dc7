import type { NumberColumn } from './column.ts';
import { percentOf } from './percentile.ts';
import type { Percentile } from './percentile.ts';

/** The metrics that have a name of their own; `metrics/registry` says what each is. */
export const METRICS = [
  'count',
  'sampled_count',
  'throughput',
  'failed',
  'failure_rate',
  'apdex',
  'users',
  'miserable_users',
  'user_misery',
  'p50',
  'p75',
  'p90',
  'p95',
  'p99',
  'p100',
  'min',
  'avg',
  'sum',
  'last_seen',
  'score',
  'unscored',
] as const;
export type NamedMetric = (typeof METRICS)[number];

/** A metric: one that has a name of its own, or any other percentile. */
export type MetricName = NamedMetric | Percentile;

/** Metrics that say nothing where no transaction named a user. */
export const OF_USERS: ReadonlySet<string> = new Set(['users', 'miserable_users', 'user_misery']);

/** Whether a text is the name of a metric. */
export function isMetricName(text: string): text is MetricName {
  return (METRICS as readonly string[]).includes(text) || percentOf(text) !== null;
}

/**
 * Which reading of a metric is shown, once a query compares two sides (`versus` is the earlier or other side):
 * the value itself, the other side's value, value − other, value ÷ other, or Welch's t of the two averages.
 * t = (avg_versus − avg_value) / √(var_versus/n_versus + var_value/n_value), positive when it got faster; the
 * variances are sample variances of the duration, whatever the column, and n counts rows, not weights.
 */
export type Reading = 'value' | 'versus' | 'difference' | 'ratio' | 't';

/** A metric of a column. `of` matters to percentiles, min, avg and sum and is `duration` where it is left out. */
export interface Show {
  readonly metric: MetricName;
  readonly of?: NumberColumn;
  /** `value` where it is left out. `t` goes with `avg` only. */
  readonly read?: Reading;
}

/** What a response time is measured against: Apdex and User Misery take it per transaction. */
export interface Threshold {
  readonly metric: 'duration' | 'lcp';
  /** T in milliseconds: satisfied up to T, tolerating up to 4T, frustrated (and miserable) above. */
  readonly ms: number;
}

/** The chain of thresholds: the transaction's own, else its project's, else the default. */
export interface Thresholds {
  readonly default: Threshold;
  readonly projects: readonly { readonly project: string; readonly threshold: Threshold }[];
  readonly transactions: readonly {
    readonly project: string;
    readonly transaction: string;
    readonly threshold: Threshold;
  }[];
}

/** 300 ms of duration, as Sentry's default project threshold. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  default: { metric: 'duration', ms: 300 },
  projects: [],
  transactions: [],
};
