import type { Filter } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import type { Range } from '../../src/model/time.ts';
import { BENCH_RANGE } from './bench-rows.ts';

const DAY = 86_400_000;

/** Buckets of the series. */
export const BUCKETS = 120;

/** 24 of the 30 days, moved by some milliseconds so that no answer comes from a cache. */
export function windowOf(shift: number): Range {
  return { start: BENCH_RANGE.start + 3 * DAY + shift, end: BENCH_RANGE.start + 27 * DAY + shift };
}

const PRODUCTION_API: Filter = {
  kind: 'and',
  of: [
    { kind: 'in', field: 'environment', values: ['production'] },
    { kind: 'like', field: 'transaction', pattern: '/api/*' },
  ],
};

/** Q1: the table of transactions. */
export function tableQuery(shift: number): Query {
  return {
    of: 'transactions',
    range: windowOf(shift),
    where: PRODUCTION_API,
    by: ['transaction'],
    show: [
      { metric: 'count' },
      { metric: 'p50' },
      { metric: 'p75' },
      { metric: 'p95' },
      { metric: 'p99' },
      { metric: 'failed' },
      { metric: 'apdex' },
      { metric: 'users' },
      { metric: 'miserable_users' },
    ],
  };
}

/** Q2: a series of p95, count and failures. */
export function seriesQuery(shift: number): Query {
  const { start, end } = windowOf(shift);
  return {
    of: 'transactions',
    range: { start, end },
    where: PRODUCTION_API,
    by: [{ time: (end - start) / BUCKETS }],
    show: [{ metric: 'p95' }, { metric: 'count' }, { metric: 'failed' }],
  };
}
