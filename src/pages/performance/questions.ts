import type { MetricName, Show } from '../../model/metric.ts';
import type { Query, Scope } from '../../model/query.ts';
import { ROWS_COMPARED, versusPrevious, withVersus } from '../../view/compare.ts';
import { stepOf } from '../../view/period.ts';
import type { Sort, Widget } from '../../view/view.ts';

/** The numbers of everything that matches, above all else. */
export const SUMMARY: readonly MetricName[] = ['count', 'throughput', 'p50', 'p95', 'failure_rate'];

export function summaryQuery(scope: Scope): Query {
  return {
    ...scope,
    of: 'transactions',
    versus: versusPrevious(scope.range),
    by: [],
    show: [...ROWS_COMPARED, ...SUMMARY.flatMap((metric) => withVersus({ metric }))],
  };
}

/** A widget's number over the whole range, on both sides. */
export function readingQuery(scope: Scope, widget: Widget): Query {
  return {
    ...scope,
    of: 'transactions',
    versus: versusPrevious(scope.range),
    by: [],
    show: [...ROWS_COMPARED, ...withVersus(widget)],
  };
}

/** A widget's curve, on both sides; at most 120 buckets. */
export function seriesQuery(scope: Scope, widget: Widget): Query {
  return {
    ...scope,
    of: 'transactions',
    versus: versusPrevious(scope.range),
    by: [{ time: stepOf(scope.range) }],
    show: [widget, { ...widget, read: 'versus' }, { metric: 'sampled_count' }],
  };
}

/** What the table shows of each transaction. */
const TABLE: readonly Show[] = [
  { metric: 'sum' },
  { metric: 'throughput' },
  { metric: 'p50' },
  ...withVersus({ metric: 'p95' }),
  { metric: 'p99' },
  { metric: 'failure_rate' },
  { metric: 'apdex' },
  { metric: 'users' },
  { metric: 'miserable_users' },
  { metric: 'user_misery' },
  { metric: 'last_seen' },
  ...ROWS_COMPARED,
];

/** Transactions the table holds at most; the footer says how many there are. */
export const MOST_TRANSACTIONS = 5_000;

function orderOf(sort: Sort): Query['order'] {
  if (sort.by === 'transaction') return [];
  const show = TABLE.findIndex(({ metric, read = 'value' }) =>
    sort.by === 'change' ? metric === 'p95' && read === 'ratio' : metric === sort.by && read === 'value',
  );
  return show < 0 ? [] : [{ show, desc: sort.desc }];
}

/**
 * The transactions. The table orders them itself; only of more than it holds does the order decide which come, and
 * then `sort` is asked for. Null: those with most time in all.
 */
export function tableQuery(scope: Scope, sort: Sort | null): Query {
  const order = orderOf(sort ?? { by: 'sum', desc: true }) ?? [];
  return {
    ...scope,
    of: 'transactions',
    versus: versusPrevious(scope.range),
    by: ['project', 'transaction'],
    show: TABLE,
    order,
    limit: MOST_TRANSACTIONS,
  };
}

/** The table's row of everything. */
export function totalsQuery(scope: Scope): Query {
  return { ...scope, of: 'transactions', versus: versusPrevious(scope.range), by: [], show: TABLE };
}

/** The ops of each transaction's rows: the glyph shows the most frequent. */
export function opsQuery(scope: Scope): Query {
  return {
    ...scope,
    of: 'transactions',
    by: ['project', 'transaction', 'op'],
    show: [{ metric: 'sampled_count' }],
    order: [{ show: 0, desc: true }],
  };
}

/** Bins of the distributions, on one axis for all transactions. */
const BINS = 96;

/** How often each length of time occurs, in each transaction. */
export function distributionsQuery(scope: Scope): Query {
  return {
    ...scope,
    of: 'transactions',
    by: ['project', 'transaction', { bin: 'duration', scale: 'log', count: BINS }],
    show: [{ metric: 'count' }],
  };
}

/** How often each length of time occurs, in all of them. */
export function totalDistributionQuery(scope: Scope): Query {
  return {
    ...scope,
    of: 'transactions',
    by: [{ bin: 'duration', scale: 'log', count: BINS }],
    show: [{ metric: 'count' }],
  };
}
