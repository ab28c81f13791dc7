import { memo, useMemo, useState } from 'react';
import type { MouseEvent, ReactNode, RefCallback } from 'react';
import { RowMenuButton } from './CellMenu.tsx';
import { cellLook } from './cell-look.ts';
import type { TableColumn } from './column.ts';
import { hasSingleKeys } from '../single-keys.ts';
import { SelectBox } from './SelectBox.tsx';

interface CellsProps<R> {
  readonly row: R;
  readonly columns: readonly TableColumn<R>[];
  readonly lastKept: string;
  readonly hasMenu: boolean;
}

interface TableRowProps<R> extends CellsProps<R> {
  readonly id: string;
  readonly index: number;
  readonly isMuted: boolean;
  readonly isSelected: boolean;
  /** What the row is called, and what picks it out; both left out where none can be. */
  readonly nameOf: ((row: R) => string) | undefined;
  readonly onSelect: ((id: string, isRange: boolean) => void) | undefined;
  /** Counted from the head; left out where all rows are in the page. */
  readonly rowIndex: number | undefined;
  /** Whether nobody sees it while what is in sight is drawn: it stays as it was. */
  readonly isOutOfSight: boolean;
  readonly observe: RefCallback<HTMLTableRowElement> | undefined;
}

/** A row as it stands in its place: with all that it says of itself, so that what is told is of what is seen. */
interface Drawn<R> extends CellsProps<R> {
  readonly id: string;
  readonly isMuted: boolean;
  readonly isSelected: boolean;
}

function Row<R>(props: TableRowProps<R>): ReactNode {
  const { index, rowIndex, hasMenu, isOutOfSight, observe, nameOf, onSelect } = props;
  const { id, row, columns, lastKept, isMuted, isSelected } = props;
  const now = useMemo(
    (): Drawn<R> => ({ id, row, columns, lastKept, hasMenu, isMuted, isSelected }),
    [id, row, columns, lastKept, hasMenu, isMuted, isSelected],
  );
  const [last, setLast] = useState(isOutOfSight ? null : now);
  // One that is picked out is told at once.
  const isPicked = last?.id === id && last.isSelected !== isSelected;
  const drawn = isOutOfSight ? (isPicked ? { ...last, isSelected } : last) : now;
  if (drawn !== last) setLast(drawn);
  const told = drawn ?? now;
  return (
    <tr
      ref={observe}
      data-row={index}
      data-key={told.id}
      data-next={told.id === id ? undefined : id}
      data-muted={told.isMuted ? true : undefined}
      data-selected={told.isSelected ? true : undefined}
      data-behind={drawn === now ? undefined : true}
      aria-rowindex={rowIndex}
      onClick={followRow}
    >
      {onSelect !== undefined && (
        <td data-select>
          <SelectBox
            name={nameOf?.(told.row) ?? `row ${index + 1}`}
            state={told.isSelected}
            // Key x picks the row with the focus.
            isStop={!hasSingleKeys()}
            onToggle={(isRange) => onSelect(told.id, isRange)}
          />
        </td>
      )}
      {drawn === null ? (
        <>
          <td colSpan={columns.length} aria-hidden />
          {/* By itself: where the menus are not shown, a cell that reached over theirs made a column of its own. */}
          {hasMenu && <td data-menu aria-hidden />}
        </>
      ) : (
        <RowCells row={drawn.row} columns={drawn.columns} lastKept={drawn.lastKept} hasMenu={drawn.hasMenu} />
      )}
    </tr>
  );
}

/** Drawn again only where the row or the columns are others: a table is drawn for much that is in no row. */
export const TableRow = memo(Row) as typeof Row;

function Cells<R>({ row, columns, lastKept, hasMenu }: CellsProps<R>): ReactNode {
  return (
    <>
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
    </>
  );
}

/** A row that is picked out keeps its cells. */
const RowCells = memo(Cells) as typeof Cells;

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
