import { COLUMN_WIDTHS, TABLE_COLUMNS } from './view.ts';
import type { TableColumnId, View } from './view.ts';

/** Whether a column can be left away, moved, and made wider or narrower. */
export function isTableColumn(id: string): id is TableColumnId {
  return (TABLE_COLUMNS as readonly string[]).includes(id);
}

/** Columns in the order of a view. Those that cannot be moved come first; those it does not name follow last. */
export function inColumnOrder<C extends { readonly id: string }>(
  columns: readonly C[],
  order: View['columnOrder'],
): C[] {
  const place = ({ id }: C): number => {
    if (!isTableColumn(id)) return -1;
    const at = order.indexOf(id);
    return at < 0 ? order.length : at;
  };
  return columns.toSorted((a, b) => place(a) - place(b));
}

/**
 * The order after one column was put before another, or behind all others where that is null. `shown` are the columns
 * of the table from left to right; what another tab shows keeps its order. Empty where it is the usual one.
 */
export function withColumnBefore(
  order: View['columnOrder'],
  shown: readonly string[],
  moved: string,
  before: string | null,
): View['columnOrder'] {
  const rest = shown.filter((id) => id !== moved);
  const at = before === null ? -1 : rest.indexOf(before);
  const next = rest.toSpliced(at < 0 ? rest.length : at, 0, moved).filter(isTableColumn);
  const elsewhere = order.filter((id) => !next.includes(id));
  const all = [...next, ...elsewhere];
  return isUsual(all) ? [] : all;
}

/** Whether an order says nothing but what holds without it. */
function isUsual(order: View['columnOrder']): boolean {
  const places = order.map((id) => TABLE_COLUMNS.indexOf(id));
  return places.every((place, index) => place > (places[index - 1] ?? -1));
}

/** The widths after one column was given another, within what a column can have; null: its usual width again. */
export function withColumnWidth(
  widths: View['columnWidths'],
  column: string,
  width: number | null,
): View['columnWidths'] {
  if (!isTableColumn(column)) return widths;
  const { [column]: _before, ...others } = widths;
  if (width === null) return others;
  const { min, max } = COLUMN_WIDTHS;
  return { ...others, [column]: Math.round(Math.min(Math.max(width, min), max)) };
}
