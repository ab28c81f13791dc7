import type { TableColumn } from '../../ui/table/column.ts';
import { COLUMN_WIDTHS } from '../../view/view.ts';

/** What the names of the transactions need at least, and how wide a table is laid out at least, in pixels. */
const NAMES = 200;
const NARROWEST = 1060;
/** How much wider the last column is: the margin of the page lies in it. That of when it was seen is made for it. */
const EDGE = 14;
const AT_THE_EDGE = 'last_seen';
/** Below this only a few columns are left, as wide as they have to be. */
const PHONE = 700;

/**
 * Columns as they fit into a table of this width: what was made wide in a wider window, and came here in an address,
 * leaves room for the names. `usual` are the columns with the widths they have by themselves.
 */
export function fittedColumns<R>(
  columns: readonly TableColumn<R>[],
  usual: readonly TableColumn<R>[],
  room: number,
): TableColumn<R>[] {
  const own = new Map(usual.map(({ id, width = 0 }) => [id, width]));
  const isGiven = ({ id, width }: TableColumn<R>): boolean => width !== undefined && width !== own.get(id);
  const last = columns.at(-1);
  const edged = (column: TableColumn<R>): TableColumn<R> =>
    column !== last || column.id === AT_THE_EDGE || column.width === undefined || isGiven(column)
      ? column
      : { ...column, width: column.width + EDGE };
  if (room <= PHONE) {
    return columns.map((column) =>
      isGiven(column) ? { ...column, width: own.get(column.id) ?? 0 } : column,
    );
  }
  const sum = (some: readonly TableColumn<R>[]): number =>
    some.reduce((total, { width = 0 }) => total + width, 0);
  const given = columns.filter(isGiven);
  const left = Math.max(room, NARROWEST) - NAMES - sum(columns.filter((column) => !isGiven(column)));
  const wanted = sum(given);
  if (wanted <= left) return columns.map(edged);
  const { min } = COLUMN_WIDTHS;
  return columns.map((column) =>
    isGiven(column)
      ? { ...column, width: Math.max(min, Math.floor(((column.width ?? 0) * left) / wanted)) }
      : edged(column),
  );
}
