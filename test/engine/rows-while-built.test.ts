// Rows that fill several slots while the orders are made are counted once, at each step and afterwards.
import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { SLOT } from '../../src/engine/slots.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import { manyRows } from './table-builder.ts';

const QUERY: Query = {
  of: 'transactions',
  range: { start: 0, end: 1e9 },
  where: EVERYTHING,
  by: ['project', 'transaction'],
  show: [{ metric: 'sampled_count' }],
};

it('rows that came while the orders were made are in every answer from them, once', () => {
  const engine = new Engine({ ordersFrom: 1, narrow: 0 });
  let held = 0;
  const add = (length: number): void => {
    const texts = { project: () => 'shop', transaction: () => '/', user: () => null };
    engine.append(manyRows({ from: held, length, end: (index) => held + index, texts }));
    held += length;
  };
  add(2 * SLOT);
  engine.seal();
  engine.maintain(0);
  // A slot and a half, while the first two are put in order.
  add(SLOT + SLOT / 2);
  const wrong: string[] = [];
  for (let step = 0, isMore = true; isMore; step++) {
    // The open slot changes between two steps, also while its rows are taken.
    if (step % 40 === 0 && step < 4000) add(10);
    isMore = engine.maintain(0);
    // Another time at each step: what is known of one is kept.
    const query = { ...QUERY, range: { start: 0, end: 1e9 + step } };
    if (engine.explain(query) !== 'orders') continue;
    const { matched } = engine.ask(query, []);
    if (matched !== held) wrong.push(`step ${step}: ${matched} of ${held}`);
  }
  expect(wrong).toEqual([]);
  expect(engine.explain(QUERY)).toBe('orders');
});

it('the orders are made though rows come at every step, also between others', () => {
  const engine = new Engine({ ordersFrom: 1, narrow: 0 });
  const ends: number[] = [];
  const durations: number[] = [];
  const add = (length: number, endOf: (index: number) => number): void => {
    const from = ends.length;
    const duration = (index: number): number => 1 + (((from + index) * 7919) % 100_003);
    const texts = { project: () => 'shop', transaction: () => '/', user: () => 'id:1' };
    engine.append(manyRows({ from, length, end: endOf, duration, texts }));
    for (let index = 0; index < length; index++) {
      ends.push(endOf(index));
      durations.push(duration(index));
    }
  };
  const late = 4 * SLOT;
  add(2 * SLOT, (index) => index);
  engine.seal();
  engine.maintain(0);
  add(SLOT + SLOT / 2, (index) => late + index);
  let steps = 0;
  for (; engine.explain(QUERY) !== 'orders'; steps++) {
    if (steps > 2000) throw new Error('The orders are never made.');
    // Those that are there have to move.
    add(3, (index) => late + ((steps * 997 + index * 5003) % SLOT));
    engine.maintain(0);
  }
  expect(steps).toBeGreaterThan(10);
  const { columns, matched } = engine.ask(
    { ...QUERY, range: { start: late, end: 1e9 }, show: [{ metric: 'p50' }, { metric: 'p100' }] },
    [],
  );
  const own = durations.slice(2 * SLOT).toSorted((a, b) => a - b);
  const middle = (own.length - 1) / 2;
  expect(matched).toBe(own.length);
  expect(columns.slice(2).map(({ values }) => values[0])).toEqual([
    (own[Math.floor(middle)]! + own[Math.ceil(middle)]!) / 2,
    own.at(-1),
  ]);
});
