// The worked cases of Sentry's tests and of weighted statistics, from rows to the number.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { MetricName, Show, Thresholds } from '../../src/model/metric.ts';
import { DEFAULT_THRESHOLDS } from '../../src/model/metric.ts';
import type { Query } from '../../src/model/query.ts';
import type { Status } from '../../src/model/status.ts';
import type { TransactionWords } from '../transaction-builder.ts';
import { transaction } from '../transaction-builder.ts';

const RANGE = { start: 0, end: 120_000 };

/** One number: a metric of some rows. */
function measure(rows: readonly TransactionWords[], show: Show, question: Partial<Query> = {}): number {
  const engine = new Engine();
  engine.append(toRows(rows.map(transaction)));
  const query: Query = {
    of: 'transactions',
    range: RANGE,
    where: EVERYTHING,
    by: [],
    show: [show],
    ...question,
  };
  const column = engine.ask(query, []).columns[0];
  return column?.kind === 'number' ? (column.values[0] ?? Number.NaN) : Number.NaN;
}

function withDefault(metric: 'duration' | 'lcp', ms: number): { thresholds: Thresholds } {
  return { thresholds: { ...DEFAULT_THRESHOLDS, default: { metric, ms } } };
}

describe('the failure rate', () => {
  const rate = (statuses: readonly Status[]): number =>
    measure(
      statuses.map((status) => ({ status })),
      { metric: 'failure_rate' },
    );

  it('counts every status but ok, cancelled and unknown', () => {
    const failed = Array.from({ length: 6 }, (): Status => 'unauthenticated');
    expect(rate(['ok', 'unknown', ...failed])).toBe(0.75);
    expect(rate(['ok', 'unauthenticated'])).toBe(0.5);
    expect(rate(['cancelled', 'unknown', 'ok'])).toBe(0);
    expect(rate([])).toBeNaN();
  });
});

describe('Apdex', () => {
  const apdex: Show = { metric: 'apdex' };
  const rows = (durations: readonly number[]): TransactionWords[] =>
    durations.map((duration) => ({ duration }));

  it.each([
    { durations: [400, 400, 3000, 1000, 3000], ms: 300, score: 0.3 },
    { durations: [5000, 5000], ms: 300, score: 0 },
    { durations: [400, 400], ms: 400, score: 1 },
    { durations: [300, 3000], ms: 400, score: 0.5 },
    { durations: [300], ms: 300, score: 1 },
    { durations: [1200], ms: 300, score: 0.5 },
    { durations: [1201], ms: 300, score: 0 },
  ])('of $durations at T = $ms is $score', ({ durations, ms, score }) => {
    expect(measure(rows(durations), apdex, withDefault('duration', ms))).toBeCloseTo(score, 12);
  });

  it('leaves rows out that have no LCP when LCP is measured', () => {
    const vitals = [400, 400, 300, 800, 3000, 3000, 3000].map((lcp) => ({ vitals: { lcp } }));
    expect(measure([...vitals, {}], apdex, withDefault('lcp', 600))).toBe(0.5);
    expect(measure([{}, {}], apdex, withDefault('lcp', 600))).toBeNaN();
  });
});

describe('User Misery', () => {
  const waits: readonly TransactionWords[] = [
    { user: 'id:1', duration: 300 },
    { user: 'id:1', duration: 300 },
    { user: 'id:2', duration: 3000 },
    { user: 'id:2', duration: 3000 },
    { user: 'id:3', duration: 300 },
    { user: 'id:3', duration: 3000 },
  ];

  it('counts users who waited longer than 4T at least once', () => {
    expect(measure(waits, { metric: 'miserable_users' })).toBe(2);
    expect(measure(waits, { metric: 'users' })).toBe(3);
    expect(measure(waits, { metric: 'user_misery' })).toBeCloseTo(0.0653, 4);
  });

  it('measures LCP where the threshold says so', () => {
    const rows = [400, 400, 300, 3000, 3000, 3000].map((lcp, index) => ({
      vitals: { lcp },
      user: `id:${index}`,
    }));
    const misery = measure([...rows, { user: 'id:9' }], { metric: 'user_misery' }, withDefault('lcp', 600));
    expect(misery).toBeCloseTo(0.071818, 6);
  });

  it.each([
    { duration: 300, own: 100, misery: 0.049578 },
    { duration: 3000, own: 300, misery: 0.058 },
    { duration: 4000, own: 500, misery: 0.058 },
    { duration: 400, own: 300, misery: 0.049578 },
  ])('of one user who waited $duration ms at T = $own is $misery', ({ duration, own, misery }) => {
    const thresholds: Thresholds = {
      default: { metric: 'duration', ms: 1_000_000 },
      projects: [{ project: 'shop', threshold: { metric: 'duration', ms: 1_000_000 } }],
      transactions: [
        { project: 'shop', transaction: '/', threshold: { metric: 'duration', ms: own } },
        { project: 'shop', transaction: '/', threshold: { metric: 'duration', ms: 1 } },
      ],
    };
    const value = measure([{ user: 'id:1', duration }], { metric: 'user_misery' }, { thresholds });
    expect(value).toBeCloseTo(misery, 5);
  });

  it('is 0 without users and without users who waited', () => {
    expect(measure([{}], { metric: 'user_misery' })).toBe(0);
    expect(measure([{ user: 'id:1', duration: 0 }], { metric: 'user_misery' })).toBe(0);
  });
});

describe('thresholds', () => {
  const thresholds: Thresholds = {
    default: { metric: 'duration', ms: 100 },
    projects: [
      { project: 'api', threshold: { metric: 'duration', ms: 200 } },
      { project: 'api', threshold: { metric: 'duration', ms: 1 } },
    ],
    transactions: [{ project: 'api', transaction: '/slow', threshold: { metric: 'duration', ms: 1000 } }],
  };

  it.each([
    { project: 'api', transaction: '/slow', satisfiedUpTo: 1000 },
    { project: 'api', transaction: '/', satisfiedUpTo: 200 },
    { project: 'shop', transaction: '/slow', satisfiedUpTo: 100 },
  ])('of $project $transaction reach to $satisfiedUpTo ms', ({ project, transaction, satisfiedUpTo }) => {
    const score = (duration: number): number =>
      measure([{ project, transaction, duration }], { metric: 'apdex' }, { thresholds });
    expect([score(satisfiedUpTo), score(satisfiedUpTo + 1)]).toEqual([1, 0.5]);
  });
});

describe('throughput', () => {
  it('is of the whole range, in a series of the whole bucket', () => {
    expect(measure([{ end: 500 }], { metric: 'throughput' })).toBe(0.5);
    expect(
      measure(
        [{ end: 500 }],
        { metric: 'throughput', read: 'versus' },
        { versus: { range: { start: 0, end: 1000 } } },
      ),
    ).toBe(60);
    const engine = new Engine();
    engine.append(toRows([transaction({ end: 70_000 })]));
    const range = { start: 50_000, end: 100_000 };
    const show: Show[] = [{ metric: 'throughput' }];
    const result = engine.ask(
      { of: 'transactions', range, where: EVERYTHING, by: [{ time: 60_000 }], show },
      [],
    );
    expect(result.columns.map(({ values }) => [...values])).toEqual([
      [0, 60_000],
      [0, 1],
    ]);
  });
});

describe('percentiles', () => {
  const rows = [0, 2000, 10_000].map((duration) => ({ duration }));

  it.each<{ metric: MetricName; value: number }>([
    { metric: 'p50', value: 2000 },
    { metric: 'p75', value: 6000 },
    { metric: 'p95', value: 9200 },
    { metric: 'p99', value: 9840 },
    { metric: 'p100', value: 10_000 },
    { metric: 'min', value: 0 },
    { metric: 'avg', value: 4000 },
    { metric: 'sum', value: 12_000 },
  ])('$metric of 0, 2000 and 10000 ms is $value', ({ metric, value }) => {
    expect(measure(rows, { metric })).toBeCloseTo(value, 9);
  });

  it.each<MetricName>(['p50', 'p95', 'p100', 'avg', 'sum', 'min'])(
    '%s of a column no row has has no value',
    (metric) => {
      expect(measure(rows, { metric, of: 'lcp' })).toBeNaN();
    },
  );
});

describe('weights', () => {
  const rows = [0, 1, 2, 3, 4].map((duration) => ({
    duration,
    weight: 2 ** duration,
    user: `id:${duration}`,
  }));

  it.each<{ metric: MetricName; weighted: number; plain: number }>([
    { metric: 'count', weighted: 31, plain: 5 },
    { metric: 'sampled_count', weighted: 5, plain: 5 },
    { metric: 'sum', weighted: 98, plain: 10 },
    { metric: 'avg', weighted: 98 / 31, plain: 2 },
    { metric: 'p50', weighted: 4, plain: 2 },
    { metric: 'p90', weighted: 4, plain: 3.6 },
    { metric: 'users', weighted: 5, plain: 5 },
    { metric: 'min', weighted: 0, plain: 0 },
  ])('make $metric $weighted instead of $plain', ({ metric, weighted, plain }) => {
    expect(measure(rows, { metric })).toBeCloseTo(weighted, 12);
    expect(measure(rows, { metric }, { weighted: false })).toBeCloseTo(plain, 12);
  });
});
