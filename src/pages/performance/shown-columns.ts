import type { TableColumn } from '../../ui/table/column.ts';
import { inColumnOrder, isTableColumn } from '../../view/table-columns.ts';
import { TABLE_COLUMNS } from '../../view/view.ts';
import type { TableColumnId, View } from '../../view/view.ts';
import { TAB_SPECS } from './tabs.ts';

/** What decides which columns there are. */
type Chosen = Pick<View, 'tab' | 'extraColumns' | 'hiddenColumns' | 'columnOrder' | 'sort' | 'thenBy'>;

function isOwn({ tab }: Pick<View, 'tab'>, id: TableColumnId): boolean {
  return TAB_SPECS[tab].columns.includes(id);
}

/** Whether a column stands because the table is ordered by it. */
export function isSortedBy({ sort, thenBy }: Pick<View, 'sort' | 'thenBy'>, id: string): boolean {
  return [sort, ...thenBy].some(({ by }) => by === id);
}

function isShown(view: Chosen, id: TableColumnId): boolean {
  if (isSortedBy(view, id)) return true;
  return (isOwn(view, id) || view.extraColumns.includes(id)) && !view.hiddenColumns.includes(id);
}

/**
 * The columns that are shown, from left to right: those of the tab and those that were added, less those that were taken
 * away; and always the ones that the table is sorted by.
 */
export function shownColumnIds(view: Chosen): TableColumnId[] {
  const ids = TABLE_COLUMNS.filter((id) => isShown(view, id)).map((id) => ({ id }));
  return inColumnOrder(ids, view.columnOrder).map(({ id }) => id);
}

/** A view with one column shown or taken away. */
export function withColumn(view: Chosen, id: TableColumnId, isWanted: boolean): Partial<View> {
  const without = (ids: readonly TableColumnId[]): TableColumnId[] => ids.filter((each) => each !== id);
  const inOrder = (ids: readonly TableColumnId[]): TableColumnId[] =>
    TABLE_COLUMNS.filter((each) => ids.includes(each));
  return {
    extraColumns:
      isWanted && !isOwn(view, id) ? inOrder([...view.extraColumns, id]) : without(view.extraColumns),
    hiddenColumns:
      !isWanted && isOwn(view, id) ? inOrder([...view.hiddenColumns, id]) : without(view.hiddenColumns),
  };
}

/** The table's columns as the view wants them, those of `ids`: the star and the name first, widths as they were made. */
export function shownColumns<R>(
  columns: readonly TableColumn<R>[],
  ids: readonly TableColumnId[],
  view: Pick<View, 'columnOrder' | 'columnWidths'>,
): TableColumn<R>[] {
  const shown = new Set<string>(ids);
  const wanted = columns.filter(({ id }) => !isTableColumn(id) || shown.has(id));
  return inColumnOrder(inUsualOrder(wanted), view.columnOrder).map((column) => {
    if (!isTableColumn(column.id)) return column;
    const width = view.columnWidths[column.id];
    return { ...column, isMovable: true, ...(width === undefined ? {} : { width }) };
  });
}

/** As the table has them where nobody moved any. */
function inUsualOrder<R>(columns: readonly TableColumn<R>[]): TableColumn<R>[] {
  const place = ({ id }: TableColumn<R>): number => (isTableColumn(id) ? TABLE_COLUMNS.indexOf(id) : -1);
  return columns.toSorted((one, two) => place(one) - place(two));
}
