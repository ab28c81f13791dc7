import type { TableColumn } from '../../ui/table/column.ts';
import type { TransactionRow } from './transaction-rows.ts';

/** The columns that are shown: those nobody hid, and the one the table is sorted by. */
export function shownColumns(
  columns: readonly TableColumn<TransactionRow>[],
  hidden: readonly string[],
  sortedBy: string,
): TableColumn<TransactionRow>[] {
  return columns.filter(({ id }) => id === sortedBy || !hidden.includes(id));
}
