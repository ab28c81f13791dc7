// The worked cases of Sentry's own tests: what the oracle must say before anything is compared with it.
import { describe, expect, it } from 'vitest';
import type { MetricName, Reading, Show, Threshold, Thresholds } from '../src/model/metric.ts';
import type { Query } from '../src/model/query.ts';
import type { Status } from '../src/model/status.ts';
import type { Transaction } from '../src/model/transaction.ts';
import { percentile, weigh } from './oracle/measure.ts';
import * as oracle from './oracle.ts';
import { transaction } from './transaction-builder.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

function numbers(
  rows: readonly Transaction[],
  show: readonly Show[],
  question: Partial<Query> = {},
): number[] {
  const result = oracle.ask(rows, {
    of: 'transactions',
    range: { start: 0, end: DAY },
    where: { kind: 'and', of: [] },
    by: [],
    show,
    ...question,
  });
  return result.columns.map((column) =>
    column.kind === 'number' ? (column.values[0] ?? Number.NaN) : Number.NaN,
  );
}

function metric(rows: readonly Transaction[], name: MetricName, question: Partial<Query> = {}): number {
  return numbers(rows, [{ metric: name }], question)[0] ?? Number.NaN;
}

function withThreshold(threshold: Threshold): { readonly thresholds: Thresholds } {
  return { thresholds: { default: threshold, projects: [], transactions: [] } };
}

/** A number with its further decimals cut off, as some of the cases are written. */
function cut(number: number, decimals: number): number {
  return Math.trunc(number * 10 ** decimals) / 10 ** decimals;
}

const lasting = (...durations: number[]): Transaction[] =>
  durations.map((duration) => transaction({ duration }));
const painting = (...lcps: (number | undefined)[]): Transaction[] =>
  lcps.map((lcp, index) =>
    transaction({ duration: 60_000, user: `id:${index}`, vitals: lcp === undefined ? {} : { lcp } }),
  );
const ending = (...statuses: Status[]): Transaction[] => statuses.map((status) => transaction({ status }));
const waiting = (user: string | null, ...durations: number[]): Transaction[] =>
  durations.map((duration) => transaction({ user, duration }));

describe('failure rate', () => {
  it('counts every status but ok, cancelled and unknown', () => {
    const six = Array.from({ length: 6 }, (): Status => 'unauthenticated');
    // `unknown_error`, as the case has it, arrives as `unknown`.
    expect(metric(ending('ok', 'unknown', ...six), 'failure_rate')).toBe(0.75);
    expect(metric(ending('ok', 'unauthenticated'), 'failure_rate')).toBe(0.5);
    expect(metric(ending('cancelled', 'unknown', 'ok'), 'failure_rate')).toBe(0);
    expect(metric(ending('not_found', 'ok', 'ok'), 'failed')).toBe(1);
  });

  it('is no number of no transactions, and their count is 0', () => {
    expect(metric([], 'failure_rate')).toBeNaN();
    expect(metric([], 'failed')).toBe(0);
  });

  it('is weighted on both sides of the division', () => {
    const rows = [transaction({ status: 'internal_error', weight: 4 }), transaction({ weight: 12 })];
    expect(metric(rows, 'failure_rate')).toBe(0.25);
    expect(metric(rows, 'failure_rate', { weighted: false })).toBe(0.5);
  });
});

describe('Apdex', () => {
  it('counts satisfied full and tolerating half', () => {
    expect(metric(lasting(400, 400, 3000, 1000, 3000), 'apdex')).toBe(0.3);
    expect(metric(lasting(5000, 5000), 'apdex')).toBe(0);
  });

  it.each([
    [[400, 400], 1],
    [[3000, 3000], 0],
    [[300, 3000], 0.5],
  ])('of %j against 400 ms is %d', (durations, expected) => {
    const rows = lasting(...durations);
    expect(metric(rows, 'apdex', withThreshold({ metric: 'duration', ms: 400 }))).toBe(expected);
  });

  it('leaves out what lacks the metric of the threshold', () => {
    const rows = painting(400, 400, 300, 800, 3000, 3000, 3000, undefined);
    expect(metric(rows, 'apdex', withThreshold({ metric: 'lcp', ms: 600 }))).toBe(0.5);
    expect(metric(painting(undefined), 'apdex', withThreshold({ metric: 'lcp', ms: 600 }))).toBeNaN();
  });

  it('takes T as satisfied and 4T as tolerating', () => {
    expect(metric(lasting(300), 'apdex')).toBe(1);
    expect(metric(lasting(301), 'apdex')).toBe(0.5);
    expect(metric(lasting(1200), 'apdex')).toBe(0.5);
    expect(metric(lasting(1201), 'apdex')).toBe(0);
  });
});

describe('User Misery', () => {
  it('counts users who waited longer than 4T at least once', () => {
    const rows = [
      ...waiting('id:one', 300, 300),
      ...waiting('id:two', 3000, 3000),
      ...waiting('id:three', 300, 3000),
    ];
    expect(metric(rows, 'miserable_users')).toBe(2);
    expect(metric(rows, 'user_misery')).toBeCloseTo(0.0653, 4);
    expect(metric(rows, 'user_misery')).toBe((2 + 5.8875) / (3 + 117.75));
  });

  it.each([
    [[400, 400], 0, 0.04916],
    [[3000, 3000], 2, 0.06586],
    [[300, 3000], 1, 0.05751],
  ])('of %j with a user each against 400 ms: %d users, %d', (durations, users, misery) => {
    const rows = durations.map((duration, index) => transaction({ duration, user: `id:${index}` }));
    const question = withThreshold({ metric: 'duration', ms: 400 });
    expect(metric(rows, 'miserable_users', question)).toBe(users);
    expect(cut(metric(rows, 'user_misery', question), 5)).toBe(misery);
  });

  it('leaves out users without the metric of the threshold', () => {
    const rows = painting(400, 400, 300, 3000, 3000, 3000, undefined);
    expect(metric(rows, 'user_misery', withThreshold({ metric: 'lcp', ms: 600 }))).toBeCloseTo(0.071818, 6);
    expect(metric(rows, 'users')).toBe(7);
  });

  it('of a single user is drawn towards the prior', () => {
    expect(cut(metric(waiting('id:1', 300), 'user_misery'), 6)).toBe(0.049578);
    expect(metric(waiting('id:1', 3000), 'user_misery')).toBe(0.058);
  });

  it('takes the threshold of the transaction, else of the project, else the default', () => {
    const of = (metric: 'duration', ms: number): Threshold => ({ metric, ms });
    const thresholds: Thresholds = {
      default: of('duration', 300),
      projects: [{ project: 'quick', threshold: of('duration', 100) }],
      transactions: [
        { project: 'shop', transaction: '/a', threshold: of('duration', 100) },
        { project: 'shop', transaction: '/d', threshold: of('duration', 500) },
        { project: 'quick', transaction: '/slow', threshold: of('duration', 1000) },
      ],
    };
    const isMiserable = (words: Partial<Transaction>): boolean =>
      metric([transaction({ user: 'id:1', ...words })], 'user_misery', { thresholds }) > 0.05;
    expect(isMiserable({ transaction: '/a', duration: 300 })).toBe(false);
    expect(isMiserable({ transaction: '/a', duration: 401 })).toBe(true);
    expect(isMiserable({ transaction: '/b', duration: 3000 })).toBe(true);
    expect(isMiserable({ transaction: '/b', duration: 400 })).toBe(false);
    expect(isMiserable({ transaction: '/d', duration: 4000 })).toBe(true);
    expect(isMiserable({ transaction: '/d', duration: 2000 })).toBe(false);
    expect(isMiserable({ project: 'quick', transaction: '/', duration: 400 })).toBe(false);
    expect(isMiserable({ project: 'quick', transaction: '/', duration: 401 })).toBe(true);
    expect(isMiserable({ project: 'quick', transaction: '/slow', duration: 3999 })).toBe(false);
  });

  it('is 0 without users, and a wait of nothing makes no user', () => {
    expect(metric(waiting(null, 3000), 'user_misery')).toBe(0);
    expect(metric(waiting('id:1', 0), 'user_misery')).toBe(0);
    expect(metric(waiting('', 3000), 'users')).toBe(0);
    expect(metric([], 'user_misery')).toBeNaN();
  });
});

describe('throughput', () => {
  it.each([
    [1, 2 * MINUTE, 0.5],
    [1440, DAY, 1],
    [14, 14 * DAY, 0.000694],
  ])('of %d in %d ms is %d a minute', (n, length, expected) => {
    const rows = Array.from({ length: n }, () => transaction());
    expect(metric(rows, 'throughput', { range: { start: 0, end: length } })).toBeCloseTo(expected, 6);
  });

  it('of a bucket is per minute of the bucket, also of one that the range cuts', () => {
    const question: Partial<Query> = { by: [{ time: 2 * MINUTE }], range: { start: 0, end: MINUTE } };
    expect(numbers([transaction()], [{ metric: 'throughput' }], question)).toEqual([0, 0.5]);
  });
});

describe('percentiles', () => {
  const show: Show[] = (['p50', 'p75', 'p95', 'p99', 'p100', 'min', 'avg'] as const).map((name) => ({
    metric: name,
  }));

  it('interpolate as type 7', () => {
    const [p50, p75, p95, p99, ...others] = numbers(lasting(0, 2000, 10_000), show);
    expect([p50, p75]).toEqual([2000, 6000]);
    expect(p95).toBeCloseTo(9200, 9);
    expect(p99).toBeCloseTo(9840, 9);
    expect(others).toEqual([10_000, 0, 4000]);
  });

  it('of one transaction are its value, and of none nothing', () => {
    expect(numbers(lasting(7), show)).toEqual([7, 7, 7, 7, 7, 7, 7]);
    expect(numbers([], show).every(Number.isNaN)).toBe(true);
  });

  it('of a vital leave out the rows without it', () => {
    const rows = painting(100, undefined, 300);
    expect(
      numbers(rows, [
        { metric: 'p50', of: 'lcp' },
        { metric: 'sum', of: 'fcp' },
      ]),
    ).toEqual([200, Number.NaN]);
  });
});

describe('weights', () => {
  const rows = [1, 2, 4, 8, 16].map((weight, duration) => transaction({ duration, weight }));
  const show: Show[] = (['sum', 'avg', 'count', 'p50', 'p90'] as const).map((name) => ({ metric: name }));

  it('extrapolate sums, averages, counts and percentiles', () => {
    const [sum, avg, count, p50, p90] = numbers(rows, show);
    expect(sum).toBe(98);
    expect(avg).toBeCloseTo(3.16129, 5);
    expect([count, p50, p90]).toEqual([31, 4, 4]);
    expect(percentile(weigh({ rows, weighted: true }, 'duration'), 0.25)).toBe(3);
    expect(metric([...rows, ...lasting(0, 1, 2, 3, 4)], 'count')).toBe(36);
  });

  it('do nothing where the question is unweighted, nor to sets, extremes and the sampled count', () => {
    expect(numbers(rows, show, { weighted: false })).toEqual([10, 2, 5, 2, 3.6]);
    expect(metric(rows, 'sampled_count')).toBe(5);
    expect(metric(rows, 'p100')).toBe(4);
    expect(metric(rows, 'min')).toBe(0);
    expect(metric(lasting(400), 'last_seen')).toBe(1_000);
  });
});

describe('trends', () => {
  // Half 1 is [0, 10 s), half 2 [10 s, 20 s); the event on the boundary belongs to half 2.
  const first = [transaction({ duration: 2000, end: 5_000 })];
  const second = [0, 2000, 10_000].map((duration) => transaction({ duration, end: 10_000 }));
  const readings: readonly Reading[] = ['versus', 'value', 'ratio', 'difference'];
  const halves: Partial<Query> = {
    range: { start: 10_000, end: 20_000 },
    versus: { range: { start: 0, end: 10_000 } },
  };

  it.each([
    ['p50', [2000, 2000, 1, 0]],
    ['p75', [2000, 6000, 3, 4000]],
    ['p95', [2000, 9200, 4.6, 7200]],
    ['p99', [2000, 9840, 4.92, 7840]],
    ['avg', [2000, 4000, 2, 2000]],
  ] as const)('of %s: first half, second half, ratio and difference are %j', (name, expected) => {
    const show = readings.map((read) => ({ metric: name, read }));
    const actual = numbers([...first, ...second], show, halves);
    expect(actual.map((value) => Number(value.toFixed(9)))).toEqual(expected);
    expect(numbers([...first, ...second], [{ metric: 'count', read: 'ratio' }], halves)).toEqual([3]);
  });

  it('of one transaction have no t, and of an empty half no ratio', () => {
    const show: Show[] = [
      { metric: 'avg', read: 't' },
      { metric: 'count', read: 'ratio' },
      { metric: 'count', read: 'versus' },
      { metric: 'p50', read: 'versus' },
    ];
    expect(numbers([...first, ...second], show, halves)[0]).toBeNaN();
    expect(numbers(second, show, halves)).toEqual([Number.NaN, Number.NaN, 0, Number.NaN]);
  });

  it("have Welch's t of the durations, positive when it got faster", () => {
    // Averages 4 and 2; variances 2 and 2 of two rows each: (4 − 2) ÷ √(2/2 + 2/2).
    const rows = [
      ...[3, 5].map((duration) => transaction({ duration, end: 5_000, vitals: { lcp: 8 } })),
      ...[1, 3].map((duration) => transaction({ duration, end: 15_000, vitals: { lcp: 9 } })),
    ];
    expect(numbers(rows, [{ metric: 'avg', read: 't' }], halves)[0]).toBeCloseTo(2 / Math.sqrt(2), 12);
    expect(numbers(rows, [{ metric: 'avg', of: 'lcp', read: 't' }], halves)[0]).toBeCloseTo(
      -1 / Math.sqrt(2),
      12,
    );
    const still = [5_000, 6_000, 15_000, 16_000].map((end) =>
      transaction({ duration: end < 10_000 ? 0.1 : 0.2, end }),
    );
    expect(numbers(still, [{ metric: 'avg', read: 't' }], halves)).toEqual([Number.NaN]);
  });
});
