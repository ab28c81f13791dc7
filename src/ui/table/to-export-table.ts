import type { Unit } from '../../model/column.ts';
import { toIsoTime } from '../format.ts';
import type { ExportTable, ExportValue } from '../export/table-text.ts';
import type { TableColumn } from './column.ts';

function partsOf<R>(column: TableColumn<R>): readonly ExportPart<R>[] {
  const { label, sortBy, exported } = column;
  if (exported !== undefined) return exported;
  return sortBy === undefined ? [] : [{ name: label, value: sortBy }];
}

/** One column of the exported table. */
export interface ExportPart<R> {
  readonly name: string;
  readonly value: (row: R) => ExportValue;
}

const UNIT_WORDS: ReadonlyMap<Unit, string> = new Map<Unit, string>([
  ['ms', 'ms'],
  ['per-minute', 'per minute'],
  ['ratio', 'ratio'],
]);

/** The name of a column of numbers with what they are in: `p95 (ms)`, `TPM (per minute)`. */
export function exportedName(label: string, unit: Unit): string {
  const words = UNIT_WORDS.get(unit);
  return words === undefined ? label : `${label} (${words})`;
}

/** A moment as exports carry it: ISO 8601 in UTC; null for none. */
export function exportedTime(at: number): string | null {
  return Number.isFinite(at) ? toIsoTime(at) : null;
}

/** Rows and columns as a table of plain values, in their order; columns that are pictures or buttons are left out. */
export function toExportTable<R>(rows: readonly R[], columns: readonly TableColumn<R>[]): ExportTable {
  const parts = columns.flatMap(partsOf);
  return {
    names: parts.map(({ name }) => name),
    rows: rows.map((row) => parts.map(({ value }) => value(row))),
  };
}
