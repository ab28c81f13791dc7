// A browser may give no more memory at any moment: what is held is answered for all the same, and so is what comes once there
// is room again.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { Heap, NoMemory } from '../../src/engine/heap.ts';
import { SLOT } from '../../src/engine/slots.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import { manyRows } from './table-builder.ts';

const TRANSACTIONS = 7;
const ALL: Query = {
  of: 'transactions',
  range: { start: 0, end: 1e9 },
  where: EVERYTHING,
  by: ['project', 'transaction'],
  show: [{ metric: 'sampled_count' }, { metric: 'p50' }, { metric: 'users' }],
};

/** The duration of a row. */
function durationOf(row: number): number {
  return 1 + ((row * 7919) % 100_003);
}

/** Holds the rows [from, to) of a sequence, in whose order their times are all but so. */
class Holder {
  readonly engine: Engine;
  readonly held = new Set<number>();

  constructor(leafRows: number) {
    this.engine = new Engine({ ordersFrom: 1, leafRows, narrow: 0 });
  }

  add(from: number, length: number): void {
    this.engine.append(
      manyRows({
        from,
        length,
        end: (index) => from + (index ^ 5),
        duration: (index) => durationOf(from + index),
        texts: {
          project: () => 'shop',
          transaction: (index) => `/${(from + index) % TRANSACTIONS}`,
          user: (index) => `id:${(from + index) % 101}`,
        },
      }),
    );
    for (let row = from; row < from + length; row++) this.held.add(row);
  }

  remove(from: number, length: number): void {
    this.engine.remove(Float64Array.from({ length }, (_, index) => from + index));
    for (let row = from; row < from + length; row++) this.held.delete(row);
  }

  /** What the engine says of each transaction, and what is right. */
  get answers(): { readonly found: unknown; readonly right: unknown } {
    const { columns } = this.engine.ask({ ...ALL, range: { start: 0, end: 1e9 + this.held.size } }, []);
    const by = Array.from({ length: TRANSACTIONS }, (): number[] => []);
    for (const row of this.held) by[row % TRANSACTIONS]!.push(row);
    const own = by.map((rows, name) => {
      const sorted = Float64Array.from(rows, durationOf).sort();
      const middle = (sorted.length - 1) / 2;
      const p50 = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
      return [`/${name}`, rows.length, p50, new Set(rows.map((row) => row % 101)).size];
    });
    const names = columns.slice(1).map(({ values }) => [...values]);
    return { found: own.map((_, group) => names.map((values) => values[group])), right: own };
  }
}

function expectRight({ answers: { found, right } }: Holder): void {
  expect(found).toEqual(right);
}

/** From now on no memory grows. */
function giveNoMore(): void {
  vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
    throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
  });
}

/** Takes all steps of upkeep that there are. */
function maintain(engine: Engine): void {
  for (let step = 0; engine.maintain(0); step++) if (step > 100_000) throw new Error('Upkeep has no end.');
}

afterEach(() => vi.restoreAllMocks());

describe('where the memory does not grow any more', () => {
  it('rows that do not fit are refused, those before them are counted', () => {
    const holder = new Holder(4096);
    holder.add(0, SLOT);
    holder.engine.settle();
    giveNoMore();
    let next = SLOT;
    expect(() => {
      for (; next < 500 * SLOT; next += SLOT / 2) holder.add(next, SLOT / 2);
    }).toThrow(NoMemory);
    expect(holder.engine.rows).toBe(holder.held.size);
    expectRight(holder);
    // What was refused may come again.
    vi.restoreAllMocks();
    holder.add(next, SLOT / 2);
    holder.engine.settle();
    expect(holder.engine.explain(ALL)).toBe('orders');
    expectRight(holder);
  });
});

/** Does some work in which the `time`-th piece of memory that is asked for is not given, nor any after it; whether it came to that. */
function without(time: number, work: () => void): boolean {
  let times = 0;
  let isShort = false;
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const allocate = Heap.prototype.allocate;
  const spy = vi.spyOn(Heap.prototype, 'allocate').mockImplementation(function (this: Heap, bytes: number) {
    if (times++ < time) return allocate.call(this, bytes);
    isShort = true;
    throw new NoMemory(this.size, null);
  });
  try {
    work();
  } finally {
    spy.mockRestore();
  }
  return isShort;
}

/** Each time at which memory can be short in some work, the later ones less and less densely. */
function* times(): Generator<number> {
  for (let time = 0; ; time += 1 + Math.floor(time / 3)) yield time;
}

describe('whenever there is no memory left', () => {
  const ROWS = 1500;

  /** An engine whose rows are in the orders, or have not come to be; and rows that wait. */
  function prepared(isMade: boolean): Holder {
    const holder = new Holder(64);
    holder.add(0, ROWS);
    if (isMade) holder.engine.settle();
    holder.add(ROWS, ROWS / 2);
    holder.remove(200, 300);
    holder.engine.seal();
    return holder;
  }

  it.each([
    ['while the orders are made', false],
    ['while rows are merged into them', true],
  ])('%s, all rows are answered for, and the orders made once there are fewer', (_, isMade) => {
    for (const time of times()) {
      const holder = prepared(isMade);
      if (!without(time, () => maintain(holder.engine))) break;
      expect([time, holder.engine.explain(ALL)]).not.toEqual([time, 'orders']);
      expectRight(holder);
      // Nothing is tried over and over.
      expect(holder.engine.maintain(0)).toBe(false);
      holder.remove(500, 700);
      maintain(holder.engine);
      expect([time, holder.engine.explain(ALL)]).toEqual([time, 'orders']);
      expectRight(holder);
    }
  });

  it('while rows come, they are all there or none of them', () => {
    let refused = 0;
    for (const time of times()) {
      const holder = prepared(true);
      const before = new Set(holder.held);
      const isShort = without(time, () => {
        try {
          holder.add(ROWS / 2, ROWS * 2);
        } catch (error) {
          if (!(error instanceof NoMemory)) throw error;
          refused += 1;
          holder.held.clear();
          for (const row of before) holder.held.add(row);
        }
      });
      if (!isShort) break;
      expectRight(holder);
      holder.add(ROWS / 2, ROWS * 2);
      holder.engine.settle();
      expectRight(holder);
    }
    expect(refused).toBeGreaterThan(0);
  });
});
