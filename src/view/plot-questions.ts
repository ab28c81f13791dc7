import { WORK_COLUMNS } from '../model/column.ts';
import type { MetricName, Show } from '../model/metric.ts';
import type { Query } from '../model/query.ts';
import { rowsCompared, withVersus, withoutVersus } from './compare.ts';
import type { ComparedScope } from './compare.ts';
import { both } from '../model/filter.ts';
import { stepOf } from './period.ts';

/** The percentiles that are drawn over time. */
export const CURVES = ['p50', 'p75', 'p95', 'p99'] as const satisfies readonly MetricName[];
export type Curve = (typeof CURVES)[number];

/** Percentiles over time, of the p95 also the other side's; throughput and failures of the same buckets. */
export function curvesQuery(scope: ComparedScope): Query {
  return {
    ...scope,
    of: 'transactions',
    by: [{ time: stepOf(scope.range) }],
    show: [
      ...CURVES.map((metric): Show => ({ metric })),
      ...(scope.versus === undefined ? [] : [{ metric: 'p95', read: 'versus' } as const]),
      { metric: 'throughput' },
      { metric: 'failed' },
      { metric: 'sampled_count' },
    ],
  };
}

/** The numbers beside the plot, and what its rows are laid out by. */
export const PLOT_FACTS = [
  'count',
  'throughput',
  ...CURVES,
  'failure_rate',
] as const satisfies readonly MetricName[];

export function plotFactsQuery(scope: ComparedScope): Query {
  return {
    ...scope,
    of: 'transactions',
    by: [],
    show: [
      ...rowsCompared(scope),
      ...PLOT_FACTS.flatMap((metric) => withVersus({ metric }, scope)),
      { metric: 'min' },
      { metric: 'p100' },
    ],
  };
}

/** Slower than anything: thirty years, in milliseconds. */
const ENDLESS = 1e12;

/** How often each duration occurs in each bucket; what is outside of the edges in a row below and one above them. */
export function heatQuery(scope: ComparedScope, edges: readonly number[]): Query {
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: [{ time: stepOf(scope.range) }, { bin: 'duration', scale: 'linear', edges: [0, ...edges, ENDLESS] }],
    show: [{ metric: 'count' }],
  };
}

/** The share of rows slower than a duration: `count` of those as a ratio of all. */
export function tailQuery(scope: ComparedScope, slowerThan: number): Query {
  return {
    ...scope,
    of: 'transactions',
    where: both(scope.where, { kind: 'compare', field: 'duration', is: '>', value: slowerThan }),
    versus: { where: scope.where },
    by: [],
    show: [{ metric: 'count', read: 'ratio' }],
  };
}

/** Time by kind of work over time, of all events together. */
export function workQuery(scope: ComparedScope): Query {
  return {
    ...withoutVersus(scope),
    of: 'transactions',
    by: [{ time: stepOf(scope.range) }],
    show: [
      { metric: 'count' },
      { metric: 'sampled_count' },
      { metric: 'sum' },
      ...WORK_COLUMNS.map((of): Show => ({ metric: 'sum', of })),
    ],
  };
}
