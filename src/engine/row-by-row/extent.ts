import type { BinKey } from '../../model/query.ts';
import { SLOT } from '../slots.ts';
import type { TimeRows } from '../slices/time-rows.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';

/** The smallest and the largest value. */
export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** The smallest and the largest value of a column in some rows, on a log scale of those above 0; null without one. */
export function* extentOf(table: Table, rows: TimeRows, { bin, scale }: BinKey): Steps<Extent | null> {
  const column = table.numbers.get(bin);
  if (column === undefined || column.at === 0) return null;
  const { heap } = table;
  const bytes = SLOT * 4 + 16;
  const extent = heap.allocate(bytes);
  const list = extent + 16;
  try {
    heap.f64(extent, 2).set([Infinity, -Infinity]);
    for (const { from, to } of rows.parts) {
      const count = heap.kernels.listBits(rows.at, 0, from, to, list) >>> 0;
      heap.kernels.widen(list, count, column.at, column.width, scale === 'log' ? 1 : 0, extent);
      yield;
    }
    const [min, max] = heap.f64(extent, 2) as unknown as readonly [number, number];
    return min <= max ? { min, max } : null;
  } finally {
    heap.free(extent, bytes);
  }
}
