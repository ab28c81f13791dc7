// A range that is asked about again, with other filters: which rows lie in it is known then.
import { afterEach, expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type * as engineKernels from '../../src/engine/kernels.ts';
import type { Kernels } from '../../src/engine/kernels.ts';
import { OrderWindow } from '../../src/engine/orders/order-windows.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import type { Range } from '../../src/model/time.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { ask } from '../oracle.ts';
import { expectSameResult } from '../same-result.ts';
import { usualTransactions } from '../usual-data.ts';

const called = vi.hoisted(() => ({ withoutWindow: 0 }));

vi.mock('../../src/engine/kernels.ts', async (original) => {
  const actual = await original<typeof engineKernels>();
  return {
    ...actual,
    kernelsOn: (memory: WebAssembly.Memory): Kernels => {
      const kernels = actual.kernelsOn(memory);
      return {
        ...kernels,
        selectPlaces: (...given) => {
          const window = given[7];
          if (window === 0) called.withoutWindow += 1;
          kernels.selectPlaces(...given);
        },
      };
    },
  };
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** The time of half of the rows. */
function halfOf(rows: readonly Transaction[]): Range {
  const ends = rows.map(({ start, duration }) => start + duration).toSorted((a, b) => a - b);
  return { start: ends[Math.floor(ends.length / 4)]!, end: ends[Math.floor((ends.length * 3) / 4)]! };
}

function queryOf(range: Range, where: Filter): Query {
  return {
    of: 'transactions',
    range,
    where,
    by: ['project', 'transaction'],
    show: [{ metric: 'count' }, { metric: 'p50' }, { metric: 'users' }],
  };
}

it('answers stay right while rows come, go and are sorted in', () => {
  const rows = usualTransactions(5, 1200);
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  let held = rows.slice(0, 800);
  engine.append(toRows(held));
  engine.settle();
  const upTo = vi.spyOn(OrderWindow.prototype, 'upTo');
  const filters: Filter[] = [
    { kind: 'and', of: [] },
    { kind: 'in', field: 'environment', values: [rows[0]!.environment] },
    { kind: 'in', field: 'transaction', values: [rows[0]!.transaction] },
    { kind: 'compare', field: 'duration', is: '>', value: 50 },
    { kind: 'not', of: { kind: 'in', field: 'transaction', values: [rows[0]!.transaction] } },
  ];
  const expectSame = (): void => {
    for (const where of filters) {
      const query = queryOf(halfOf(rows), where);
      expect(engine.explain(query)).toBe('orders');
      expectSameResult(engine.ask(query, []), ask(held, query));
    }
  };
  expectSame();
  expect(upTo).toHaveBeenCalled();
  // Rows go, others are young.
  engine.remove(Float64Array.from(held.slice(100, 160), ({ row }) => row));
  held = [...held.slice(0, 100), ...held.slice(160), ...rows.slice(800, 1000)];
  engine.append(toRows(rows.slice(800, 1000)));
  expectSame();
  // They are sorted in.
  engine.settle();
  expectSame();
  held = [...held, ...rows.slice(1000)];
  engine.append(toRows(rows.slice(1000)));
  engine.settle();
  expectSame();
});

it('times are compared once, whatever is asked of the same range after the second time', () => {
  const rows = usualTransactions(6, 900);
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  engine.append(toRows(rows));
  engine.settle();
  const comparedBy = (ms: number): number => {
    called.withoutWindow = 0;
    engine.ask(queryOf(halfOf(rows), { kind: 'compare', field: 'duration', is: '>', value: ms }), []);
    return called.withoutWindow;
  };
  // In both orders.
  expect(comparedBy(10)).toBe(2);
  expect(comparedBy(20)).toBe(2);
  expect(comparedBy(30)).toBe(0);
  // Leaves are written: it begins anew.
  engine.append(toRows(usualTransactions(7, 80).map((row) => ({ ...row, row: row.row + 10_000 }))));
  engine.settle();
  expect([comparedBy(40), comparedBy(50), comparedBy(60)]).toEqual([2, 2, 0]);
});
