import { WORK_COLUMNS } from '../../model/column.ts';
import type { Field } from '../../model/column.ts';
import { edgesOf, histogramBins } from '../../metrics/histogram-bins.ts';
import { both, EVERYTHING } from '../../model/filter.ts';
import type { Filter } from '../../model/filter.ts';
import type { MetricName, Show } from '../../model/metric.ts';
import type { List, Query, Scope } from '../../model/query.ts';
import { NOT_FAILED } from '../../model/status.ts';
import type { Range } from '../../model/time.ts';
import { VITALS } from '../../model/transaction.ts';
import { rowsCompared, versusOf, withVersus, withoutVersus } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { EVENT_FIELDS } from '../../view/event-rows.ts';
import type { Compare, ListPreset, ScaleKind, Zone } from '../../view/view.ts';

/** The transaction's numbers, in the order of the strip. */
export const FACTS: readonly MetricName[] = [
  'p50',
  'p75',
  'p95',
  'p99',
  'throughput',
  'failure_rate',
  'apdex',
  'user_misery',
  'users',
];

export function factsQuery(scope: ComparedScope): Query {
  return {
    ...scope,
    of: 'transactions',
    by: [],
    show: [
      ...rowsCompared(scope),
      ...FACTS.flatMap((metric) => withVersus({ metric }, scope)),
      { metric: 'min' },
      { metric: 'p100' },
    ],
  };
}

/** Its most frequent op. */
export function opQuery(scope: ComparedScope): Query {
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: ['op'],
    show: [{ metric: 'sampled_count' }],
    order: [{ show: 0, desc: true }],
    limit: 1,
  };
}

/** How many bins a histogram of so many rows bears. */
function binsFor(rows: number): number {
  if (rows >= 2_000) return 120;
  return rows >= 200 ? 60 : 30;
}

/** What a linear histogram's bins are laid out over; both NaN where there is no duration. */
export interface Extent {
  readonly least: number;
  readonly most: number;
}

/** Of durations that are all within a millisecond or two, bins are parts of one. */
const FEWEST_MS = 20;

/** Round bins of a linear scale, as Sentry's (A7); null where there is nothing to lay them out over. */
function linearEdges({ least, most }: Extent, bins: number): readonly number[] | null {
  if (!Number.isFinite(least) || !Number.isFinite(most)) return null;
  const multiplier = most - least >= FEWEST_MS ? 1 : 1_000;
  return edgesOf(histogramBins(bins, least, most, multiplier));
}

/** How often each length of time occurs: in bins of one ratio, or of one round width. */
export function histogramQuery(scope: ComparedScope, scale: ScaleKind, rows: number, extent: Extent): Query {
  const count = binsFor(rows);
  const edges = scale === 'linear' ? linearEdges(extent, count) : null;
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: [{ bin: 'duration', scale, ...(edges === null ? { count } : { edges }) }],
    show: [{ metric: 'count' }],
  };
}

/**
 * The same of the other side of the comparison, in the same bins; null where nothing is compared. A question of its
 * own: a comparison answers only for bins that have rows now. `asked`: what the bins were answered to.
 */
export function otherHistogramQuery(
  asked: Scope,
  compare: Compare,
  scale: ScaleKind,
  edges: readonly number[],
  zone: Zone = 'utc',
): Query | null {
  const versus = versusOf(compare, asked, zone);
  if (versus === undefined) return null;
  return {
    ...asked,
    of: 'transactions',
    ...versus,
    by: [{ bin: 'duration', scale, edges }],
    show: [{ metric: 'count' }],
  };
}

/** Rows that failed, or in which an error was reported. */
const WITH_ERROR: Filter = {
  kind: 'or',
  of: [
    { kind: 'not', of: { kind: 'in', field: 'status', values: [...NOT_FAILED, null] } },
    { kind: 'compare', field: 'errors', is: '>', value: 0 },
  ],
};

const ORDERS: Readonly<Record<ListPreset, Pick<List, 'order' | 'upTo'>>> = {
  slow: { order: { field: 'duration', desc: true }, upTo: { of: 'duration', q: 0.95 } },
  outliers: { order: { field: 'duration', desc: true } },
  fastest: { order: { field: 'duration', desc: false } },
  recent: { order: { field: 'timestamp', desc: true } },
  errors: { order: { field: 'timestamp', desc: true } },
};

export function eventsList(scope: ComparedScope, preset: ListPreset, limit: number): List {
  const rows = withoutVersus(scope);
  return {
    ...rows,
    where: preset === 'errors' ? both(rows.where, WITH_ERROR) : rows.where,
    of: 'transactions',
    fields: EVENT_FIELDS,
    ...ORDERS[preset],
    limit,
  };
}

/** How often each status occurs. */
export function statusQuery(scope: ComparedScope): Query {
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: ['status'],
    show: [{ metric: 'count' }],
    order: [{ show: 0, desc: true }],
  };
}

/** The values of a field, the most frequent first, with their averages. */
export function breakdownQuery(scope: ComparedScope, field: Field, limit: number): Query {
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: [field],
    show: [{ metric: 'count' }, { metric: 'avg' }],
    order: [{ show: 0, desc: true }],
    limit,
  };
}

/** The same with more to each value, for a table of them. */
export function tagValuesQuery(scope: ComparedScope, field: Field, limit: number): Query {
  return {
    ...breakdownQuery(scope, field, limit),
    show: [
      { metric: 'count' },
      { metric: 'avg' },
      { metric: 'sampled_count' },
      { metric: 'p95' },
      { metric: 'failure_rate' },
      { metric: 'users' },
    ],
  };
}

/** Time by kind of work, of all events together; how many there are, and how long they took. */
export function operationsQuery(scope: ComparedScope): Query {
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: [],
    show: [
      { metric: 'count' },
      { metric: 'sum' },
      ...WORK_COLUMNS.flatMap((of): Show[] => [
        { metric: 'sum', of },
        { metric: 'p50', of },
        { metric: 'p95', of },
      ]),
    ],
  };
}

/** Web vitals, by their p75 as everywhere. */
export function vitalsQuery(scope: ComparedScope): Query {
  return {
    ...scope,
    of: 'transactions',
    by: [],
    show: [...rowsCompared(scope), ...VITALS.flatMap((of) => withVersus({ metric: 'p75', of }, scope))],
  };
}

/** When a transaction was seen last, at any time. `where`: the transaction alone. */
export function lastSeenQuery(where: Scope['where'], range: Range): Query {
  return { of: 'transactions', range, where, by: [], show: [{ metric: 'last_seen' }] };
}

/** Names that are looked through for one that was meant: those of most events. */
const MOST_NAMES = 5_000;

/** Which transactions there are at any time. */
export function namesQuery(range: Range): Query {
  return {
    of: 'transactions',
    range,
    where: EVERYTHING,
    by: ['project', 'transaction'],
    show: [{ metric: 'sampled_count' }],
    order: [{ show: 0, desc: true }],
    limit: MOST_NAMES,
  };
}
