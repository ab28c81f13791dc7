// Upkeep gives its turn away in time: it begins no step that is expected to take it far beyond what it was asked for.
import { afterEach, expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { Order } from '../../src/engine/orders/order.ts';
import { manyRows } from './table-builder.ts';

afterEach(() => vi.restoreAllMocks());

it('after a long step it is taken one at a time, and what it was about can be asked for', () => {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const add = (from: number, length: number): void => {
    const texts = { project: () => 'shop', transaction: (index: number) => `/${index % 3}` };
    engine.append(
      manyRows({ from, length, end: (index) => from + index, duration: (index) => index, texts }),
    );
  };
  add(0, 2000);
  engine.settle();
  add(2000, 1000);
  engine.seal();
  // The clock is what steps take, each of which writes a leaf anew.
  let now = 0;
  let took = 1;
  let written = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.spyOn(Order.prototype, 'joinRuns').mockImplementation(() => {
    now += took;
    written += 1;
  });
  const writtenIn = (milliseconds: number): number => {
    const before = written;
    engine.maintain(milliseconds);
    return written - before;
  };
  expect([engine.upkeep, writtenIn(3)]).toEqual(['making the orders', 3]);
  expect(engine.upkeep).toBe('merging rows into the orders');
  took = 6;
  expect(writtenIn(3)).toBe(1);
  took = 1;
  expect(writtenIn(3)).toBe(1);
  // Where it may take longer it does.
  expect(writtenIn(9)).toBeGreaterThan(3);
});
