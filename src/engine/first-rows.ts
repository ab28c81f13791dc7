import type { NumberColumn as NumberName } from '../model/column.ts';
import { SLOT } from './slots.ts';
import type { TimeRows } from './slices/time-rows.ts';
import type { Steps } from './steps.ts';
import type { Table } from './table.ts';
import { topRows } from './top-rows.ts';

/** The values of a number column at some positions; NaN where there is none. */
export function readNumbers(table: Table, name: NumberName, positions: Uint32Array): Float64Array {
  if (name === 'row') return Float64Array.from(positions, (position) => table.rows.of(position));
  const column = table.values(name);
  const values = new Float64Array(positions.length).fill(Number.NaN);
  if (column === null) return values;
  for (let index = 0; index < positions.length; index++) values[index] = column[positions[index]!]!;
  return values;
}

/** Those of some positions that come first by a column, in order; ties go by `row`, and what has no value comes last. */
export function* inOrder(
  table: Table,
  positions: Uint32Array,
  field: NumberName,
  desc: boolean,
  limit: number,
): Steps<Uint32Array> {
  const values = readNumbers(table, field, positions);
  const order = yield* topRows(values, readNumbers(table, 'row', positions), desc, limit);
  return order.map((index) => positions[index]!);
}

function join(parts: readonly Uint32Array[]): Uint32Array {
  const joined = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
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
  /** What may be among the first: in order, once there are enough of them. */
  let found: Uint32Array[] = [];
  let count = 0;
  let [least, most, takesAbsent] = [-Infinity, Infinity, 1];
  const list = heap.allocate(SLOT * 8);
  const passing = list + SLOT * 4;
  try {
    // The newest rows stand in the last parts, where most lists begin.
    for (const { from, to } of limit === 0 ? [] : rows.parts.toReversed()) {
      const column = table.numbers.get(field);
      const listed = heap.kernels.listBits(rows.at, 0, from, to, list) >>> 0;
      let own = heap.u32(list, listed);
      if (column !== undefined && column.at !== 0) {
        const { at, width } = column;
        const passed =
          heap.kernels.rowsBetween(list, listed, at, width, least, most, takesAbsent, passing) >>> 0;
        own = heap.u32(passing, passed);
      }
      if (own.length > 0) found.push(own.slice());
      count += own.length;
      yield;
      if (own.length === 0 || count < limit) continue;
      const first = yield* inOrder(table, join(found), field, desc, limit);
      found = [first];
      count = first.length;
      const worst = readNumbers(table, field, first.subarray(-1))[0]!;
      if (Number.isNaN(worst)) continue;
      takesAbsent = 0;
      if (desc) least = worst;
      else most = worst;
    }
  } finally {
    heap.free(list, SLOT * 8);
  }
  return yield* inOrder(table, join(found), field, desc, limit);
}
