import { describe, expect, it } from 'vitest';
import type { Query } from '../../src/model/query.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import { DAY, HOUR } from '../../src/model/time.ts';
import { CLASSIC_RULES } from '../../src/model/trend-settings.ts';
import type { ClassicRules } from '../../src/model/trend-settings.ts';
import { classicTrends, isTrend } from '../../src/trends/classic.ts';
import type { TrendFunction, TrendRow } from '../../src/trends/classic.ts';
import { CLASSIC_DURATIONS, halvesOf, readTrends, trendQuery } from '../../src/trends/classic-question.ts';
import type { TrendQuestion } from '../../src/trends/classic-question.ts';
import { ask } from '../oracle.ts';
import { transaction } from '../transaction-builder.ts';

const RANGE = { start: 0, end: 2 * HOUR };

/** Any row is a trend by these. */
const ANY: ClassicRules = {
  throughput: 0,
  countRatio: { above: 0, below: Infinity },
  change: 0,
  difference: null,
  confidence: null,
};

function question(by: TrendFunction): TrendQuestion {
  return { scope: { range: RANGE, where: EVERYTHING }, of: 'duration', by };
}

/** Sentry's rows: one of 2 s in the first half; 0 s, 2 s and 10 s in the second, the first of them on its start. */
const SENTRY = [
  transaction({ end: 30 * 60_000, duration: 2_000 }),
  transaction({ end: HOUR, duration: 0 }),
  transaction({ end: HOUR + 1, duration: 2_000 }),
  transaction({ end: HOUR + 2, duration: 10_000 }),
];

/** As Sentry's own test asks: without the default search on the duration, which leaves out the one of 0 s. */
function unfiltered(asked: TrendQuestion): Query {
  return { ...trendQuery(asked), where: EVERYTHING };
}

function rowsFor(by: TrendFunction, rows = SENTRY): readonly TrendRow[] {
  const asked = question(by);
  return readTrends(ask(rows, unfiltered(asked)), asked);
}

describe('the table of trends', () => {
  it.each([
    ['p50', 2000, 2000, 1, 0],
    ['p75', 2000, 6000, 3, 4000],
    ['p95', 2000, 9200, 4.6, 7200],
    ['p99', 2000, 9840, 4.92, 7840],
    ['avg', 2000, 4000, 2, 2000],
  ] as const)('of %s', (by, before, after, ratio, difference) => {
    const [row, ...others] = rowsFor(by);
    expect(others).toEqual([]);
    expect(row?.before).toBeCloseTo(before, 6);
    expect(row?.after).toBeCloseTo(after, 6);
    expect(row?.ratio).toBeCloseTo(ratio, 9);
    expect(row?.difference).toBeCloseTo(difference, 6);
    expect(row?.countRatio).toBe(3);
    expect(row?.throughput).toBeCloseTo(4 / 120, 12);
  });

  it('has a p99 of 392 % more, which is in one list and not in the other', () => {
    const rows = rowsFor('p99');
    const bound = (change: number): ClassicRules => ({ ...ANY, change });
    // Sentry's own test asks for equality; here bounds are exclusive, so it lies between these.
    expect(classicTrends(rows, 'regressed', bound(3.919))).toHaveLength(1);
    expect(classicTrends(rows, 'regressed', bound(3.921))).toEqual([]);
    expect(classicTrends(rows, 'improved', ANY)).toEqual([]);
  });

  it('has a p99 of 7.84 s more', () => {
    const rows = rowsFor('p99');
    expect(classicTrends(rows, 'regressed', { ...ANY, difference: 7_839 })).toHaveLength(1);
    expect(classicTrends(rows, 'regressed', { ...ANY, difference: 7_841 })).toEqual([]);
    expect(classicTrends(rows, 'improved', { ...ANY, difference: 7_839 })).toEqual([]);
  });

  it('has no row without a first half in either list', () => {
    const rows = rowsFor('p50', SENTRY.slice(1));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.ratio).toBeNaN();
    expect(rows[0]?.countRatio).toBeNaN();
    expect(classicTrends(rows, 'regressed', ANY)).toEqual([]);
    expect(classicTrends(rows, 'improved', ANY)).toEqual([]);
  });

  it('drops a row of one in a half whenever confidence is asked for', () => {
    const rows = rowsFor('avg');
    expect(rows[0]?.t).toBeNaN();
    expect(classicTrends(rows, 'regressed', ANY)).toHaveLength(1);
    expect(classicTrends(rows, 'regressed', { ...ANY, confidence: 0 })).toEqual([]);
  });

  it('puts a row that ends in the middle into the second half', () => {
    const [first, second] = halvesOf(RANGE);
    expect(first).toEqual({ start: 0, end: HOUR });
    expect(second).toEqual({ start: HOUR, end: 2 * HOUR });
    expect(rowsFor('p50')[0]).toMatchObject({ countBefore: 1, countAfter: 3 });
  });

  it('counts events that were looked at, and compares what they stand for', () => {
    const rows = SENTRY.map((row, index) => ({ ...row, weight: index === 0 ? 10 : 4 }));
    const [row] = rowsFor('avg', rows);
    expect([row?.countBefore, row?.countAfter]).toEqual([1, 3]);
    expect(row?.countRatio).toBeCloseTo(12 / 10, 12);
    expect(row?.throughput).toBeCloseTo(22 / 120, 12);
  });

  it.each([0, 2 * HOUR, -1, Number.NaN])('refuses a middle of %d', (middle) => {
    expect(() => trendQuery({ ...question('p50'), middle })).toThrow(RangeError);
  });

  it('counts durations above 0 and below 15 minutes', () => {
    expect(trendQuery(question('p50')).where).toEqual(CLASSIC_DURATIONS);
    const rows = [...SENTRY, transaction({ end: HOUR + 3, duration: 15 * 60_000 })];
    expect(readTrends(ask(rows, trendQuery(question('p50'))), question('p50'))[0]).toMatchObject({
      countBefore: 1,
      countAfter: 2,
      after: 6_000,
    });
  });
});

describe("Welch's t", () => {
  it('is of the variance of the duration, whatever the column', () => {
    const rows = [1, 2, 3, 4].map((at) =>
      transaction({ end: at * 30 * 60_000 - 1, duration: at * 100, vitals: { lcp: at < 3 ? 1_000 : 2_000 } }),
    );
    const asked: TrendQuestion = { ...question('avg'), of: 'lcp' };
    const [row] = readTrends(ask(rows, trendQuery(asked)), asked);
    // Two durations 100 ms apart vary by 5,000 ms² on each side.
    expect(row?.t).toBeCloseTo(-1_000 / Math.sqrt(5_000 / 2 + 5_000 / 2), 9);
  });
});

describe('the rules', () => {
  const row: TrendRow = {
    project: 'shop',
    transaction: '/',
    before: 100,
    after: 150,
    ratio: 1.5,
    difference: 50,
    t: -7,
    countBefore: 100,
    countAfter: 100,
    countRatio: 1,
    throughput: 1,
  };

  it.each<[string, Partial<TrendRow>, boolean]>([
    ['a clear one', {}, true],
    ['t of just 6', { t: -6 }, false],
    ['t the other way', { t: 7 }, false],
    ['no change', { ratio: 1 }, false],
    ['a ratio of counts of 0.25', { countRatio: 0.25 }, false],
    ['a ratio of counts of 4', { countRatio: 4 }, false],
    ['a ratio of counts within', { countRatio: 3.99 }, true],
    ['a throughput of 0.01', { throughput: 0.01 }, false],
  ])('of a regression: %s', (_, change, is) => {
    expect(isTrend({ ...row, ...change }, 'regressed', CLASSIC_RULES)).toBe(is);
  });

  it('turn around for what got faster', () => {
    const faster = { ...row, ratio: 0.5, difference: -50, t: 7 };
    expect(isTrend(faster, 'improved', { ...CLASSIC_RULES, change: 0.2, difference: 49 })).toBe(true);
    expect(isTrend(faster, 'improved', { ...CLASSIC_RULES, change: 0.5 })).toBe(false);
    expect(isTrend(faster, 'improved', { ...CLASSIC_RULES, difference: 50 })).toBe(false);
    expect(isTrend(faster, 'regressed', CLASSIC_RULES)).toBe(false);
  });

  it('order by ratio: the most regressed and the most improved first', () => {
    const rows = [1.2, 3, 0.9, 0.2, 1.5].map((ratio) => ({ ...row, ratio, t: ratio > 1 ? -9 : 9 }));
    expect(classicTrends(rows, 'regressed').map(({ ratio }) => ratio)).toEqual([3, 1.5, 1.2]);
    expect(classicTrends(rows, 'improved').map(({ ratio }) => ratio)).toEqual([0.2, 0.9]);
  });
});

it('selects transactions over the whole time', () => {
  const scope = {
    range: { start: 0, end: DAY },
    where: EVERYTHING,
    having: { kind: 'metric', show: { metric: 'count' }, is: '>', value: 3 },
  } as const;
  expect(trendQuery({ scope, of: 'duration', by: 'p50' }).havingOver).toEqual({
    range: scope.range,
    where: EVERYTHING,
  });
});
