import type { NumberColumn } from '../../src/model/column.ts';
import type { MetricName, Show } from '../../src/model/metric.ts';
import type { BinKey, Query } from '../../src/model/query.ts';
import { HOUR } from '../../src/model/time.ts';
import type { Range } from '../../src/model/time.ts';
import type { Ask } from './answer.ts';
import type { RunContext } from './run-context.ts';

/** A named question of the bench, or several that belong together and are timed as one. */
export interface Question {
  readonly name: string;
  readonly about: string;
  readonly asks: (context: RunContext) => readonly Ask[];
}

function shows(...metrics: readonly MetricName[]): Show[] {
  return metrics.map((metric) => ({ metric }));
}

function query(of: Omit<Query, 'of'>): Ask {
  // The data have weights; but for the questions about them, every row counts as one.
  return { kind: 'query', query: { weighted: false, ...of, of: 'transactions' } };
}

/** What a table says of each transaction. */
export const TABLE: readonly Show[] = shows(
  'count',
  'failed',
  'p50',
  'p75',
  'p95',
  'p99',
  'apdex',
  'users',
  'miserable_users',
  'sum',
);

const BUCKETS = 120;

function stepOf({ start, end }: Range): number {
  return (end - start) / BUCKETS;
}

/** Even bins of a power of two, so that no engine rounds an edge. */
function evenBins(bin: NumberColumn, width: number, count: number): BinKey {
  return { bin, scale: 'linear', edges: Array.from({ length: count + 1 }, (_, edge) => edge * width) };
}

/** `perOctave` bins to each doubling. */
function octaveBins(bin: NumberColumn, first: number, perOctave: number, count: number): BinKey {
  return {
    bin,
    scale: 'log',
    edges: Array.from({ length: count + 1 }, (_, edge) => first * 2 ** (edge / perOctave)),
  };
}

function table(range: Range, where: Query['where'], { thresholds }: RunContext): Ask {
  return query({ range, where, thresholds, by: ['transaction'], show: TABLE });
}

/** The questions that every row of the goals is about. */
export const HEADLINE: readonly Question[] = [
  {
    name: 'table',
    about: '24 of 30 days, production, /api/*',
    asks: (run) => [table(run.wide, run.filters.usual, run)],
  },
  {
    name: 'table-day',
    about: 'the same of one day',
    asks: (run) => [table(run.day, run.filters.usual, run)],
  },
  {
    name: 'table-general',
    about: 'the wide one, with 8 of 20 releases and an op',
    asks: (run) => [table(run.wide, run.filters.general, run)],
  },
  {
    name: 'series',
    about: '120 buckets of p95, count, failures',
    asks: ({ wide, filters }) => [
      query({
        range: wide,
        where: filters.usual,
        by: [{ time: stepOf(wide) }],
        show: shows('p95', 'count', 'failed'),
      }),
    ],
  },
  {
    name: 'histogram',
    about: 'one transaction: 100 bins, p99, the slowest 50',
    asks: ({ wide, transaction }) => {
      const where = { kind: 'in', field: 'transaction', values: [transaction] } as const;
      return [
        query({ range: wide, where, by: [evenBins('duration', 16, 100)], show: shows('count') }),
        query({ range: wide, where, by: [], show: shows('count', 'p99') }),
        {
          kind: 'list',
          list: {
            of: 'transactions',
            range: wide,
            where,
            weighted: false,
            fields: ['row', 'duration'],
            order: { field: 'duration', desc: true },
            limit: 50,
          },
        },
      ];
    },
  },
  {
    name: 'heatmap',
    about: '120 buckets × 40 log bins',
    asks: ({ wide, filters }) => [
      query({
        range: wide,
        where: filters.usual,
        by: [{ time: stepOf(wide) }, octaveBins('duration', 1, 3, 40)],
        show: shows('count'),
      }),
    ],
  },
  {
    name: 'versus',
    about: 'all transactions, two halves: count, p95, t',
    asks: ({ halves }) => [
      query({
        range: halves.after,
        versus: { range: halves.before },
        where: { kind: 'and', of: [] },
        by: ['transaction'],
        show: [
          ...shows('count', 'p95'),
          { metric: 'count', read: 'versus' },
          { metric: 'p95', read: 'versus' },
          { metric: 'p95', read: 'ratio' },
          { metric: 'avg', read: 'difference' },
          { metric: 'avg', read: 't' },
        ],
      }),
    ],
  },
  {
    name: 'count',
    about: 'rows that match',
    asks: ({ wide, filters }) => [query({ range: wide, where: filters.usual, by: [], show: shows('count') })],
  },
];

/** Twelve others: groups, metrics and filters that no order was made for. */
export const OTHERS: readonly Question[] = [
  {
    name: 'by-user',
    about: 'the 50 users with most transactions',
    asks: ({ wide, filters }) => [
      query({
        range: wide,
        where: filters.usual,
        by: ['user'],
        show: shows('count', 'p95', 'failed'),
        order: [{ show: 0, desc: true }],
        limit: 50,
      }),
    ],
  },
  {
    name: 'release-status',
    about: 'release × status: count, p50, p95',
    asks: ({ wide, filters }) => [
      query({
        range: wide,
        where: filters.usual,
        by: ['release', 'status'],
        show: shows('count', 'p50', 'p95'),
      }),
    ],
  },
  {
    name: 'by-tag',
    about: 'a tag, some rows without: count, p75, failed, users',
    asks: ({ wide, filters }) => [
      query({
        range: wide,
        where: filters.usual,
        by: [{ tag: 'plan' }],
        show: shows('count', 'p75', 'failed', 'users'),
      }),
    ],
  },
  {
    name: 'time-op',
    about: 'six hours × op: count, p95',
    asks: ({ wide }) => [
      query({
        range: wide,
        where: { kind: 'in', field: 'environment', values: ['production'] },
        by: [{ time: 6 * HOUR }, 'op'],
        show: shows('count', 'p95'),
      }),
    ],
  },
  {
    name: 'duration-bins',
    about: '64 log bins: count, failed, users',
    asks: ({ wide, filters }) => [
      query({
        range: wide,
        where: filters.usual,
        by: [octaveBins('duration', 1, 4, 64)],
        show: shows('count', 'failed', 'users'),
      }),
    ],
  },
  {
    name: 'vitals',
    about: 'p75 of five vitals by transaction',
    asks: ({ wide, filters }) => [
      query({
        range: wide,
        where: filters.hasVitals,
        by: ['transaction'],
        show: (['lcp', 'fcp', 'cls', 'inp', 'ttfb'] as const).map((of) => ({ metric: 'p75', of })),
      }),
    ],
  },
  {
    name: 'weighted-table',
    about: 'the table with rows counted by their weight',
    asks: ({ wide, filters, thresholds }) => [
      query({
        range: wide,
        where: filters.usual,
        thresholds,
        weighted: true,
        by: ['transaction'],
        show: TABLE,
      }),
    ],
  },
  {
    name: 'by-project',
    about: 'project and transaction: the table with average, smallest, largest',
    asks: ({ wide, filters, thresholds }) => [
      query({
        range: wide,
        where: filters.usual,
        thresholds,
        by: ['project', 'transaction'],
        show: [...TABLE, ...shows('avg', 'min', 'p100')],
      }),
    ],
  },
  {
    name: 'contains',
    about: 'the table where the name contains a word',
    asks: (run) => [table(run.wide, run.filters.contains, run)],
  },
  {
    name: 'one-user',
    about: 'the table of one user',
    asks: (run) => [table(run.wide, run.filters.oneUser, run)],
  },
  {
    name: 'method-code',
    about: 'HTTP method × status code: count, failed, p99',
    asks: ({ wide, filters }) => [
      query({
        range: wide,
        where: filters.usual,
        by: ['http.method', 'http.status_code'],
        show: shows('count', 'failed', 'p99'),
      }),
    ],
  },
  {
    name: 'slow-elsewhere',
    about: 'by release, where slow or broken and not in production',
    asks: ({ wide, filters }) => [
      query({
        range: wide,
        where: filters.slowElsewhere,
        by: ['release'],
        show: shows('count', 'p50', 'p95', 'users'),
      }),
    ],
  },
];

export const QUESTIONS: readonly Question[] = [...HEADLINE, ...OTHERS];
