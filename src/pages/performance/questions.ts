import { showName } from '../../metrics/derive.ts';
import { EVERYTHING } from '../../model/filter.ts';
import type { Show } from '../../model/metric.ts';
import type { Query } from '../../model/query.ts';
import { rowsCompared, withVersus, withoutVersus } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { stepOf } from '../../view/period.ts';
import type { Sort, Widget } from '../../view/view.ts';
import { showOfColumn } from './extra-columns.ts';
import type { ExtraColumn } from './extra-columns.ts';

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

/** What is shown of each transaction beside the usual; a question of its own, so that the others need not wait. */
export function extrasQuery(scope: ComparedScope, extras: readonly ExtraColumn[]): Query {
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: ['project', 'transaction'],
    show: extras.map(({ show }) => show),
    limit: MOST_TRANSACTIONS,
  };
}

/** The same of everything. */
export function extraTotalsQuery(scope: ComparedScope, extras: readonly ExtraColumn[]): Query {
  return { ...extrasQuery(scope, extras), by: [] };
}

/** Transactions the table holds at most; the footer says how many there are. */
export const MOST_TRANSACTIONS = 100_000;

/** With more transactions than this, the distributions of all of them are more than a page can wait for. */
export const MOST_DISTRIBUTIONS = 5_000;

function orderOf(sorts: readonly Sort[], shows: readonly Show[]): Query['order'] {
  return sorts.flatMap(({ by, desc }) => {
    const wanted = showOfColumn(by);
    const show = wanted === null ? -1 : shows.findIndex((each) => showName(each) === showName(wanted));
    return show < 0 ? [] : [{ show, desc }];
  });
}

/**
 * The transactions. The table orders them itself; only of more than it holds does the order decide which come, and
 * then `sorts` is asked for. Null: those with most time in all.
 */
export function tableQuery(scope: ComparedScope, sorts: readonly Sort[] | null): Query {
  const usual = tableShows(scope);
  const names = new Set(usual.map(showName));
  // What only the order needs decides which come; the columns themselves are asked for by `extrasQuery`.
  const besides = (sorts ?? [])
    .map(({ by }) => showOfColumn(by))
    .filter((show) => show !== null)
    .filter((show) => !names.has(showName(show)) && show.read === undefined);
  const show = [...usual, ...besides];
  const order = orderOf(sorts ?? [{ by: 'sum', desc: true }], show) ?? [];
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

/** How many rows of each transaction have which value, the most frequent first. */
function kindsBy(field: 'op' | 'http.method'): Pick<Query, 'of' | 'by' | 'show' | 'order'> {
  return {
    of: 'transactions',
    by: ['project', 'transaction', field],
    show: [{ metric: 'sampled_count' }],
    order: [{ show: 0, desc: true }],
  };
}

/**
 * The ops of each transaction's rows: the glyph shows the most frequent. It says what kind of transaction this is, of whichever
 * rows: who filters reads the same glyphs, and nothing is asked for them again.
 */
export function opsQuery({ range }: ComparedScope): Query {
  return { range, where: EVERYTHING, ...kindsBy('op') };
}

/** The HTTP methods of each transaction's rows: the table shows the most frequent. */
export function methodsQuery(scope: ComparedScope): Query {
  return { ...withoutVersus(scope), ...kindsBy('http.method') };
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
