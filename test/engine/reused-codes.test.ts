// Codes of texts that went are given out again: what a filter has learnt of them before does not hold for what comes.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Rows } from '../../src/model/rows.ts';
import { manyRows } from './table-builder.ts';

const BATCH = 65_536;
/** Values of a tag that each batch has of its own. */
const REQUESTS = 2048;

/** The rows of the n-th batch. */
function batch(n: number): Rows {
  return manyRows({
    from: n * BATCH,
    length: BATCH,
    end: (index) => n * BATCH + index,
    duration: () => 1,
    texts: {
      project: () => 'shop',
      transaction: () => '/',
      'tag:request': (index) => `${n}-${index % REQUESTS}`,
    },
  });
}

function rowsWith(engine: Engine, where: Filter): number {
  const { columns } = engine.ask(
    {
      of: 'transactions',
      range: { start: 0, end: 1e9 },
      where: { kind: 'and', of: [where] },
      by: [],
      show: [{ metric: 'count' }],
    },
    [],
  );
  return Number(columns[0]!.values[0]);
}

describe('a filter asked before its values come', () => {
  const field = { tag: 'request' };
  const filters: [string, Filter][] = [
    ['a value', { kind: 'in', field, values: ['2-7'] }],
    ['a wildcard', { kind: 'like', field, pattern: '2-7' }],
  ];

  it.each(filters)('finds %s that took the code of one that went', (_, where) => {
    const engine = new Engine();
    engine.append(batch(0));
    engine.append(batch(1));
    engine.settle();
    engine.remove(Float64Array.from({ length: BATCH }, (__, index) => index));
    while (engine.maintain(1000));
    expect(rowsWith(engine, where)).toBe(0);
    engine.append(batch(2));
    expect(rowsWith(engine, where)).toBe(BATCH / REQUESTS);
    expect(rowsWith(engine, EVERYTHING)).toBe(2 * BATCH);
    engine.close();
  });
});

describe('groups by a text of few values', () => {
  const KEYS = 1100;

  /** Rows of the n-th batch, whose keys have a letter before them. */
  function named(n: number, letter: string): Rows {
    return manyRows({
      from: n * BATCH,
      length: BATCH,
      end: (index) => n * BATCH + index,
      duration: () => 1,
      texts: {
        project: () => 'shop',
        transaction: () => '/',
        'tag:key': (index) => `${letter}${10_000 + (index % KEYS)}`,
      },
    });
  }

  function keys(engine: Engine): unknown[] {
    const { columns } = engine.ask(
      {
        of: 'transactions',
        range: { start: 0, end: 1e9 },
        where: EVERYTHING,
        by: [{ tag: 'key' }],
        show: [{ metric: 'count' }],
      },
      [],
    );
    return [...columns[0]!.values];
  }

  it('come in their order, also those that took the codes of others', () => {
    const engine = new Engine();
    engine.append(named(0, 'm'));
    engine.append(named(1, 'p'));
    engine.settle();
    engine.remove(Float64Array.from({ length: BATCH }, (_, index) => index));
    while (engine.maintain(1000));
    // The order of all values is known from here on.
    expect(keys(engine)).toHaveLength(KEYS);
    engine.append(named(2, 'z'));
    const sorted = ['p', 'z'].flatMap((letter) =>
      Array.from({ length: KEYS }, (_, key) => `${letter}${10_000 + key}`),
    );
    expect(keys(engine)).toEqual(sorted);
    engine.close();
  });
});
