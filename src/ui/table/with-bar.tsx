import type { TableColumn } from './column.ts';
import css from './table.module.css';

/**
 * The columns with a bar below each value of the one that the table is ordered by, as long as the value is beside the
 * largest of the rows. Columns of words stay as they are.
 */
export function withBar<R>(
  columns: readonly TableColumn<R>[],
  by: string,
  rows: readonly R[],
): TableColumn<R>[] {
  return columns.map((column) => {
    const { id, sortBy, cell } = column;
    if (id !== by || sortBy === undefined) return column;
    const lengthOf = (row: R): number => {
      const value = sortBy(row);
      return typeof value === 'number' && value > 0 ? value : 0;
    };
    const largest = rows.reduce((most, row) => Math.max(most, lengthOf(row)), 0);
    if (largest === 0) return column;
    return {
      ...column,
      cell: (row) => (
        <span className={css.barred}>
          {cell(row)}
          <i
            className={css.bar}
            data-bar
            style={{ width: `${(lengthOf(row) / largest) * 100}%` }}
            aria-hidden
          />
        </span>
      ),
    };
  });
}
