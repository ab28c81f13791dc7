// The list widgets over rows in memory: what they choose is computed here anew, by hand.
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../../src/model/filter.ts';
import { HOUR } from '../../../src/model/time.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { DEFAULT_TREND_SETTINGS } from '../../../src/model/trend-settings.ts';
import type { TrendSettings } from '../../../src/model/trend-settings.ts';
import type { Direction } from '../../../src/trends/classic.ts';
import { rankQuery, toRanks } from '../../../src/pages/performance/panels/rank-question.ts';
import type { RankKind } from '../../../src/pages/performance/panels/ranks.ts';
import { sparksQuery, toSparks } from '../../../src/pages/performance/panels/spark-question.ts';
import { panelQuery, toPanelTrends } from '../../../src/pages/performance/panels/trend-question.ts';
import type { PanelTrend } from '../../../src/pages/performance/panels/trend-question.ts';
import { tabScope } from '../../../src/pages/performance/tabs.ts';
import { createRandom } from '../../random.ts';
import { transaction } from '../../transaction-builder.ts';
import { heldSource } from '../held-source.ts';

const RANGE = { start: Date.UTC(2026, 0, 10), end: Date.UTC(2026, 0, 11) };
const MIDDLE = RANGE.start + 12 * HOUR;
const SCOPE = { range: RANGE, where: EVERYTHING };

function rowsOf(name: string, half: 1 | 2, durations: readonly number[]): Transaction[] {
  return durations.map((duration, index) =>
    transaction({
      transaction: name,
      duration,
      end: (half === 1 ? RANGE.start : MIDDLE) + HOUR + index * 1_000,
    }),
  );
}

function around(center: number, n: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: n }, () => Math.fround(center * (0.8 + 0.4 * random.next())));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Welch's t, positive when the second half is faster. */
function welch(one: readonly number[], two: readonly number[]): number {
  const squaredError = (values: readonly number[]): number => {
    const m = mean(values);
    return values.reduce((sum, value) => sum + (value - m) ** 2, 0) / (values.length - 1) / values.length;
  };
  return (mean(one) - mean(two)) / Math.sqrt(squaredError(one) + squaredError(two));
}

async function trendsOf(
  rows: readonly Transaction[],
  kind: Direction,
  settings: TrendSettings = DEFAULT_TREND_SETTINGS,
): Promise<PanelTrend[]> {
  const { source } = await heldSource(rows, RANGE);
  const query = panelQuery(SCOPE, kind);
  const trends = toPanelTrends(query, await source.ask(query), kind, settings, 3);
  source.close();
  return trends;
}

describe('what regressed and improved', () => {
  const slower = [around(100, 40, 1), around(180, 50, 2)] as const;
  const muchSlower = [around(100, 40, 3), around(400, 40, 4)] as const;
  const faster = [around(500, 40, 5), around(250, 60, 6)] as const;
  const rows = [
    ...[slower, muchSlower, faster].flatMap(([one, two], index) => [
      ...rowsOf(`route ${index}`, 1, one),
      ...rowsOf(`route ${index}`, 2, two),
    ]),
    // The same before and after; too few to be sure; six times as many as before; only in one half.
    ...rowsOf('same', 1, around(100, 50, 7)),
    ...rowsOf('same', 2, around(101, 50, 8)),
    ...rowsOf('once', 1, [2_000]),
    ...rowsOf('once', 2, [1, 2_000, 10_000]),
    ...rowsOf('swollen', 1, around(100, 20, 9)),
    ...rowsOf('swollen', 2, around(300, 120, 10)),
    ...rowsOf('new', 2, around(900, 40, 11)),
    // Left hanging, and no time at all: neither is a response.
    ...rowsOf('route 0', 2, [60 * 60_000, 0]),
  ];

  it('is ordered by how much, with the averages and t of both halves', async () => {
    const [first, second, ...others] = await trendsOf(rows, 'regressed');
    expect(others).toEqual([]);
    expect([first?.id.transaction, second?.id.transaction]).toEqual(['route 1', 'route 0']);
    for (const [row, [one, two]] of [
      [first, muchSlower],
      [second, slower],
    ] as const) {
      expect(row?.before).toBeCloseTo(mean(one), 6);
      expect(row?.after).toBeCloseTo(mean(two), 6);
      expect(row?.ratio).toBeCloseTo(mean(two) / mean(one), 9);
      expect(row?.t).toBeCloseTo(welch(one, two), 6);
      expect([row?.countBefore, row?.countAfter]).toEqual([one.length, two.length]);
    }
  });

  it('is the other way round for what improved', async () => {
    const trends = await trendsOf(rows, 'improved');
    expect(trends.map(({ id }) => id.transaction)).toEqual(['route 2']);
    expect(trends[0]?.t).toBeCloseTo(welch(faster[0], faster[1]), 6);
  });

  it('is found by the rules of the trends page, and without what is ignored there', async () => {
    const { classic } = DEFAULT_TREND_SETTINGS;
    const namesOf = async (settings: Partial<TrendSettings>): Promise<string[]> => {
      const trends = await trendsOf(rows, 'regressed', { ...DEFAULT_TREND_SETTINGS, ...settings });
      return trends.map(({ id }) => id.transaction);
    };
    expect(await namesOf({ classic: { ...classic, change: 1 } })).toEqual(['route 1']);
    expect(await namesOf({ classic: { ...classic, countRatio: { above: 0.25, below: 7 } } })).toEqual([
      'route 1',
      'swollen',
      'route 0',
    ]);
    const ignored = [{ project: 'shop', transaction: 'route 1', since: RANGE.start }];
    expect(await namesOf({ ignored })).toEqual(['route 0']);
  });

  it('has lines with a gap where there is nothing', async () => {
    const { source } = await heldSource(rows, RANGE);
    const query = sparksQuery(SCOPE, [{ project: 'shop', transaction: 'route 1' }]);
    const sparks = toSparks(query, await source.ask(query));
    const [values = []] = [...sparks.values()];
    expect([...sparks.keys()]).toEqual(['{"project":"shop","transaction":"route 1"}']);
    const known = values.filter((value) => Number.isFinite(value));
    expect(known).toHaveLength(2);
    expect(known[0]).toBeCloseTo(mean(muchSlower[0]), 6);
    expect(known[1]).toBeCloseTo(mean(muchSlower[1]), 6);
    expect(values.length).toBeGreaterThan(10);
    source.close();
  });
});

describe('what has most of something', () => {
  async function ranksOf(rows: readonly Transaction[], kind: RankKind): Promise<(string | number)[][]> {
    const { source } = await heldSource(rows, RANGE);
    const ranks = toRanks(await source.ask(rankQuery(SCOPE, kind)), kind, 3);
    source.close();
    return ranks.map(({ id, value, beside }) => [id.transaction, value, beside]);
  }
  const often = (name: string, more: Partial<Transaction>, times: number): Transaction[] =>
    Array.from({ length: times }, (_, index) =>
      transaction({ transaction: name, end: MIDDLE + index * 1_000, ...more }),
    );

  it('is told by the p75 of the work, of those that have any and are no rarity', async () => {
    const rows = [
      ...often('slow', { work: { db: 300 } }, 20),
      ...often('quick', { work: { db: 10 } }, 20),
      ...often('none', { work: { http: 900 } }, 20),
      ...often('rare', { work: { db: 9_000 } }, 5),
    ];
    expect(await ranksOf(rows, 'db')).toEqual([
      ['slow', 300, 20],
      ['quick', 10, 20],
    ]);
  });

  it('is told by poor vitals', async () => {
    const rows = [
      ...often('poor', { vitals: { lcp: 4_000 } }, 3),
      ...often('mixed', { vitals: { lcp: 5_000 } }, 1),
      ...often('mixed', { vitals: { lcp: 3_999 } }, 9),
    ];
    expect(await ranksOf(rows, 'lcp')).toEqual([
      ['poor', 3, 4_000],
      ['mixed', 1, 5_000],
    ]);
  });
});

it('each transaction is in the frontend or in the backend, and page loads are the vitals’', async () => {
  const ops = ['pageload', 'navigation', 'ui.click', 'interaction.press', 'http.server', 'queue.task', ''];
  const rows = ops.map((op, index) => transaction({ transaction: op, op, end: MIDDLE + index }));
  const { source } = await heldSource(rows, RANGE);
  const namesOf = async (tab: 'all' | 'vitals' | 'frontend' | 'backend'): Promise<number> => {
    const scope = tabScope(SCOPE, { tab, compare: 'off', zone: 'utc' });
    const { matched } = await source.ask({
      ...scope,
      of: 'transactions',
      by: [],
      show: [{ metric: 'count' }],
    });
    return matched;
  };
  expect(await namesOf('all')).toBe(7);
  expect(await namesOf('vitals')).toBe(1);
  expect(await namesOf('frontend')).toBe(4);
  expect(await namesOf('backend')).toBe(3);
  source.close();
});
