import type { TableColumn } from '../../ui/table/column.ts';
import { EXTRA_COLUMNS } from './extra-columns.ts';
import type { TransactionRow } from './transaction-rows.ts';

/** What the columns are called that can be shown, by their ids; also those the table does not have just now. */
export function columnLabels(columns: readonly TableColumn<TransactionRow>[]): ReadonlyMap<string, string> {
  return new Map([
    ...EXTRA_COLUMNS.map(({ id, label }): [string, string] => [id, label]),
    ...columns.map(({ id, label }): [string, string] => [id, label.replace(/,.*| of durations.*/, '')]),
  ]);
}
