import type { NumberColumn } from './column.ts';
import type { Filter } from './filter.ts';
import type { NamedMetric } from './metric.ts';
import { percentOf } from './percentile.ts';
import type { Percentile } from './percentile.ts';
import { MINUTE } from './time.ts';
import type { EpochMs, Milliseconds } from './time.ts';

/** The metrics with a name of their own that a rule can watch. */
export const ALERT_METRICS = [
  'count',
  'throughput',
  'failed',
  'failure_rate',
  'apdex',
  'p50',
  'p75',
  'p90',
  'p95',
  'p99',
  'p100',
  'avg',
] as const satisfies readonly NamedMetric[];

/** The metrics that a rule can watch: those, and any percentile. */
export type AlertMetric = (typeof ALERT_METRICS)[number] | Percentile;

/** Whether a text is the name of a metric that a rule can watch. */
export function isAlertMetric(text: string): text is AlertMetric {
  return (ALERT_METRICS as readonly string[]).includes(text) || percentOf(text) !== null;
}

/** What is measured: a metric, and of which column where it takes one (the duration where it is left out). */
export interface Measure {
  readonly metric: AlertMetric;
  readonly of?: NumberColumn;
}

export const LEVELS = ['warning', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

/** On which side of a threshold a value is bad. */
export type Side = 'above' | 'below';

/** What it means that there is no value, or too few rows for one: nothing is wrong, something is, or as it was. */
export const NO_DATA = ['ok', 'alert', 'keep'] as const;
export type NoData = (typeof NO_DATA)[number];

/** Thresholds, in the unit of the measure; of a rule that compares, in percent of the earlier value. */
export interface AlertThresholds {
  /** At least one of `critical` and `warning` is set. */
  readonly critical: number | null;
  readonly warning: number | null;
  /** Where an incident ends; null: as soon as no threshold is passed any more. */
  readonly resolve: number | null;
}

/** Where a message goes, by the name of a channel, and from which level on. */
export interface Action {
  readonly channel: string;
  readonly from: Level;
}

/** A rule: plain JSON, so that it can live in a repository (`rule-file.ts`). */
export interface AlertRule {
  /** Stays the same when everything else changes. */
  readonly id: string;
  readonly name: string;
  /** Who looks after what it watches, in words of their own; empty: nobody in particular. */
  readonly owner: string;
  readonly enabled: boolean;
  readonly measure: Measure;
  /** Any of these; null stands for rows without one. Empty: every environment. */
  readonly environments: readonly (string | null)[];
  /** Which rows count besides. */
  readonly where: Filter;
  /** How long the time is that a value is of. */
  readonly window: Milliseconds;
  readonly side: Side;
  readonly thresholds: AlertThresholds;
  /** Compares with the same window so much earlier; null: the value itself counts. */
  readonly earlier: Milliseconds | null;
  /** How many evaluations in a row must be beyond a threshold, or back, before anything changes. */
  readonly periods: number;
  /** Rows that a value must be of; with fewer there is no data. */
  readonly least: number;
  readonly noData: NoData;
  /**
   * Sentry's state machine as of August 2022: no value counts as 0, and a comparison with nothing is passed over,
   * whatever `noData` says.
   */
  readonly classic: boolean;
  readonly actions: readonly Action[];
  /** Until then nothing is sent; incidents are kept all the same. */
  readonly mutedUntil: EpochMs | null;
}

/** One evaluation a minute, at its start. */
export const CADENCE: Milliseconds = MINUTE;

/** How long rows are waited for before a minute counts as over. */
export const DEFAULT_DELAY: Milliseconds = MINUTE;

/** What a rule is when nothing else is said: a p95 over an hour. */
export const NEW_RULE: AlertRule = {
  id: '',
  name: '',
  owner: '',
  enabled: true,
  measure: { metric: 'p95' },
  environments: [],
  where: { kind: 'and', of: [] },
  window: 60 * MINUTE,
  side: 'above',
  thresholds: { critical: null, warning: null, resolve: null },
  earlier: null,
  periods: 1,
  least: 1,
  noData: 'keep',
  classic: false,
  actions: [],
  mutedUntil: null,
};
