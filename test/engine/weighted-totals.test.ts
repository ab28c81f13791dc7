// All rows together, counted by their weight: what the orders say of each group is put together.
import { afterEach, expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type * as engineKernels from '../../src/engine/kernels.ts';
import type { Kernels } from '../../src/engine/kernels.ts';
import { RowSide } from '../../src/engine/row-by-row/row-side.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { MetricName } from '../../src/model/metric.ts';
import type { Query } from '../../src/model/query.ts';
import { ask } from '../oracle.ts';
import { createRandom } from '../random.ts';
import { DATA_RANGE } from '../random-data.ts';
import { expectSameResult } from '../same-result.ts';
import { usualTransactions } from '../usual-data.ts';

const METRICS: readonly MetricName[] = [
  'p50',
  'p75',
  'p95',
  'p2.5',
  'count',
  'sum',
  'avg',
  'apdex',
  'failure_rate',
];

const called = vi.hoisted(() => ({ countClasses: 0 }));

vi.mock('../../src/engine/kernels.ts', async (original) => {
  const actual = await original<typeof engineKernels>();
  return {
    ...actual,
    kernelsOn: (memory: WebAssembly.Memory): Kernels => {
      const kernels = actual.kernelsOn(memory);
      return {
        ...kernels,
        countClasses: (...given) => {
          called.countClasses += 1;
          kernels.countClasses(...given);
        },
      };
    },
  };
});

afterEach(() => {
  vi.restoreAllMocks();
});

it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('is what the oracle says, seed %i', (seed) => {
  const random = createRandom(seed);
  const rows = usualTransactions(seed, 80).map((row) => ({
    ...row,
    // Few durations, so that many rows share one, some of them at the rank that is asked for.
    duration: random.pick([0, 1.5, 20, 20.25, 300, 301, 1200, 4000]),
    weight: random.pick([1, 1, 2, 5, 10]),
  }));
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  engine.append(toRows(rows.slice(0, 60)));
  engine.settle();
  // The rest is young.
  engine.append(toRows(rows.slice(60)));
  const readRows = vi.spyOn(RowSide.prototype, 'steps');
  for (const where of [
    { kind: 'and', of: [] },
    { kind: 'in', field: 'environment', values: [rows[0]!.environment] },
    { kind: 'in', field: 'environment', values: ['nowhere'] },
  ] as const) {
    const query: Query = {
      of: 'transactions',
      range: DATA_RANGE,
      where,
      by: [],
      show: METRICS.map((metric) => ({ metric })),
    };
    expectSameResult(engine.ask(query, []), ask(rows, query));
    expect(engine.explain(query)).not.toBe('scan');
  }
  expect(readRows).not.toHaveBeenCalled();
});

it('counts the rows of each weight once, of all groups together, whatever is asked that follows from it', () => {
  const rows = usualTransactions(3, 400).map((row, index) => ({ ...row, weight: 1 + (index % 3) }));
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  engine.append(toRows(rows));
  engine.settle();
  const query: Query = {
    of: 'transactions',
    range: DATA_RANGE,
    where: { kind: 'and', of: [] },
    by: [],
    show: ['count', 'avg', 'apdex', 'failure_rate'].map((metric) => ({ metric: metric as MetricName })),
  };
  called.countClasses = 0;
  expectSameResult(engine.ask(query, []), ask(rows, query));
  // All rows, and those that failed.
  expect(called.countClasses).toBe(2);
});
