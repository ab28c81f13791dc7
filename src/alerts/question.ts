import { columnOf } from '../metrics/derive.ts';
import { showName } from '../metrics/derive.ts';
import type { Field } from '../model/column.ts';
import { both } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import type { Thresholds } from '../model/metric.ts';
import type { List, Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { EpochMs, Milliseconds, Range } from '../model/time.ts';
import type { AlertRule } from '../model/alert-rule.ts';
import type { Tick } from '../model/alert-state.ts';

/** How questions are asked: what a setting says, for all rules alike. */
export interface AskedWith {
  /** How long rows are waited for before a minute counts as over. */
  readonly delay: Milliseconds;
  readonly thresholds: Thresholds;
}

/** The rows that a rule is about. */
export function ruleFilter({ where, environments }: Pick<AlertRule, 'where' | 'environments'>): Filter {
  return environments.length === 0
    ? where
    : both(where, { kind: 'in', field: 'environment', values: environments });
}

function windowQuery(rule: AlertRule, at: EpochMs, back: Milliseconds, thresholds: Thresholds): Query {
  return {
    of: 'transactions',
    range: { start: at - back - rule.window, end: at - back },
    // What had arrived by then: so that asking again, later, gives the same answer.
    where: both(ruleFilter(rule), { kind: 'compare', field: 'received', is: '<=', value: at }),
    by: [],
    show: [rule.measure, { metric: 'sampled_count' }],
    thresholds,
  };
}

/**
 * What is asked at an evaluation: the window that ends `delay` before it, of the rows received by then; and the same
 * window earlier, where the rule compares.
 */
export function tickQueries(
  rule: AlertRule,
  at: EpochMs,
  { delay, thresholds }: AskedWith,
): { readonly own: Query; readonly earlier: Query | null } {
  return {
    own: windowQuery(rule, at, delay, thresholds),
    earlier: rule.earlier === null ? null : windowQuery(rule, at, delay + rule.earlier, thresholds),
  };
}

type Answer = Pick<Result, 'columns'>;

function numberIn(answer: Answer, name: string): number {
  const column = answer.columns.find((one) => one.name === name);
  return column?.kind === 'number' ? (column.values[0] ?? Number.NaN) : Number.NaN;
}

/** An evaluation, of the answers to `tickQueries`. */
export function readAnswers(rule: AlertRule, at: EpochMs, own: Answer, earlier: Answer | null): Tick {
  const name = showName(rule.measure);
  return {
    at,
    value: numberIn(own, name),
    rows: numberIn(own, 'sampled_count'),
    earlier: earlier === null ? Number.NaN : numberIn(earlier, name),
  };
}

/** The fields that a back-test of a rule needs of every row. */
export function sampleFields({ measure }: Pick<AlertRule, 'measure'>): readonly Field[] {
  const always: readonly Field[] = ['row', 'timestamp', 'received', 'weight'];
  switch (measure.metric) {
    case 'count':
    case 'throughput':
      return always;
    case 'failed':
    case 'failure_rate':
      return [...always, 'status'];
    case 'apdex':
      return [...always, 'project', 'transaction', 'duration', 'lcp'];
    default:
      return [...always, columnOf(measure)];
  }
}

/** The rows of a rule that end within a range and the windows before it, for a back-test (`toSamples`). */
export function sampleList(
  rule: Pick<AlertRule, 'measure' | 'where' | 'environments' | 'window' | 'earlier'>,
  range: Range,
  delay: Milliseconds,
  limit: number,
): List {
  return {
    of: 'transactions',
    range: { start: range.start - delay - (rule.earlier ?? 0) - rule.window, end: range.end },
    where: ruleFilter(rule),
    fields: sampleFields(rule),
    order: { field: 'timestamp', desc: true },
    limit,
  };
}
