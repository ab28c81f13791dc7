import type { MetricName, Show } from '../../model/metric.ts';
import type { Query } from '../../model/query.ts';
import { rowsCompared, withVersus, withoutVersus } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { stepOf } from '../../view/period.ts';
import type { Sort, Widget } from '../../view/view.ts';

/** The numbers of everything that matches, above all else. */
export const SUMMARY: readonly MetricName[] = ['count', 'throughput', 'p50', 'p95', 'failure_rate'];

export function summaryQuery(scope: ComparedScope): Query {
  return {
    ...scope,
    of: 'transactions',
    by: [],
    show: [...rowsCompared(scope), ...SUMMARY.flatMap((metric) => withVersus({ metric }, scope))],
  };
}

/** A widget's number over the whole range, on both sides. */
export function readingQuery(scope: ComparedScope, widget: Widget): Query {
  return {
    ...scope,
    of: 'transactions',
    by: [],
    show: [...rowsCompared(scope), ...withVersus(widget, scope)],
  };
}

/** A widget's curve, on both sides; at most 120 buckets. */
export function seriesQuery(scope: ComparedScope, widget: Widget): Query {
  return {
    ...scope,
    of: 'transactions',
    by: [{ time: stepOf(scope.range) }],
    show: [
      widget,
      ...(scope.versus === undefined ? [] : [{ ...widget, read: 'versus' } as const]),
      { metric: 'sampled_count' },
    ],
  };
}

/** What the table shows of each transaction. */
function tableShows(scope: ComparedScope): Show[] {
  return [
    { metric: 'sum' },
    { metric: 'throughput' },
    { metric: 'p50' },
    ...withVersus({ metric: 'p95' }, scope),
    { metric: 'p99' },
    { metric: 'failure_rate' },
    { metric: 'apdex' },
    { metric: 'users' },
    { metric: 'miserable_users' },
    { metric: 'user_misery' },
    { metric: 'last_seen' },
    ...rowsCompared(scope),
  ];
}

/** Transactions the table holds at most; the footer says how many there are. */
export const MOST_TRANSACTIONS = 5_000;

function orderOf(sort: Sort, shows: readonly Show[]): Query['order'] {
  if (sort.by === 'transaction') return [];
  const show = shows.findIndex(({ metric, read = 'value' }) =>
    sort.by === 'change' ? metric === 'p95' && read === 'ratio' : metric === sort.by && read === 'value',
  );
  return show < 0 ? [] : [{ show, desc: sort.desc }];
}

/**
 * The transactions. The table orders them itself; only of more than it holds does the order decide which come, and
 * then `sort` is asked for. Null: those with most time in all.
 */
export function tableQuery(scope: ComparedScope, sort: Sort | null): Query {
  const show = tableShows(scope);
  const order = orderOf(sort ?? { by: 'sum', desc: true }, show) ?? [];
  return {
    ...scope,
    of: 'transactions',
    by: ['project', 'transaction'],
    show,
    order,
    limit: MOST_TRANSACTIONS,
  };
}

/** The table's row of everything. */
export function totalsQuery(scope: ComparedScope): Query {
  return { ...scope, of: 'transactions', by: [], show: tableShows(scope) };
}

/** The ops of each transaction's rows: the glyph shows the most frequent. */
export function opsQuery(scope: ComparedScope): Query {
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: ['project', 'transaction', 'op'],
    show: [{ metric: 'sampled_count' }],
    order: [{ show: 0, desc: true }],
  };
}

/** Bins of the distributions, on one axis for all transactions. */
const BINS = 96;

/** How often each length of time occurs, in each transaction. */
export function distributionsQuery(scope: ComparedScope): Query {
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: ['project', 'transaction', { bin: 'duration', scale: 'log', count: BINS }],
    show: [{ metric: 'count' }],
  };
}

/** How often each length of time occurs, in all of them. */
export function totalDistributionQuery(scope: ComparedScope): Query {
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: [{ bin: 'duration', scale: 'log', count: BINS }],
    show: [{ metric: 'count' }],
  };
}
