import type { NumberColumn as NumberName } from '../model/column.ts';
import { SLOT } from './slots.ts';
import type { TimeRows } from './slices/time-rows.ts';
import type { Steps } from './steps.ts';
import type { Table } from './table.ts';
import { topRows } from './top-rows.ts';

/** The values of a number column at some positions; NaN where there is none. */
export function readNumbers(table: Table, name: NumberName, positions: Uint32Array): Float64Array {
  const column = table.values(name);
  const values = new Float64Array(positions.length).fill(Number.NaN);
  if (column === null) return values;
  for (let index = 0; index < positions.length; index++) values[index] = column[positions[index]!]!;
  return values;
}

/** Those of some positions that come first by a column, in order; ties go by `row`, and what has no value comes last. */
export function inOrder(
  table: Table,
  positions: Uint32Array,
  field: NumberName,
  desc: boolean,
  limit: number,
): Uint32Array {
  const order = topRows(
    readNumbers(table, field, positions),
    readNumbers(table, 'row', positions),
    desc,
    limit,
  );
  return order.map((index) => positions[index]!);
}

/** The positions of the rows that come first by a column. Once there are enough, only what is no worse is looked at. */
export function* firstRows(
  table: Table,
  rows: TimeRows,
  field: NumberName,
  desc: boolean,
  limit: number,
): Steps<Uint32Array> {
  const { heap } = table;
  let first: Uint32Array = new Uint32Array(0);
  let [least, most, takesAbsent] = [-Infinity, Infinity, 1];
  const list = heap.allocate(SLOT * 8);
  const passing = list + SLOT * 4;
  try {
    // The newest rows stand in the last parts, where most lists begin.
    for (const { from, to } of limit === 0 ? [] : rows.parts.toReversed()) {
      const column = table.numbers.get(field);
      const count = heap.kernels.listBits(rows.at, 0, from, to, list) >>> 0;
      let own = heap.u32(list, count);
      if (column !== undefined && column.at !== 0) {
        const { at, width } = column;
        const passed =
          heap.kernels.rowsBetween(list, count, at, width, least, most, takesAbsent, passing) >>> 0;
        own = heap.u32(passing, passed);
      }
      yield;
      if (own.length === 0) continue;
      const joined = new Uint32Array(first.length + own.length);
      joined.set(first);
      joined.set(own, first.length);
      first = inOrder(table, joined, field, desc, limit);
      const worst = first.length < limit ? Number.NaN : readNumbers(table, field, first.subarray(-1))[0]!;
      if (Number.isNaN(worst)) continue;
      takesAbsent = 0;
      if (desc) least = worst;
      else most = worst;
    }
  } finally {
    heap.free(list, SLOT * 8);
  }
  return first;
}
