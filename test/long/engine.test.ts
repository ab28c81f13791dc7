// As test/engine/oracle.test.ts, for 5,000 sets of rows, each asked three questions of its own.
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../src/model/metric.ts';
import { disagreements, questionsOf, waysOf } from '../engine/disagreements.ts';
import { fillEngine } from '../engine/fill.ts';
import { randomTransactions } from '../random-data.ts';
import { usualTransactions } from '../usual-data.ts';

const SETS = 5_000;
const TOGETHER = 100;
const FIRST = 20_000;

/** How many rows a set has: mostly few, some many, and now and then so many that every fast way is worth it. */
function rowsOf(seed: number): number {
  // More than a slot holds, and than orders are made from where nobody says otherwise.
  if (seed % 1000 === 0) return 70_000;
  if (seed % 100 === 0) return 12_000;
  if (seed % 10 === 0) return 2_500;
  return (seed * 37) % 400;
}

const GROUPS = Array.from({ length: SETS / TOGETHER }, (_, index) => FIRST + index * TOGETHER);

/** Every way in which a question was answered, and how often. */
const ways = new Map<string, number>();

describe('the engine answers as the oracle does', () => {
  it.each(GROUPS)('about a hundred sets of rows from seed %i', (first) => {
    const seeds = Array.from({ length: TOGETHER }, (_, index) => first + index);
    const found = seeds.flatMap((seed) => {
      const filled = fillEngine(seed, rowsOf(seed), seed % 2 === 0 ? usualTransactions : randomTransactions);
      const wrong = filled.engine.rows === filled.rows.size ? [] : ['it holds other rows'];
      const asked = questionsOf(seed, 1);
      const lines = [...wrong, ...disagreements(filled, asked)];
      for (const way of waysOf(filled, asked)) ways.set(way, (ways.get(way) ?? 0) + 1);
      return lines.map((line) => `seed ${seed}: ${line}`);
    });
    expect(found).toEqual([]);
  });

  it('whichever way it takes: each was taken often', () => {
    expect([...ways.keys()]).toEqual(expect.arrayContaining(['orders', 'slices', 'scan']));
    for (const [, times] of ways) expect(times).toBeGreaterThan(SETS / 50);
  });

  it('and the questions are about every metric, reading and kind of group', () => {
    const queries = Array.from({ length: SETS }, (_, index) => [
      ...questionsOf(FIRST + index, 1).queries.values(),
    ]).flat();
    const asked = (of: (query: (typeof queries)[number]) => readonly string[]): Set<string> =>
      new Set(queries.flatMap((query) => [...of(query)]));
    expect(asked(({ show }) => show.map(({ metric }) => metric))).toEqual(
      new Set([...METRICS, 'p99.9', 'p2.5']),
    );
    expect(asked(({ show }) => show.map(({ read }) => read ?? 'value'))).toEqual(
      new Set(['value', 'versus', 'difference', 'ratio', 't']),
    );
    const kinds = asked(({ by }) => [
      by.map((key) => (typeof key === 'string' ? 'field' : Object.keys(key)[0])).join(' × ') || 'nothing',
    ]);
    for (const kind of [
      'nothing',
      'field',
      'field × field',
      'time',
      'bin',
      'time × field',
      'time × bin',
      'tag',
    ]) {
      expect(kinds).toContain(kind);
    }
    expect(queries.filter(({ weighted }) => weighted === false).length).toBeGreaterThan(SETS / 2);
    expect(queries.filter(({ having }) => having !== undefined).length).toBeGreaterThan(SETS / 10);
  });
});
