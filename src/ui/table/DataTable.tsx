import type { RowData } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { rowHeight } from '../theme/density.ts';
import { CellMenu, RowMenuButton } from './CellMenu.tsx';
import type { CellActions } from './CellMenu.tsx';
import { cellLook } from './cell-look.ts';
import type { TableColumn, TableSort } from './column.ts';
import { HeadCell } from './HeadCell.tsx';
import css from './table.module.css';
import { useColumnDrag } from './use-column-drag.ts';
import type { Arranging } from './use-column-drag.ts';
import { useRowKeys } from './use-row-keys.ts';
import type { SortedRows } from './use-sorted-table.ts';

/** From this many rows on only those in sight are in the page. */
const VIRTUAL_FROM = 100;

interface DataTableProps<R> {
  /** What the rows are, for those who do not see the table. */
  readonly caption: string;
  /** In the order of `sorts`: what `useSortedRows` gives. */
  readonly sorted: SortedRows<R>;
  readonly columns: readonly TableColumn<R>[];
  /** By the first; rows that are equal in it by the second, and so on. */
  readonly sorts: readonly TableSort[];
  /** `isBeside`: besides the orders there are, not in their place. */
  readonly onSort: (sort: TableSort, isBeside: boolean) => void;
  /** Rows that are set back: they say little. */
  readonly isMuted: (row: R) => boolean;
  /** What dragging in the head does, to the columns that are `isMovable`. */
  readonly arranging?: Arranging;
  /** What can be done with the value of a cell, by the row's key and the column's id. */
  readonly actionsOf?: (row: string, column: string) => readonly CellActions[];
}

/**
 * A table of links: every header sorts (with Shift: besides), the link in a row's pinned cell (marked `data-row-link`) is the row's, and
 * j, k and Enter walk along the rows. Many rows are drawn as far as they are in sight.
 */
export function DataTable<R extends RowData>(props: DataTableProps<R>): ReactNode {
  const { caption, sorted, columns, sorts, onSort, isMuted, actionsOf, arranging } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isVirtual = sorted.length > VIRTUAL_FROM;
  const virtual = useVirtualizer({
    count: sorted.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    getItemKey: (index) => sorted[index]?.id ?? index,
    overscan: 12,
    scrollPaddingStart: 3 * rowHeight(),
  });
  const items = isVirtual
    ? virtual.getVirtualItems()
    : sorted.map((_, index) => ({ index, start: 0, end: 0 }));
  const above = isVirtual ? (items[0]?.start ?? 0) : 0;
  const below = isVirtual ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  useRowKeys(scroller, sorted.length, (index) => {
    if (isVirtual) virtual.scrollToIndex(index);
  });
  const drag = useColumnDrag(arranging ?? NOTHING);
  // On a phone it is the last one of the row.
  const lastKept = columns.findLast(({ isKept }) => isKept === true)?.id ?? '';
  const hasMenu = actionsOf !== undefined;
  const hasTotal = columns.some(({ total }) => total !== undefined);
  const firstRow = hasTotal ? 3 : 2;

  return (
    <div ref={scroller} className={css.scroller} data-virtual={isVirtual ? true : undefined}>
      <table className={css.table} aria-rowcount={isVirtual ? sorted.length + firstRow - 1 : undefined}>
        <caption className="hidden">{caption}</caption>
        <colgroup>
          {columns.map(({ id, width, isKept }) => (
            <col
              key={id}
              data-column={id}
              data-kept={isKept === true ? true : undefined}
              style={width === undefined ? {} : { width }}
            />
          ))}
          {hasMenu && <col data-menu style={{ width: 44 }} />}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell
                key={column.id}
                column={column}
                lastKept={lastKept}
                sorts={sorts}
                onSort={onSort}
                drag={arranging !== undefined && column.isMovable === true ? drag : null}
                isLast={column === columns.at(-1)}
              />
            ))}
            {hasMenu && (
              <th scope="col" data-menu>
                <span className="hidden">Filter</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {hasTotal && (
            <tr className={css.total}>
              {columns.map((column) => (
                <td key={column.id} {...cellLook(column, lastKept)}>
                  {column.total}
                </td>
              ))}
              {hasMenu && <td data-menu aria-hidden />}
            </tr>
          )}
          {above > 0 && <Spacer height={above} />}
          {items.map(({ index }) => {
            const row = sorted[index];
            if (row === undefined) return null;
            return (
              <TableRow
                key={row.id}
                id={row.id}
                row={row.original.row}
                index={index}
                columns={columns}
                lastKept={lastKept}
                isMuted={isMuted(row.original.row)}
                rowIndex={isVirtual ? index + firstRow : undefined}
                hasMenu={hasMenu}
              />
            );
          })}
          {below > 0 && <Spacer height={below} />}
        </tbody>
      </table>
      {hasMenu && <CellMenu table={scroller} actionsOf={actionsOf} />}
    </div>
  );
}

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
const TableRow = memo(Row) as typeof Row;

/** Of a table whose columns stay as they are. */
const NOTHING: Arranging = { onMove: () => undefined, onResize: () => undefined };

/** Stands for the rows out of sight. */
function Spacer({ height }: { readonly height: number }): ReactNode {
  return <tr aria-hidden className={css.spacer} style={{ height }} />;
}

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
