import type { Rows, TextValues } from '../model/rows.ts';
import { hasBit } from './bitmap.ts';
import { Table } from './table.ts';

/** Positions that may be dead before a table is worth copying, and what part of it they must be. */
const DEAD_ROWS = 65_536;
const DEAD_PART = 0.25;

const SLICE = 65_536;

/** Whether so many positions are dead that the table should be compacted. */
export function isSparse(table: Table): boolean {
  const dead = table.length - table.alive;
  return dead > DEAD_ROWS && dead > table.length * DEAD_PART;
}

/** The rows at some positions, as a batch. */
function rowsAt(table: Table, positions: Uint32Array): Rows {
  const { length } = positions;
  const numbers = new Map<string, Float32Array | Float64Array>();
  for (const [name, { values }] of table.numbers) {
    if (values === null) continue;
    const to = values instanceof Float64Array ? new Float64Array(length) : new Float32Array(length);
    for (let index = 0; index < length; index++) to[index] = values[positions[index]!]!;
    numbers.set(name, to);
  }
  const texts = new Map<string, TextValues>();
  for (const [name, column] of table.texts) {
    const from = column.codes;
    if (from === null) continue;
    const codes = new Int32Array(length);
    for (let index = 0; index < length; index++) codes[index] = from[positions[index]!]!;
    texts.set(name, { codes, dictionary: column.values });
  }
  const ids = new Map<string, Uint8Array>();
  for (const [name, { bytes, width }] of table.ids) {
    if (bytes === null) continue;
    const to = new Uint8Array(length * width);
    for (let index = 0; index < length; index++) {
      const at = positions[index]! * width;
      to.set(bytes.subarray(at, at + width), index * width);
    }
    ids.set(name, to);
  }
  return { length, numbers, texts, ids };
}

/** A table of the live rows alone, in their order, whose dictionaries hold only values in use. */
export function compacted(table: Table): Table {
  const dense = new Table();
  dense.reserve(table.alive);
  const slice = new Uint32Array(SLICE);
  let filled = 0;
  for (let position = 0; position < table.length; position++) {
    if (hasBit(table.live, position)) slice[filled++] = position;
    if (filled === SLICE || position === table.length - 1) {
      dense.append(rowsAt(table, slice.subarray(0, filled)));
      filled = 0;
    }
  }
  return dense;
}
