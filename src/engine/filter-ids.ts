import { ID_COLUMNS } from '../model/column.ts';
import type { IdColumn as IdName } from '../model/column.ts';
import { writeHex } from '../model/hex.ts';
import { scanConstant } from './scan.ts';
import type { Scan } from './scan.ts';
import type { Table } from './table.ts';

function isAt(bytes: Uint8Array, offset: number, id: Uint8Array): boolean {
  for (let index = 0; index < id.length; index++) {
    if (bytes[offset + index] !== id[index]) return false;
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
    const bytes = table.ids.get(column)?.bytes ?? null;
    if (bytes === null || wanted.length === 0) {
      scanConstant(false)(into, from, to);
      return;
    }
    for (let word = from >>> 5, start = from; start < to; word++, start += 32) {
      const end = Math.min(start + 32, to);
      let bits = 0;
      for (let position = start; position < end; position++) {
        if (wanted.some((id) => isAt(bytes, position * width, id))) bits |= 1 << (position & 31);
      }
      into[word] = bits;
    }
  };
}
