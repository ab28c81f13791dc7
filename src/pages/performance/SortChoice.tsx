import type { ReactNode } from 'react';
import type { TableColumn, TableSort } from '../../ui/table/column.ts';
import css from './performance.module.css';

/** On a phone, where most columns are away: by which of all of them the table is ordered. */
export function SortChoice<R>(props: {
  readonly columns: readonly TableColumn<R>[];
  readonly sort: TableSort;
  readonly onSort: (sort: TableSort) => void;
}): ReactNode {
  const { columns, sort, onSort } = props;
  return (
    <label className={css.sortChoice}>
      Transactions
      <select
        aria-label="Order by"
        value={sort.by}
        onChange={({ target }) => onSort({ by: target.value, desc: target.value !== 'transaction' })}
      >
        {columns
          .filter(({ sortBy }) => sortBy !== undefined)
          .map(({ id, label }) => (
            <option key={id} value={id}>
              by {label}
            </option>
          ))}
      </select>
    </label>
  );
}
