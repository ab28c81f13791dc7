import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { cellLook } from './cell-look.ts';
import type { TableColumn, TableSort } from './column.ts';
import css from './table.module.css';
import type { ColumnDrag } from './use-column-drag.ts';

/** The head of a column: sorts by it, and is what the column is dragged by. */
export function HeadCell<R>(props: {
  readonly column: TableColumn<R>;
  readonly lastKept: string;
  readonly sorts: readonly TableSort[];
  /** `isBeside`: besides the orders there are. */
  readonly onSort: (sort: TableSort, isBeside: boolean) => void;
  /** How it is moved and made wider; null where it stays as it is. */
  readonly drag: ColumnDrag | null;
  /** Whether no column stands to the right of it. */
  readonly isLast: boolean;
}): ReactNode {
  const { column, lastKept, sorts, onSort, drag, isLast } = props;
  const { id, label, head = label, help, sortBy } = column;
  const place = sorts.findIndex(({ by }) => by === id);
  const sort = sorts[place];
  const Arrow = sort?.desc === true ? ArrowDown : ArrowUp;
  /** Which of several orders it is, counted from 1. */
  const order = sorts.length > 1 && sort !== undefined ? place + 1 : null;
  // Numbers start with the largest, names with A.
  const descFirst = column.align !== 'left';
  return (
    <th
      scope="col"
      {...cellLook(column, lastKept)}
      {...(sortBy === undefined
        ? { title: help }
        : { 'aria-sort': sort === undefined ? 'none' : sort.desc ? 'descending' : 'ascending' })}
      {...(drag !== null && {
        'data-movable': true,
        'data-moved': drag.drop?.id === id ? true : undefined,
        'data-drop': dropAt(drag, id, isLast),
        onPointerDown: (event) => drag.onMoveStart(event, id),
      })}
    >
      {sortBy === undefined ? (
        <>
          <span className="hidden">{label}</span>
          {column.head}
        </>
      ) : (
        <button
          type="button"
          className={css.sort}
          title={help}
          aria-label={order === null ? label : `${label}, order ${order}`}
          onClick={({ shiftKey }) =>
            onSort({ by: id, desc: sort === undefined ? descFirst : !sort.desc }, shiftKey)
          }
        >
          {sort !== undefined && <Arrow size={12} strokeWidth={2} aria-hidden />}
          {order !== null && <sup aria-hidden>{order}</sup>}
          {head}
        </button>
      )}
      {drag !== null && (
        // What it does is done by keys and by touch in the choice of columns.
        <span
          aria-hidden
          className={css.edge}
          data-edge-of={id}
          onPointerDown={(event) => drag.onResizeStart(event, id)}
        />
      )}
    </th>
  );
}

/** On which side of a head the dragged column would come to stand. */
function dropAt({ drop }: ColumnDrag, id: string, isLast: boolean): 'before' | 'behind' | undefined {
  if (drop === null) return undefined;
  if (drop.before === id) return 'before';
  return drop.before === null && isLast ? 'behind' : undefined;
}
