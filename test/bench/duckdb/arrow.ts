import {
  Batch,
  Column,
  Table as ArrowTable,
  field,
  float32,
  float64,
  tableFromIPC,
  tableToIPC,
  uint16,
  uint32,
  uint8,
  Version,
  Endianness,
} from '@uwdata/flechette';
import type { DataType } from '@uwdata/flechette';
import type { Rows } from '../../../src/model/rows.ts';
import type { Table } from './database.ts';
import { LAYOUT } from './layout.ts';
import type { FrameReader, StoredType } from './layout.ts';

type Values = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;

/** Arrow's type of a stored one, and its array. */
const STORED: Readonly<Record<StoredType, { type: () => DataType; make: (length: number) => Values }>> = {
  DOUBLE: { type: float64, make: (length) => new Float64Array(length) },
  FLOAT: { type: float32, make: (length) => new Float32Array(length) },
  UINTEGER: { type: uint32, make: (length) => new Uint32Array(length) },
  USMALLINT: { type: uint16, make: (length) => new Uint16Array(length) },
  UTINYINT: { type: uint8, make: (length) => new Uint8Array(length) },
};

/** A column of one batch; NaN and codes below 0 become NULL. */
function columnOf(type: StoredType, from: Float32Array | Float64Array | Int32Array): Column<number> {
  const { length } = from;
  const values = STORED[type].make(length);
  const validity = new Uint8Array(Math.ceil(length / 8));
  let nullCount = 0;
  for (let row = 0; row < length; row++) {
    const value = from[row]!;
    if (value >= 0) {
      values[row] = value;
      validity[row >> 3]! |= 1 << (row & 7);
    } else {
      nullCount += 1;
    }
  }
  const none = new Uint8Array(0);
  return new Column([
    new Batch<number>({
      length,
      nullCount,
      type: STORED[type].type(),
      validity: nullCount === 0 ? none : validity,
      values,
    }),
  ]);
}

/** A frame as an Arrow stream of the peer's table. */
export function toArrow(rows: Rows, read: FrameReader): Uint8Array {
  const columns = read(rows).map((values, index) => columnOf(LAYOUT[index]!.type, values));
  const fields = LAYOUT.map(({ name }, index) => field(name, columns[index]!.type));
  const schema = {
    version: Version.V5,
    endianness: Endianness.Little,
    fields,
    metadata: new Map<string, string>(),
  };
  const bytes = tableToIPC(new ArrowTable(schema, columns), { format: 'stream' });
  if (bytes === null) throw new Error('The rows could not be written as Arrow.');
  return bytes;
}

/** An answer of numbers. */
export function fromArrow(bytes: Uint8Array): Table {
  const table = tableFromIPC(bytes);
  return new Map(
    table.schema.fields.map(({ name }, index) => {
      const column = table.getChildAt(index);
      const values = Float64Array.from({ length: table.numRows }, (_, row) => {
        const value: unknown = column.at(row);
        return value === null ? Number.NaN : Number(value);
      });
      return [name, values];
    }),
  );
}
