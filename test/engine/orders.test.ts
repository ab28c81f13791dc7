// With orders from the first row on, and leaves of a few rows, the engine says what the oracle says all the same.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { isOfOtherColumns } from '../../src/engine/worth-orders.ts';
import type { Query } from '../../src/model/query.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Rows } from '../../src/model/rows.ts';
import { createRandom } from '../random.ts';
import { randomTransactions } from '../random-data.ts';
import { transaction } from '../transaction-builder.ts';
import { usualTransactions } from '../usual-data.ts';
import { disagreements, questionsOf } from './disagreements.ts';
import { fillEngine } from './fill.ts';
import { manyRows } from './table-builder.ts';

const SEEDS = Array.from({ length: 12 }, (_, index) => 3000 + index);

function isTable(query: Query): boolean {
  const { by } = query;
  const isOfPage = by.length === 2 && by.includes('project') && by.includes('transaction');
  return isOfPage && !isOfOtherColumns(query);
}

describe.each(SEEDS)('with the rows of seed %i in orders', (seed) => {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const make = seed % 2 === 0 ? usualTransactions : randomTransactions;
  const filled = fillEngine(seed, 300 + (seed % 5) * 300, make, engine);
  // Else some rows are in the orders and others young.
  if (seed % 3 > 0) engine.settle();
  const asked = questionsOf(seed, 30);

  it('the engine answers as the oracle does', () => {
    expect(engine.rows).toBe(filled.rows.size);
    expect(disagreements(filled, asked)).toEqual([]);
  });

  it.runIf(seed % 3 > 0)('orders answer for the table', () => {
    const tables = [...asked.queries.values()].filter(isTable);
    expect(tables.length).toBeGreaterThan(0);
    expect(new Set(tables.map((query) => engine.explain(query)))).toEqual(new Set(['orders']));
  });
});

it('orders that are made anew after leaves were given back in pieces hand no place out twice', () => {
  const filled = fillEngine(21_017, 29, randomTransactions);
  expect(disagreements(filled, questionsOf(21_017, 1))).toEqual([]);
});

it('a dictionary that outgrows the bits of its column gets one more, and rows of before keep their codes', () => {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const releases = Array.from({ length: 40 }, (_, index) => `shop@${index}`);
  const rowsOf = (from: number, length: number, some: readonly string[]): Rows =>
    toRows(
      Array.from({ length }, (_, index) =>
        transaction({ row: from + index, start: from + index, release: some[index % some.length]! }),
      ),
    );
  engine.append(rowsOf(1, 600, releases.slice(0, 3)));
  engine.settle();
  // Fewer than there are: they are merged into the leaves, which are not made anew.
  engine.append(rowsOf(1000, 400, releases));
  engine.settle();
  for (const [index, release] of releases.entries()) {
    const query: Query = {
      of: 'transactions',
      range: { start: 0, end: 1e9 },
      where: { kind: 'in', field: 'release', values: [release] },
      by: ['project', 'transaction'],
      show: [{ metric: 'sampled_count' }],
    };
    expect(engine.explain(query)).toBe('orders');
    const [, , count] = engine.ask(query, []).columns;
    expect(count).toMatchObject({ values: Float64Array.of(index < 3 ? 210 : 10) });
  }
});

it('what one question counts in bins is not taken for what the next one asks of the same bins', () => {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const filled = fillEngine(77, 900, usualTransactions, engine);
  engine.settle();
  const bin = { bin: 'duration', scale: 'linear', edges: [0, 50, 200, 1000, 1e9] } as const;
  const base = {
    of: 'transactions',
    range: { start: 0, end: 4e12 },
    where: { kind: 'and', of: [] },
  } as const;
  const queries = new Map<string, Query>();
  for (const by of [['project', 'transaction', bin], [bin]] as const) {
    for (const metric of ['sampled_count', 'count', 'users', 'p75'] as const) {
      queries.set(`${metric} by ${by.length}`, { ...base, by: [...by], show: [{ metric }] });
    }
  }
  expect(disagreements(filled, { queries, lists: new Map() })).toEqual([]);
  expect(filled.rows.size).toBeGreaterThan(500);
});

it.each([120_000])('a group of %i rows is handed out to leaves of neighbouring durations', (length) => {
  const engine = new Engine({ ordersFrom: 1, narrow: 0 });
  const random = createRandom(length);
  const durations = Float32Array.from({ length }, () => Math.fround(random.next() * 100));
  engine.append(manyRows({ length, duration: (index) => durations[index]!, texts: { user: () => null } }));
  engine.settle();
  const query: Query = {
    of: 'transactions',
    range: { start: 0, end: 1e9 },
    where: { kind: 'and', of: [] },
    by: ['project', 'transaction'],
    show: [{ metric: 'sampled_count' }, { metric: 'p50' }],
  };
  expect(engine.explain(query)).toBe('orders');
  const ascending = durations.toSorted();
  const half = (ascending[length / 2 - 1]! + ascending[length / 2]!) / 2;
  const [, , count, median] = engine.ask(query, []).columns;
  expect([count!.values[0], median!.values[0]]).toEqual([length, expect.closeTo(half, 9)]);
});

it('a whole of few rows is taken into the orders with what comes next', () => {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  engine.append(
    manyRows({ length: 200, texts: { transaction: (at) => `t${at % 3}`, project: () => 'api' } }),
  );
  engine.seal(201);
  expect(engine.maintain(1000)).toBe(false);
  const query: Query = {
    of: 'transactions',
    range: { start: 0, end: 1e15 },
    where: { kind: 'and', of: [] },
    by: ['project', 'transaction'],
    show: [{ metric: 'p95' }],
  };
  expect(engine.explain(query)).not.toBe('orders');
  engine.seal(200);
  while (engine.maintain(1000));
  expect(engine.explain(query)).toBe('orders');
});
