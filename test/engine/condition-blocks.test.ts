// A condition is answered in blocks also where its groups are known: each of its quantiles is one of its own.
import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Query } from '../../src/model/query.ts';
import { manyRows } from './table-builder.ts';

const RANGE = { start: 0, end: 1e6 };
const SCOPE = {
  of: 'transactions',
  range: RANGE,
  where: { kind: 'and', of: [] },
  having: { kind: 'metric', show: { metric: 'p95', read: 'ratio' }, is: '>', value: 0 },
} as const;

function filled(): Engine {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const rows = manyRows({
    length: 2000,
    end: (index) => index * 500,
    duration: (index) => (index * 7919) % 1009,
    texts: { project: () => 'shop', transaction: (index) => `/${index % 5}` },
  });
  const weights = Float64Array.from({ length: rows.length }, (_, index) => 1 + 9 * (index % 2));
  engine.append({ ...rows, numbers: new Map([...rows.numbers, ['weight', weights]]) });
  engine.settle();
  return engine;
}

/** Steps that a query takes, and its values. */
function take(engine: Engine, query: Query): { readonly steps: number; readonly values: unknown } {
  const work = engine.askInSteps(query, () => []);
  for (let steps = 1; ; steps++) {
    const step = work.next();
    if (step.done === true) return { steps, values: step.value.columns.map(({ values }) => [...values]) };
  }
}

it('what is known of its transactions does not put its quantiles into one block', () => {
  const engine = filled();
  const series: Query = { ...SCOPE, by: [{ time: 5e5 }], show: [{ metric: 'count' }] };
  const { having: _, ...everything } = SCOPE;
  const plain = take(engine, { ...everything, by: [{ time: 5e5 }], show: [{ metric: 'count' }] });
  // The groups of the whole time and of its halves.
  take(engine, { ...SCOPE, by: ['project', 'transaction'], show: [{ metric: 'count' }] });
  const found = take(engine, series);
  // All transactions fulfil it.
  expect(found.values).toEqual(plain.values);
  // Quantiles of the whole time and of two halves: weights in one block, quantiles in the next.
  expect(found.steps - plain.steps).toBeGreaterThanOrEqual(6);
});
