import type { Column } from '@uwdata/flechette';
import { ID_COLUMNS, NUMBER_COLUMNS, TEXT_COLUMNS, tagOf } from '../../model/column.ts';
import type { Precision } from '../../model/column.ts';
import type { Rows, TextValues } from '../../model/rows.ts';
import { readCodesAsSent, readIds, readNumbers, readTexts } from './read-columns.ts';
import { writeCodes, writeIds, writeNumbers } from './write-columns.ts';

/** Named columns of one table, in the order in which they are written. */
export type Columns = readonly (readonly [string, Column<unknown>])[];

/** The columns of a table that was received, by name; every one is `length` rows long. */
export interface ReceivedColumns {
  readonly length: number;
  readonly column: (name: string) => Column<unknown> | undefined;
  readonly names: readonly string[];
}

export function columnsOfRows(rows: Rows): Columns {
  return [
    ...[...rows.numbers].map(([name, values]) => [name, writeNumbers(values)] as const),
    ...[...rows.texts].map(([name, values]) => [name, writeCodes(values)] as const),
    ...Object.entries(ID_COLUMNS).flatMap(([name, width]) => {
      const values = rows.ids.get(name);
      return values === undefined ? [] : [[name, writeIds(values, width)] as const];
    }),
  ];
}

/** Transaction rows. Columns that no one here knows are ignored; missing ones stay missing. */
export function rowsOfColumns(received: ReceivedColumns): Rows {
  const numbers = new Map<string, Float32Array | Float64Array>();
  for (const [name, { precision }] of NUMBER_COLUMNS) {
    const column = received.column(name);
    if (column !== undefined) numbers.set(name, readNumbers(column, name, precision));
  }
  const texts = new Map<string, TextValues>();
  for (const name of [...TEXT_COLUMNS, ...received.names.filter((name) => tagOf(name) !== null)]) {
    const column = received.column(name);
    if (column !== undefined) texts.set(name, readCodesAsSent(column, name));
  }
  const ids = new Map<string, Uint8Array>();
  for (const [name, width] of Object.entries(ID_COLUMNS)) {
    const column = received.column(name);
    if (column !== undefined) ids.set(name, readIds(column, name, width));
  }
  return { length: received.length, numbers, texts, ids };
}

/** A column's numbers; NaN in every row where the column is missing. */
export function numbersOf(received: ReceivedColumns, name: string, precision: Precision) {
  const column = received.column(name);
  if (column !== undefined) return readNumbers(column, name, precision);
  return new Float64Array(received.length).fill(NaN);
}

/** A column's texts; null in every row where the column is missing. */
export function textsOf(received: ReceivedColumns, name: string): readonly (string | null)[] {
  const column = received.column(name);
  if (column === undefined) return Array.from({ length: received.length }, () => null);
  return readTexts(column, name);
}

/** A column's ids; zeros in every row where the column is missing. */
export function idsOf(received: ReceivedColumns, name: string, width: number): Uint8Array {
  const column = received.column(name);
  return column === undefined ? new Uint8Array(received.length * width) : readIds(column, name, width);
}
