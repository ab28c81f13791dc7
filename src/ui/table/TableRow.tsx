import { memo } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { RowMenuButton } from './CellMenu.tsx';
import { cellLook } from './cell-look.ts';
import type { TableColumn } from './column.ts';

interface TableRowProps<R> {
  readonly id: string;
  readonly row: R;
  readonly index: number;
  readonly columns: readonly TableColumn<R>[];
  readonly lastKept: string;
  readonly isMuted: boolean;
  /** Counted from the head; left out where all rows are in the page. */
  readonly rowIndex: number | undefined;
  readonly hasMenu: boolean;
}

function Row<R>(props: TableRowProps<R>): ReactNode {
  const { id, row, index, columns, lastKept, isMuted, rowIndex, hasMenu } = props;
  return (
    <tr
      data-row={index}
      data-key={id}
      data-muted={isMuted ? true : undefined}
      aria-rowindex={rowIndex}
      onClick={followRow}
    >
      {columns.map((column) => (
        <td key={column.id} {...cellLook(column, lastKept)}>
          {column.cell(row)}
        </td>
      ))}
      {hasMenu && (
        <td data-menu>
          <RowMenuButton />
        </td>
      )}
    </tr>
  );
}

/** Drawn again only where the row or the columns are others: a table is drawn for much that is in no row. */
export const TableRow = memo(Row) as typeof Row;

/** A click beside the row's link, on a number with a tooltip, goes where the link goes. */
function followRow(event: MouseEvent<HTMLTableRowElement>): void {
  const { target, currentTarget, metaKey, ctrlKey, shiftKey } = event;
  if (!(target instanceof Element) || target.closest('a, button') !== null) return;
  if (getSelection()?.isCollapsed === false) return;
  currentTarget
    .querySelector('a[data-row-link]')
    ?.dispatchEvent(
      new globalThis.MouseEvent('click', { bubbles: true, cancelable: true, metaKey, ctrlKey, shiftKey }),
    );
}
