// Rows come and go for as long as a tab is open: places are used again, and the memory stays as large as it is.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import type { Rows } from '../../src/model/rows.ts';
import { manyRows } from './table-builder.ts';

const BATCH = 65_536;
const HELD = 3;
const ROUNDS = 12;
/** Values of a tag that each batch has of its own. */
const REQUESTS = 2048;

const TABLE: Query = {
  of: 'transactions',
  range: { start: 0, end: 1e9 },
  where: EVERYTHING,
  by: ['project', 'transaction'],
  show: [{ metric: 'count' }, { metric: 'p50' }, { metric: 'users' }, { metric: 'last_seen' }],
};

/** The rows of the n-th batch: ends that rise, five transactions, durations and users that are known. */
function batch(n: number): Rows {
  return manyRows({
    from: n * BATCH,
    length: BATCH,
    end: (index) => n * BATCH + index,
    duration: (index) => 1 + (index % 1001),
    texts: {
      project: () => 'shop',
      transaction: (index) => `/${index % 5}`,
      user: (index) => `id:${(n % 2) * 7 + (index % 35)}`,
      'tag:request': (index) => `${n}-${index % REQUESTS}`,
    },
  });
}

/** Rows with a value of the tag. */
function rowsWith(engine: Engine, value: string): number {
  const where = { kind: 'in', field: { tag: 'request' }, values: [value] } as const;
  const [count] = engine.ask({ ...TABLE, where, by: [], show: [{ metric: 'count' }] }, []).columns;
  return Number(count!.values[0]);
}

describe('an engine through which rows pass', () => {
  const engine = new Engine();
  for (let n = 0; n < HELD; n++) engine.append(batch(n));
  engine.settle();
  const sizes: number[] = [];
  const texts: number[] = [];
  const seen = new Set<string>();
  for (let n = HELD; n < HELD + ROUNDS; n++) {
    engine.append(batch(n));
    engine.remove(Float64Array.from({ length: BATCH }, (_, index) => (n - HELD) * BATCH + index));
    while (engine.maintain(1000));
    engine.ask(TABLE, []);
    // Asked each time, so that what is known of a filter has to be forgotten when codes stand for other texts.
    seen.add([n, n - HELD, n + 1].map((batch) => rowsWith(engine, `${batch}-7`)).join(' '));
    sizes.push(engine.memory.size);
    texts.push(engine.memory.texts);
  }

  it('uses the places of rows that went', () => {
    expect(engine.rows).toBe(HELD * BATCH);
    expect(new Set(sizes.slice(4)).size).toBe(1);
  });

  it('answers from orders that hold the rows of now', () => {
    expect(engine.explain(TABLE)).toBe('orders');
    const [, , counts, medians, users, seen] = engine.ask(TABLE, []).columns.map(({ values }) => [...values]);
    expect(counts!.reduce((sum: number, count) => sum + Number(count), 0)).toBe(HELD * BATCH);
    expect(medians).toEqual(medians!.map(() => expect.closeTo(500.5, -1)));
    // Users of even and odd batches overlap in part: of 35 users, each transaction has every fifth.
    expect(users!.every((count) => Number(count) >= 7 && Number(count) <= 14)).toBe(true);
    expect(Math.max(...seen!.map(Number))).toBe((HELD + ROUNDS) * BATCH - 1);
  });

  it('takes texts that no row has any more out of its dictionaries, and knows those that came instead', () => {
    expect(texts.at(-1)).toBeLessThan(2 * HELD * REQUESTS);
    expect(seen).toEqual(new Set([`${BATCH / REQUESTS} 0 0`]));
    const { columns, total } = engine.ask(
      { ...TABLE, by: [{ tag: 'request' }], show: [{ metric: 'count' }] },
      [],
    );
    expect(total).toBe(HELD * REQUESTS);
    const batches = new Set(
      [...columns[0]!.values].map((value: unknown) => Number(String(value).split('-')[0])),
    );
    expect([...batches].toSorted((a, b) => a - b)).toEqual([ROUNDS, ROUNDS + 1, ROUNDS + 2]);
    expect(new Set<unknown>(columns[1]!.values)).toEqual(new Set([BATCH / REQUESTS]));
  });

  it('gives all memory back when it is closed', () => {
    engine.close();
    expect(engine.rows).toBe(0);
    expect(engine.memory.used).toBeLessThan(sizes[0]! / 100);
  });
});

describe('a slot that is filled anew', () => {
  it.each([
    ['orders', {}],
    ['no orders', { ordersFrom: 1e9 }],
  ])('takes later versions of rows that stand behind it, among rows that move (%s)', (_, tuning) => {
    const engine = new Engine(tuning);
    for (let n = 0; n < HELD; n++) engine.append(batch(n));
    engine.settle();
    engine.remove(Float64Array.from({ length: BATCH }, (__, index) => index));
    while (engine.maintain(1000));
    // The first slot takes these, and then rows that come before them and are held in the second one and the third.
    const late = HELD * BATCH;
    engine.append(manyRows({ from: late, length: 1000, end: (index) => late + index, duration: () => 5 }));
    engine.append(manyRows({ from: 2 * BATCH - 50, length: 100, end: (index) => index, duration: () => 7 }));
    const rowsOf = (start: number, end: number): number =>
      engine.ask({ ...TABLE, by: [], range: { start, end } }, []).matched;
    expect(engine.rows).toBe(2 * BATCH + 1000);
    expect([rowsOf(0, 100), rowsOf(BATCH, 2 * BATCH), rowsOf(2 * BATCH, late), rowsOf(late, 1e9)]).toEqual([
      100,
      BATCH - 50,
      BATCH - 50,
      1000,
    ]);
    engine.close();
  });
});
