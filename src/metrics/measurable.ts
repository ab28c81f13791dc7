import type { NumberColumn, Unit } from '../model/column.ts';
import { NUMBER_COLUMNS } from '../model/column.ts';

const NOT_MEASURED: ReadonlySet<NumberColumn> = new Set<NumberColumn>([
  'row',
  'timestamp',
  'received',
  'weight',
  'http.status_code',
]);

/** The number columns of which a percentile, average or sum makes sense: durations, vitals and counts. */
export const MEASURABLE_COLUMNS: readonly NumberColumn[] = [...NUMBER_COLUMNS.keys()].filter(
  (column) => !NOT_MEASURED.has(column),
);

/** The unit of a column's values. */
export function unitOf(column: NumberColumn): Unit {
  return NUMBER_COLUMNS.get(column)?.unit ?? 'none';
}
