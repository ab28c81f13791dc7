// The questions that every Source is asked, made from the rows that are in it.
import type { Field, IdColumn } from '../../src/model/column.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import { METRICS } from '../../src/model/metric.ts';
import type { Show } from '../../src/model/metric.ts';
import type { List, Query } from '../../src/model/query.ts';
import { HOUR } from '../../src/model/time.ts';
import type { Range } from '../../src/model/time.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { VITALS } from '../../src/model/transaction.ts';
import { endOf } from './memory-feed.ts';

/** What the questions take from the rows. */
export interface Material {
  /** From the first end to just behind the last. */
  readonly range: Range;
  readonly middle: number;
  /** Ends of two rows, the first earlier. */
  readonly ends: readonly [number, number];
  readonly project: string;
  readonly transaction: string;
  readonly environment: string;
  readonly releases: readonly [string, string];
  readonly tag: string;
  readonly tagValue: string;
}

function mostFrequent(values: readonly (string | null | undefined)[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== null && value !== undefined && value !== '')
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/** Throws when the rows are too few or too much alike to ask about. */
export function materialOf(transactions: readonly Transaction[]): Material {
  const first = (values: readonly (string | null | undefined)[], index = 0): string => {
    const value = mostFrequent(values)[index];
    if (value === undefined) throw new Error('The rows have not enough different values to ask about.');
    return value;
  };
  const ends = transactions.map(endOf).sort((a, b) => a - b);
  const at = (share: number): number => ends[Math.floor(share * (ends.length - 1))] ?? NaN;
  // A tag that every row has would leave nothing when its value is excluded.
  const tagsOfAll = transactions.flatMap(({ tags }) => [...tags.keys()]);
  const tag = first(tagsOfAll.filter((key) => transactions.some(({ tags }) => !tags.has(key))));
  const releases = transactions.map(({ release }) => release);
  return {
    range: { start: at(0), end: at(1) + 1 },
    middle: at(0.5) + 0.5,
    ends: [at(0.25), at(0.75)],
    project: first(transactions.map(({ project }) => project)),
    transaction: first(transactions.map(({ transaction }) => transaction)),
    environment: first(transactions.map(({ environment }) => environment)),
    releases: [first(releases), first(releases, 1)],
    tag,
    tagValue: first(transactions.map(({ tags }) => tags.get(tag))),
  };
}

const COUNT: Show = { metric: 'count' };
const P95: Show = { metric: 'p95' };
const TABLE: readonly Show[] = [
  { metric: 'p95' },
  { metric: 'count' },
  { metric: 'throughput' },
  { metric: 'failure_rate' },
  { metric: 'apdex' },
  { metric: 'users' },
  { metric: 'user_misery' },
  { metric: 'sum' },
];
const isIn = (field: Field, ...values: (string | number | null)[]): Filter => ({ kind: 'in', field, values });
const not = (of: Filter): Filter => ({ kind: 'not', of });

/** Queries by what they are about. */
export const QUERIES: Readonly<Record<string, (material: Material) => Partial<Query>>> = {
  'all metrics of all rows': () => ({ show: METRICS.map((metric) => ({ metric })) }),
  'all metrics, unweighted': () => ({ weighted: false, show: METRICS.map((metric) => ({ metric })) }),
  'the table of transactions': () => ({
    by: ['project', 'transaction'],
    show: TABLE,
    order: [{ show: 1, desc: true }],
    limit: 50,
  }),
  'the table cut off after three': () => ({
    by: ['project', 'transaction'],
    show: [P95, COUNT],
    order: [{ show: 0, desc: true }],
    limit: 3,
  }),
  'a series by the hour': () => ({ by: [{ time: HOUR }], show: [COUNT, P95, { metric: 'failure_rate' }] }),
  'a series of each project': () => ({
    by: ['project', { time: 6 * HOUR }],
    show: [COUNT, { metric: 'avg' }],
  }),
  'a histogram of the duration': () => ({
    by: [{ bin: 'duration', scale: 'linear', count: 30 }],
    show: [COUNT],
  }),
  'a histogram on a logarithmic scale': () => ({
    by: [{ bin: 'duration', scale: 'log', count: 20 }],
    show: [COUNT],
  }),
  'a histogram with its edges': () => ({
    by: [{ bin: 'duration', scale: 'linear', edges: [0, 100, 300, 1_200, 3_500] }],
    show: [COUNT, { metric: 'users' }],
  }),
  'the values of a tag': ({ tag }) => ({
    by: [{ tag }],
    show: [COUNT, P95],
    order: [{ show: 0, desc: true }],
  }),
  environments: () => ({ by: ['environment'], show: TABLE }),
  'releases by status': () => ({ by: ['release', 'status'], show: [COUNT, { metric: 'failed' }] }),
  'one environment': ({ environment }) => ({ where: isIn('environment', environment), show: TABLE }),
  'rows without an environment': () => ({ where: isIn('environment', null), show: TABLE }),
  'everything but one environment': ({ environment }) => ({
    where: not(isIn('environment', environment)),
    by: ['environment'],
    show: [COUNT],
  }),
  'names by a wildcard': () => ({
    where: { kind: 'like', field: 'transaction', pattern: '*API/*' },
    by: ['transaction'],
    show: TABLE,
  }),
  'names not by a wildcard': () => ({
    where: { kind: 'and', of: [not({ kind: 'like', field: 'transaction', pattern: '/api/*' }), EVERYTHING] },
    by: ['transaction'],
    show: [COUNT, P95],
  }),
  'a tag that is there, or is not': ({ tag, tagValue }) => ({
    where: {
      kind: 'or',
      of: [isIn({ tag }, tagValue), not({ kind: 'has', field: { tag } })],
    },
    by: [{ tag }],
    show: [COUNT],
  }),
  'slow or failed rows': () => ({
    where: {
      kind: 'or',
      of: [
        { kind: 'compare', field: 'duration', is: '>=', value: 1_200 },
        { kind: 'compare', field: 'http.status_code', is: '>=', value: 500 },
      ],
    },
    show: TABLE,
  }),
  'transactions that are slow in total': () => ({
    having: { kind: 'metric', show: P95, is: '>', value: 800 },
    by: ['project', 'transaction'],
    show: [P95, COUNT],
    order: [{ show: 0, desc: true }],
  }),
  'all rows of transactions that are called often': () => ({
    having: {
      kind: 'and',
      of: [
        { kind: 'metric', show: COUNT, is: '>', value: 10 },
        { kind: 'not', of: { kind: 'metric', show: { metric: 'failure_rate' }, is: '>', value: 0.5 } },
      ],
    },
    show: TABLE,
  }),
  'the time before': ({ range, middle }) => ({
    range: { start: middle, end: range.end },
    versus: { range: { start: range.start, end: middle } },
    by: ['project', 'transaction'],
    show: [
      COUNT,
      { metric: 'count', read: 'versus' },
      { metric: 'p95', read: 'difference' },
      { metric: 'p95', read: 'ratio' },
      { metric: 'avg', read: 't' },
    ],
  }),
  'another release': ({ releases: [one, other] }) => ({
    where: isIn('release', one),
    versus: { where: isIn('release', other) },
    show: [COUNT, { metric: 'count', read: 'versus' }, { metric: 'failure_rate', read: 'difference' }],
  }),
  'thresholds of projects and transactions': ({ project, transaction }) => ({
    thresholds: {
      default: { metric: 'duration', ms: 250 },
      projects: [{ project, threshold: { metric: 'lcp', ms: 2_500 } }],
      transactions: [{ project, transaction, threshold: { metric: 'duration', ms: 50 } }],
    },
    by: ['project'],
    show: [{ metric: 'apdex' }, { metric: 'miserable_users' }, { metric: 'user_misery' }],
  }),
  'web vitals': () => ({
    by: ['transaction'],
    show: VITALS.map((of) => ({ metric: 'p75', of })),
  }),
  'time by kind of work': () => ({
    by: ['op'],
    show: [
      { metric: 'avg', of: 'spans.db' },
      { metric: 'p95', of: 'spans.http' },
      { metric: 'sum', of: 'errors' },
      { metric: 'p100', of: 'spans' },
    ],
  }),
  'a range whose bounds are ends of rows': ({ ends: [start, end] }) => ({
    range: { start, end },
    show: TABLE,
  }),
  'a time before all rows': ({ range }) => ({
    range: { start: range.start - 48 * HOUR, end: range.start },
    by: [{ time: 6 * HOUR }],
    show: [COUNT, P95],
  }),
  'what no row is': () => ({ where: isIn('transaction', 'nobody calls this'), show: TABLE }),
};

const FIELDS: readonly (Field | IdColumn)[] = [
  'event',
  'trace',
  'span',
  'row',
  'timestamp',
  'project',
  'transaction',
  'duration',
  'status',
  'user.display',
  'http.method',
  'http.status_code',
  'lcp',
  'errors',
];

/** Lists by what they are about. */
export const LISTS: Readonly<Record<string, (material: Material) => Partial<List>>> = {
  'the slowest': () => ({ order: { field: 'duration', desc: true }, limit: 5 }),
  'the fastest of a transaction': ({ project, transaction }) => ({
    where: { kind: 'and', of: [isIn('project', project), isIn('transaction', transaction)] },
    order: { field: 'duration', desc: false },
    limit: 10,
  }),
  'the most recent': () => ({ order: { field: 'timestamp', desc: true }, limit: 5 }),
  'the slowest up to the 95th percentile': ({ project }) => ({
    where: isIn('project', project),
    order: { field: 'duration', desc: true },
    upTo: { of: 'duration', q: 0.95 },
    limit: 5,
  }),
  'rows with their tags, by a vital that not all have': ({ tag }) => ({
    fields: ['row', { tag }, 'lcp', 'release', 'environment'],
    order: { field: 'lcp', desc: true },
    limit: 10_000,
  }),
};

export function toQuery({ range }: Material, words: Partial<Query>): Query {
  return { of: 'transactions', range, where: EVERYTHING, by: [], show: [COUNT], ...words };
}

export function toList({ range }: Material, words: Partial<List>): List {
  return {
    of: 'transactions',
    range,
    where: EVERYTHING,
    fields: FIELDS,
    order: { field: 'duration', desc: true },
    limit: 5,
    ...words,
  };
}
