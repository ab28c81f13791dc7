import type { RowData } from '@tanstack/react-table';
import { Suspense, useMemo, useReducer, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { lazyPart } from '../part/lazy-part.ts';
import { CellMenu } from './CellMenu.tsx';
import type { CellActions } from './CellMenu.tsx';
import { cellLook } from './cell-look.ts';
import type { TableColumn, TableSort } from './column.ts';
import { HeadCell } from './HeadCell.tsx';
import { RowsInSight } from './rows-in-sight.ts';
import { SelectBox } from './SelectBox.tsx';
import css from './table.module.css';
import { TableRow } from './TableRow.tsx';
import { useColumnDrag } from './use-column-drag.ts';
import type { Arranging } from './use-column-drag.ts';
import { usePreviewKey } from './use-preview-key.ts';
import { useRowKeys } from './use-row-keys.ts';
import type { RowSelection } from './use-row-selection.ts';
import { useRowsBeyond } from './use-rows-beyond.ts';
import type { SortedRows } from './use-sorted-table.ts';

/** From this many rows on only those in sight are in the page. */
const VIRTUAL_FROM = 100;

// Most tables are short: what finds out which rows are in sight comes with the first long one.
const RowWindow = lazyPart(async () => (await import('./RowWindow.tsx')).RowWindow);

// By the time somebody has come to a row, it is there.
const FocusFollows = lazyPart(async () => (await import('./FocusFollows.tsx')).FocusFollows);

/** Rows that are drawn until then. */
const FIRST = 40;

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
  /** Looks at what a row is of beside the table, by the row's key: key Space, or the menu of the row. */
  readonly onPreview?: ((row: string) => void) | undefined;
  /** Where rows can be picked out: which are, and what a row is called; the same function as long as its answers are. */
  readonly selecting?: { readonly selection: RowSelection<R>; readonly nameOf: (row: R) => string };
}

/**
 * A table of links: every header sorts (with Shift: besides), the link in a row's pinned cell (marked `data-row-link`) is the row's, and
 * j, k and Enter walk along the rows, x picks one out. Many rows are drawn as far as they are in sight.
 */
export function DataTable<R extends RowData>(props: DataTableProps<R>): ReactNode {
  const { caption, sorted, columns, sorts, onSort, isMuted, actionsOf, arranging, selecting, onPreview } =
    props;
  const scroller = useRef<HTMLDivElement>(null);
  const isVirtual = sorted.length > VIRTUAL_FROM;
  const comeTo = useRef<((index: number) => void) | null>(null);
  const selection = selecting?.selection;
  const select = (index: number, isRange: boolean): void => {
    const id = sorted[index]?.id;
    if (id !== undefined) selection?.toggle(id, isRange);
  };
  const giveFocusBack = useRowKeys(
    scroller,
    sorted.length,
    (index) => comeTo.current?.(index),
    selection === undefined ? null : select,
  );
  usePreviewKey(scroller, onPreview);
  const selected = selection?.keys.size ?? 0;
  const drag = useColumnDrag(arranging ?? NOTHING);
  // On a phone it is the last one of the row.
  const lastKept = columns.findLast(({ isKept }) => isKept === true)?.id ?? '';
  const hasMenu = actionsOf !== undefined;
  const hasTotal = columns.some(({ total }) => total !== undefined);
  const firstRow = hasTotal ? 3 : 2;
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const [sight] = useState(() => new RowsInSight(drawAgain));
  const { first, last } = sight.places();
  const beyond = useRowsBeyond(
    useMemo(() => ({ sorted, columns, lastKept, hasMenu }), [sorted, columns, lastKept, hasMenu]),
    isVirtual ? 0 : sorted.length,
  );
  // Of a table that is out of sight from its top on.
  const [from, to] = first > last ? [0, -1] : [first, last];
  const isDrawn = (index: number): boolean =>
    isVirtual || beyond >= sorted.length || (index >= from - beyond && index <= to + beyond);
  const drawRow = (index: number): ReactNode => {
    const row = sorted[index];
    if (row === undefined) return null;
    return (
      <TableRow
        // Its place: of another order other words stand in the rows, while rows that move are laid out anew.
        key={index}
        id={row.id}
        row={row.original.row}
        index={index}
        columns={columns}
        lastKept={lastKept}
        isMuted={isMuted(row.original.row)}
        rowIndex={isVirtual ? index + firstRow : undefined}
        hasMenu={hasMenu}
        isSelected={selection?.keys.has(row.id) ?? false}
        nameOf={selecting?.nameOf}
        onSelect={selection?.toggle}
        isOutOfSight={!isDrawn(index)}
        observe={isVirtual ? undefined : sight.observe}
      />
    );
  };

  return (
    <div ref={scroller} className={css.scroller} data-virtual={isVirtual ? true : undefined}>
      <table
        className={css.table}
        data-selecting={selected > 0 ? true : undefined}
        aria-rowcount={isVirtual ? sorted.length + firstRow - 1 : undefined}
      >
        <caption className="hidden">{caption}</caption>
        <colgroup>
          {selection !== undefined && <col data-select />}
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
            {selection !== undefined && (
              <th scope="col" data-select>
                <SelectBox
                  name="all rows"
                  state={selected === 0 ? false : selected === sorted.length || 'mixed'}
                  isStop
                  onToggle={selection.toggleAll}
                />
              </th>
            )}
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
              {selection !== undefined && <td data-select aria-hidden />}
              {columns.map((column) => (
                <td key={column.id} {...cellLook(column, lastKept)}>
                  {column.total}
                </td>
              ))}
              {hasMenu && <td data-menu aria-hidden />}
            </tr>
          )}
          {isVirtual ? (
            <Suspense fallback={sorted.slice(0, FIRST).map((_, index) => drawRow(index))}>
              <RowWindow
                scroller={scroller}
                comeTo={comeTo}
                sorted={sorted}
                drawRow={drawRow}
                onFirstDrawn={giveFocusBack}
              />
            </Suspense>
          ) : (
            sorted.map((_, index) => drawRow(index))
          )}
        </tbody>
      </table>
      <Suspense>
        <FocusFollows table={scroller} />
      </Suspense>
      {hasMenu && (
        <CellMenu
          table={scroller}
          actionsOf={actionsOf}
          onSelect={selection?.toggle}
          selected={selection?.keys}
          onPreview={onPreview}
        />
      )}
    </div>
  );
}

/** Of a table whose columns stay as they are. */
const NOTHING: Arranging = { onMove: () => undefined, onResize: () => undefined };
