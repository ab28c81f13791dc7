import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts';
import { arrivalsQuery, readArrivals, trendStep } from '../../src/trends/arrivals-question.ts';
import { binnedQuantile, binsWithin } from '../../src/trends/arrivals.ts';
import { findTrends } from '../../src/trends/find-trends.ts';
import { ask } from '../oracle.ts';
import { createRandom } from '../random.ts';
import { transaction } from '../transaction-builder.ts';
import { START, durations } from './study.ts';

const RANGE = { start: START, end: START + 14 * DAY };

function rowsOf(seed: number, slower: number) {
  const random = createRandom(seed);
  return ['/slowed', '/same', null].flatMap((name, index) =>
    durations(random, { count: 900, changed: START + 6 * DAY, slower: index === 0 ? slower : 1 }).map(
      ({ at, duration }) => transaction({ end: at, duration, transaction: name ?? '' }),
    ),
  );
}

describe('the values of all transactions over time', () => {
  const query = arrivalsQuery({ range: RANGE, where: EVERYTHING }, 'duration');

  it('are counted once each, as the rows have them', () => {
    const rows = rowsOf(1, 1);
    const arrivals = readArrivals(ask(rows, query), query);
    expect(new Set(arrivals.map((one) => one.transaction))).toEqual(new Set(['/same', '/slowed', null]));
    expect(arrivals).toHaveLength(3);
    for (const one of arrivals) {
      const all = binsWithin(one, 0, one.buckets);
      expect(all.reduce((sum, count) => sum + count, 0)).toBe(900);
      const own = rows.filter((row) => (row.transaction === '' ? null : row.transaction) === one.transaction);
      const sorted = own.map(({ duration }) => duration).sort((a, b) => a - b);
      expect(Math.abs(binnedQuantile(all, one.edges, 0.5) / (sorted[450] ?? 0) - 1)).toBeLessThan(0.05);
      const early = own.filter(({ start, duration }) => start + duration < START + 8 * HOUR).length;
      expect(binsWithin(one, 0, 1).reduce((sum, count) => sum + count, 0)).toBe(early);
    }
  });

  it('show what became slower, from the engine as from the oracle', () => {
    const rows = rowsOf(2, 1.4);
    const engine = new Engine();
    engine.append(toRows(rows));
    const fromEngine = findTrends(readArrivals(engine.ask(query, [RANGE]), query), 'p50');
    expect(fromEngine).toEqual(findTrends(readArrivals(ask(rows, query), query), 'p50'));
    expect(fromEngine.trends.map((one) => [one.transaction, one.direction])).toEqual([
      ['/slowed', 'regressed'],
    ]);
    expect(fromEngine.tested).toBe(3);
  });

  it('are none of nothing', () => {
    expect(readArrivals(ask([], query), query)).toEqual([]);
  });
});

it('buckets are as wide as the time asks for', () => {
  expect(trendStep(RANGE)).toBe(8 * HOUR);
  expect(trendStep({ start: 0, end: DAY })).toBe(HOUR);
  expect(trendStep({ start: 0, end: HOUR })).toBe(2 * MINUTE);
  expect(trendStep({ start: 0, end: 90 * DAY })).toBe(3 * DAY);
});
