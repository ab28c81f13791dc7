import { ID_COLUMNS } from '../model/column.ts';
import type { IdColumn as IdName } from '../model/column.ts';
import { writeHex } from '../model/hex.ts';
import type { Piece } from './id-column.ts';
import { scanConstant } from './scan.ts';
import type { Scan } from './scan.ts';
import { SLOT, slotOf } from './slots.ts';
import type { Table } from './table.ts';

/** Whether a row of a slot has an id. */
function isAt(pieces: readonly Piece[], row: number, id: Uint8Array): boolean {
  let at = 0;
  for (const { bytes, stride, length } of pieces) {
    for (let index = 0; index < length; index++) {
      if ((bytes === null ? 0 : bytes[row * stride + index]) !== id[at + index]) return false;
    }
    at += length;
  }
  return true;
}

/** Tests the id of every row. What is no id of the column's width is the id of no row, and neither are zeros. */
export function scanIds(table: Table, column: IdName, values: readonly string[]): Scan {
  const width = ID_COLUMNS[column];
  const wanted = values.flatMap((value) => {
    const id = new Uint8Array(width);
    return writeHex(id, 0, width, value) && id.some((byte) => byte !== 0) ? [id] : [];
  });
  return (into, from, to) => {
    scanConstant(false)(into, from, to);
    if (wanted.length === 0) return;
    const ids = table.ids.get(column);
    for (let start = from; start < to;) {
      const slot = slotOf(start);
      const end = Math.min((slot + 1) * SLOT, to);
      const pieces = ids.pieces(slot);
      if (pieces.some(({ bytes }) => bytes !== null)) {
        for (let position = start; position < end; position++) {
          if (!wanted.some((id) => isAt(pieces, position % SLOT, id))) continue;
          into[position >>> 5]! |= 1 << (position & 31);
        }
      }
      start = end;
    }
  };
}
