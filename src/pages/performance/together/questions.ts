import { showName } from '../../../metrics/derive.ts';
import { both } from '../../../model/filter.ts';
import type { MetricName } from '../../../model/metric.ts';
import { isTimeKey } from '../../../model/query.ts';
import type { Query, Scope } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import { bucketStart } from '../../../model/time.ts';
import { NUMBERED_LOOKS } from '../../../ui/chart/series.ts';
import type { Series, SeriesLine } from '../../../ui/chart/series.ts';
import { withoutVersus } from '../../../view/compare.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { stepOf } from '../../../view/period.ts';
import { numbersOf, textsOf } from '../../../view/read-result.ts';
import { transactionFilter } from '../../../view/use-transaction-scope.ts';
import type { TransactionId, Widget } from '../../../view/view.ts';

function scopeOf(scope: ComparedScope, ids: readonly TransactionId[]): Scope {
  const rows = withoutVersus(scope);
  return { ...rows, where: both(rows.where, { kind: 'or', of: ids.map(transactionFilter) }) };
}

/** A metric of some transactions over time. */
export function togetherSeriesQuery(
  scope: ComparedScope,
  ids: readonly TransactionId[],
  widget: Widget,
): Query {
  const rows = scopeOf(scope, ids);
  return {
    ...rows,
    of: 'transactions',
    by: ['project', 'transaction', { time: stepOf(rows.range) }],
    show: [widget, { metric: 'sampled_count' }],
  };
}

/** What stands side by side of each transaction. */
export const TOGETHER_METRICS = [
  'throughput',
  'p50',
  'p75',
  'p95',
  'p99',
  'failure_rate',
  'apdex',
  'users',
  'sum',
] as const satisfies readonly MetricName[];

/** The numbers of some transactions over the whole range. */
export function togetherNumbersQuery(scope: ComparedScope, ids: readonly TransactionId[]): Query {
  return {
    ...scopeOf(scope, ids),
    of: 'transactions',
    by: ['project', 'transaction'],
    show: [...TOGETHER_METRICS.map((metric) => ({ metric })), { metric: 'sampled_count' }],
  };
}

function isOf(result: Result, group: number, { project, transaction }: TransactionId): boolean {
  return (
    (textsOf(result, 'project')[group] ?? '') === project &&
    (textsOf(result, 'transaction')[group] ?? '') === transaction
  );
}

/** The group of each transaction in an answer; −1 where it has no rows. */
export function groupsOf(result: Result, ids: readonly TransactionId[]): readonly number[] {
  return ids.map((id) =>
    Array.from({ length: result.length }, (_, group) => group).findIndex((group) => isOf(result, group, id)),
  );
}

/**
 * One line a transaction, of the answer to `togetherSeriesQuery`. Lines are numbered as their transactions are in the
 * table beside the chart; a bucket without rows of a transaction is a gap in its line.
 */
export function toTogetherSeries(
  asked: Query,
  result: Result,
  ids: readonly TransactionId[],
  widget: Widget,
): Series {
  const step = asked.by.find(isTimeKey)?.time ?? 1;
  const first = bucketStart(asked.range.start, step);
  const buckets = Math.max(1, Math.ceil((asked.range.end - first) / step));
  const times = numbersOf(result, 'time').values;
  const { values, unit } = numbersOf(result, showName(widget));
  const counts = numbersOf(result, 'sampled_count').values;
  const rows = new Float64Array(buckets);
  const lines = ids.map(({ project, transaction }, index): SeriesLine => ({
    // By its name: its number changes once another one is left away.
    id: `${project}:${transaction}`,
    label: String(index + 1),
    look: NUMBERED_LOOKS[index] ?? 'plain',
    values: new Float64Array(buckets).fill(Number.NaN),
    versus: null,
  }));
  const projects = textsOf(result, 'project');
  const places = new Map(
    ids.map(({ project, transaction }, index) => [JSON.stringify([project, transaction]), index]),
  );
  for (const [group, transaction] of textsOf(result, 'transaction').entries()) {
    const line = lines[places.get(JSON.stringify([projects[group] ?? '', transaction ?? ''])) ?? -1];
    const bucket = Math.round(((times[group] ?? first) - first) / step);
    if (line !== undefined) line.values[bucket] = values[group] ?? Number.NaN;
    rows[bucket] = (rows[bucket] ?? 0) + (counts[group] ?? 0);
  }
  return {
    times: Float64Array.from({ length: buckets }, (_, bucket) => first + bucket * step),
    step,
    range: asked.range,
    shift: 0,
    other: '',
    unit,
    isShare: widget.metric === 'apdex',
    lines,
    rows,
    covered: result.covered,
  };
}
