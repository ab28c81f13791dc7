import { expect, it, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { countBins } from '../../src/engine/orders/bin-counts.ts';
import type { OrderedRows } from '../../src/engine/orders/ordered-rows.ts';
import { finish } from '../../src/engine/steps.ts';
import type { Query } from '../../src/model/query.ts';
import { manyRows } from './table-builder.ts';

it('bins of more groups than are counted at once are those of each', () => {
  const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
  const length = 3000;
  const durationOf = (index: number): number => (index % 100) + 0.5;
  const nameOf = (index: number): string => String(index).padStart(4, '0');
  engine.append(manyRows({ length, duration: durationOf, texts: { user: () => null, transaction: nameOf } }));
  engine.settle();
  const query: Query = {
    of: 'transactions',
    range: { start: 0, end: 1e9 },
    where: { kind: 'and', of: [] },
    by: [
      'project',
      'transaction',
      { bin: 'duration', scale: 'linear', edges: Array.from({ length: 101 }, (_, edge) => edge) },
    ],
    show: [{ metric: 'sampled_count' }],
  };
  expect(engine.explain(query)).toBe('orders');
  const [, names, bins, counts] = engine.ask(query, []).columns;
  const places = Array.from({ length }, (_, index) => index);
  expect(names?.values).toEqual(places.map(nameOf));
  expect(bins?.values).toEqual(Float64Array.from(places, (index) => index % 100));
  expect(counts?.values).toEqual(new Float64Array(length).fill(1));
});

it.each([[[]], [[1]]])('between the bounds %j lies no row, and none is looked at', (bounds) => {
  const cellsBetween = vi.fn();
  const rows = {
    candidates: [0, 1],
    young: { spans: new Map() },
    statistics: { leaves: { starts: [0, 1, 2] }, cellsBetween },
  } as unknown as OrderedRows;
  expect(finish(countBins(rows, Float32Array.from(bounds)))).toEqual({
    bounds: Float32Array.from(bounds),
    indices: new Uint32Array(0),
    bins: new Uint32Array(0),
    counts: new Uint32Array(0),
  });
  expect(cellsBetween).not.toHaveBeenCalled();
});
