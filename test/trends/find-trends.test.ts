import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/model/time.ts';
import { binnedAverage, binnedQuantile, binsWithin, evenEdges } from '../../src/trends/arrivals.ts';
import { findChange } from '../../src/trends/change-point.ts';
import { TREND_RULES } from '../../src/model/trend-settings.ts';
import { findTrends } from '../../src/trends/find-trends.ts';
import { scoresOf } from '../../src/trends/score.ts';
import { seasonOf } from '../../src/trends/season.ts';
import { createRandom } from '../random.ts';
import { DAYS, EDGES, START, STEP, durations, quietRoutes, slowedRoute, toArrivals } from './study.ts';

const ROUTES = 5;

function bucketOf(at: number): number {
  return Math.floor((at - START) / STEP);
}

describe('trends that are found', () => {
  it('are regressions in at most 8 of 100 data sets in which nothing changed', () => {
    let regressed = 0;
    for (let seed = 0; seed < 300; seed++) {
      const quiet = quietRoutes(createRandom(seed), ROUTES);
      const { trends, tested } = findTrends(quiet, 'p50', { ...TREND_RULES, change: 0, difference: 0 });
      expect(tested).toBe(ROUTES);
      if (trends.some(({ direction }) => direction === 'regressed')) regressed += 1;
    }
    expect(regressed).toBeLessThanOrEqual(24);
  });

  it('show a route that is 20 % slower, and in which bucket it became so', () => {
    let found = 0;
    for (let seed = 1_000; seed < 1_100; seed++) {
      const random = createRandom(seed);
      const { changed, arrivals } = slowedRoute(random);
      const { trends } = findTrends([...quietRoutes(random, ROUTES - 1), arrivals], 'p50');
      const trend = trends.find(({ transaction }) => transaction === '/slowed');
      if (trend?.direction !== 'regressed') continue;
      expect(trend.before * 1.05).toBeLessThan(trend.after);
      if (Math.abs(bucketOf(trend.at) - bucketOf(changed)) <= 1) found += 1;
    }
    expect(found).toBeGreaterThanOrEqual(95);
  });

  it('are improvements where it became faster', () => {
    const random = createRandom(5);
    const faster = durations(random, { count: 2_000, changed: START + 6 * DAY, slower: 0.6 });
    const { trends } = findTrends([toArrivals('/faster', faster), ...quietRoutes(random, 2)], 'p50');
    expect(trends.map(({ transaction, direction }) => [transaction, direction])).toEqual([
      ['/faster', 'improved'],
    ]);
    const [trend] = trends;
    expect((trend?.countBefore ?? 0) + (trend?.countAfter ?? 0)).toBe(2_000);
    expect(trend?.between[0]).toBeLessThanOrEqual(trend?.at ?? 0);
    expect(trend?.between[1]).toBeGreaterThanOrEqual(trend?.at ?? 0);
  });

  it('are of the percentile that is asked for: a slower tail is no slower median', () => {
    const random = createRandom(7);
    const values = durations(random, { count: 4_000, changed: Infinity, slower: 1 }).map((one) => ({
      ...one,
      duration: one.at > START + 7 * DAY && random.chance(0.15) ? one.duration * 8 : one.duration,
    }));
    const routes = [toArrivals('/tail', values)];
    expect(findTrends(routes, 'p95').trends).toMatchObject([
      { transaction: '/tail', direction: 'regressed' },
    ]);
    expect(findTrends(routes, 'avg').trends).toMatchObject([
      { transaction: '/tail', direction: 'regressed' },
    ]);
    expect(findTrends(routes, 'p50').trends).toEqual([]);
  });

  it('are none of too few values, which are said not to be tested', () => {
    const few = toArrivals('/few', [
      { at: START, duration: 10 },
      { at: START + 13 * DAY, duration: 1_000 },
    ]);
    expect(findTrends([few], 'p50')).toEqual({ trends: [], tested: 0 });
  });
});

describe('a change', () => {
  const course = (scores: readonly number[], season: readonly number[]) => ({
    weights: new Float64Array(scores.length).fill(100),
    scores: Float64Array.from(scores, (score) => score * 100),
    season: Int32Array.from(season),
    variance: 1,
    least: 100,
  });
  const weeks = Array.from({ length: 28 }, (_, day) => (day % 7 >= 5 ? 1 : 0));

  it('is no weekend', () => {
    const change = findChange(
      course(
        weeks.map((weekend) => 3 - 2 * weekend),
        weeks,
      ),
    );
    expect(change?.p).toBe(1);
    const unknowing = findChange(
      course(
        weeks.map((weekend) => 3 - 2 * weekend),
        weeks.map(() => 0),
      ),
    );
    expect(unknowing?.p).toBeGreaterThan(0.05);
  });

  it('is found where it is, weekends and all', () => {
    const scores = weeks.map((weekend, day) => 3 - 2 * weekend + (day >= 12 ? 1 : 0));
    const change = findChange(course(scores, weeks));
    expect(change).toMatchObject({ bucket: 12, from: 12, to: 12 });
    expect(change?.shift).toBeCloseTo(1, 9);
    expect(change?.p).toBeLessThan(1e-9);
  });

  it('is not sure where the buckets vary as much by themselves', () => {
    const random = createRandom(11);
    const scores = weeks.map((_, day) => (day >= 12 ? 1 : 0) + 8 * (random.next() - 0.5));
    expect(
      findChange(
        course(
          scores,
          weeks.map(() => 0),
        ),
      )?.p,
    ).toBeGreaterThan(0.01);
  });

  it('is not asked of too little', () => {
    expect(findChange(course([1, 2], [0, 0]))).toBeNull();
    expect(findChange(course([], []))).toBeNull();
  });
});

describe('binned values', () => {
  const edges = evenEdges(1, 1_000, 0.02);

  it('have the quantiles and the average of the values, but for the width of a bin', () => {
    const random = createRandom(3);
    const values = Array.from({ length: 20_000 }, () => 1 + 900 * random.next());
    const bins = new Float64Array(edges.length - 1);
    for (const value of values) {
      const bin = edges.findLastIndex((edge) => edge <= value);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    values.sort((a, b) => a - b);
    for (const q of [0.1, 0.5, 0.95]) {
      const exact = values[Math.floor(q * values.length)] ?? Number.NaN;
      expect(Math.abs(binnedQuantile(bins, edges, q) / exact - 1)).toBeLessThan(0.02);
    }
    const average = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(binnedAverage(bins, edges) / average - 1)).toBeLessThan(0.01);
    expect(binnedQuantile(new Float64Array(3), edges, 0.5)).toBeNaN();
    expect(binnedAverage(new Float64Array(3), edges)).toBeNaN();
  });

  it('are summed over some buckets', () => {
    const arrivals = toArrivals('/', [
      { at: START, duration: 1 },
      { at: START + STEP, duration: 1 },
      { at: START + STEP, duration: 2 },
    ]);
    expect(binsWithin(arrivals, 0, 1).reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(binsWithin(arrivals, 1, (DAYS * DAY) / STEP)[0]).toBe(1);
  });
});

describe('scores', () => {
  const bins = Float64Array.from([50, 25, 20, 5]);
  const edges = [1, 2, 4, 8, 16];

  it('of the median are mid-ranks', () => {
    expect([...scoresOf('p50', bins, edges).byBin]).toEqual([0.25, 0.625, 0.85, 0.975]);
  });

  it('of a percentile say what exceeds it', () => {
    expect([...scoresOf('p95', bins, edges).byBin]).toEqual([0, 0, 0, 1]);
    expect([...scoresOf('p75', bins, edges).byBin].map((score) => Math.round(score * 1e9))).toEqual([
      0, 0, 1e9, 1e9,
    ]);
    expect(scoresOf('p75', bins, edges).variance).toBeCloseTo(0.25 * 0.75, 12);
  });

  it('of the average are values', () => {
    expect([...scoresOf('avg', bins, edges).byBin]).toEqual([1, 2, 4, 8].map((low) => low * Math.SQRT2));
  });
});

it('tells weekends and the time of day apart where the time is long enough', () => {
  expect([...seasonOf(START, DAY, 14)]).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1]);
  expect([...seasonOf(START, HOUR, 24)]).toEqual(Array.from({ length: 24 }, () => 0));
  expect([...seasonOf(START, 12 * HOUR, 14)]).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 2, 3]);
  expect(EDGES[0]).toBe(1);
});
