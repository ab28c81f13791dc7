import { Suspense, useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useWidth } from '../../ui/chart/use-width.ts';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import { formatCount } from '../../ui/format.ts';
import { lazyPart } from '../../ui/part/lazy-part.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import type { TableSort } from '../../ui/table/column.ts';
import type { Arranging } from '../../ui/table/use-column-drag.ts';
import { SelectionBar } from '../../ui/table/SelectionBar.tsx';
import { TableExport } from '../../ui/table/TableExport.tsx';
import { toExportTable } from '../../ui/table/to-export-table.ts';
import { useRowSelection } from '../../ui/table/use-row-selection.ts';
import { useSortedRows } from '../../ui/table/use-sorted-table.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { useGlance } from '../../view/use-glance.ts';
import { useNothing } from '../../view/use-nothing.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useSame } from '../../view/use-same.ts';
import { useStars } from '../../view/use-stars.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { withColumnBefore, withColumnWidth } from '../../view/table-columns.ts';
import { useView } from '../../view/use-view.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { fittedColumns } from './fit-columns.ts';
import { SortChoice } from './SortChoice.tsx';
import { TableSkeleton } from './TableSkeleton.tsx';
import css from './performance.module.css';
import { shownColumnIds, shownColumns } from './shown-columns.ts';
import { isSortColumn, shownSorts, withSort } from './table-sorts.ts';
import type { TransactionRow } from './transaction-rows.ts';
import { useCellActions } from './use-cell-actions.ts';
import { useTable } from './use-table.ts';

// Most visits select nothing.
const SelectedTransactions = lazyPart(
  async () => (await import('./SelectedTransactions.tsx')).SelectedTransactions,
);

/** How wide the strips are, by the width of the table; `given` is what somebody made of it. */
function stripWidth(width: number, given: number | undefined): number {
  if (given !== undefined && width > 700) return given;
  if (width >= 1600) return 400;
  return width >= 1220 ? 224 : 168;
}

/** `48 transactions`, for the search box. */
function toCount(total: number): string {
  return `${formatCount(total)} ${total === 1 ? 'transaction' : 'transactions'}`;
}

/** Every transaction that matches, with its numbers and its distribution. */
export function TransactionsTable({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { view: now, edit } = useView();
  const { ref, width } = useWidth<HTMLElement>(1240);
  const [isCut, setIsCut] = useState(false);
  const strips = stripWidth(width, now.columnWidths.distribution);
  const { answer, view, rows, columns } = useTable(scope, strips, isCut);
  const actionsOf = useCellActions(rows, columns);
  const { isStarred } = useStars();
  const { toggle } = useGlance();
  const isFirst = useCallback(({ id }: TransactionRow) => isStarred(id), [isStarred]);
  const nothing = useNothing();
  const hold = usePointedHold();
  const { data } = answer;
  // Of nothing that is loaded yet it is not known how many there are.
  const isKnown = data !== undefined && (data.complete || data.total > 0);
  useTellHeader('Performance', isKnown ? toCount(data.total) : '');
  const hasMore = data !== undefined && data.total > data.length;
  if (data !== undefined && hasMore !== isCut) setIsCut(hasMore);
  const isCompared = scope.versus !== undefined;
  const sorts = useMemo(() => shownSorts(view, isCompared), [view, isCompared]);
  const [sort] = sorts;
  const ids = useSame(shownColumnIds({ ...view, sort }));
  const { columnOrder, columnWidths } = view;
  const shown = useMemo(
    () =>
      fittedColumns(shownColumns(columns, ids, { columnOrder, columnWidths }), columns, width - SELECT_WIDTH),
    [columns, ids, columnOrder, columnWidths, width],
  );
  const sorted = useSortedRows({ rows, columns, sorts, rowKey: keyOfRow, isFirst });
  const selection = useRowSelection(sorted);
  const selecting = useMemo(() => ({ selection, nameOf: nameOfRow }), [selection]);
  const exporting = {
    name: 'longtail-transactions',
    toTable: (rows: readonly TransactionRow[]) => toExportTable(rows, shown),
  };
  const onSort = ({ by, desc }: TableSort, isBeside: boolean): void => {
    if (isSortColumn(by)) edit((view) => withSort(shownSorts(view, isCompared), { by, desc }, isBeside));
  };
  const shownIds = shown.map(({ id }) => id);
  const arranging: Arranging = {
    onMove: (id, before) =>
      edit(({ columnOrder }) => ({ columnOrder: withColumnBefore(columnOrder, shownIds, id, before) })),
    onResize: (id, width) =>
      edit(({ columnWidths }) => ({ columnWidths: withColumnWidth(columnWidths, id, width) })),
  };
  return (
    <section ref={ref} aria-label="Transactions" className={css.transactions} {...hold}>
      <ResultPanel
        answer={answer}
        skeleton={<TableSkeleton />}
        empty={
          <EmptyPanel
            message={nothing.message}
            {...(nothing.advice === undefined ? {} : { advice: nothing.advice })}
            action={nothing.step !== null && <Button onClick={nothing.step.run}>{nothing.step.label}</Button>}
          />
        }
      >
        {(result) => (
          <>
            <SortChoice columns={columns} sort={sort} onSort={(next) => onSort(next, false)} />
            <DataTable<TransactionRow>
              caption="Transactions with their numbers; starred ones first"
              sorted={sorted}
              columns={shown}
              sorts={sorts}
              onSort={onSort}
              arranging={arranging}
              isMuted={(row) => row.rows < LOW_ROWS}
              actionsOf={actionsOf}
              onPreview={(key) => {
                const row = rows.find((row) => row.key === key);
                if (row !== undefined) toggle(row.id);
              }}
              selecting={selecting}
            />
            <SelectionBar count={selection.rows.length} of={sorted.length} onClear={selection.clear}>
              <Suspense>
                <SelectedTransactions selected={selection.rows} all={rows} onDone={selection.clear} />
              </Suspense>
              <TableExport rows={selection.rows} {...exporting} />
            </SelectionBar>
            <footer className={css.foot}>
              <span>
                {result.total > result.length
                  ? `${formatCount(result.length)} of ${toCount(result.total)}: the first of this order. Search to see others.`
                  : `${toCount(result.total)}, all of them`}
              </span>
              {result.sampled && (
                <span title="Some transactions were sent for others that were not. Counts are estimated from their sample rates; users are those that were seen.">
                  ≈ estimated, ≥ at least: some clients send a sample
                </span>
              )}
              <ColumnChoice columns={columns} shown={shown} arranging={arranging} />
              <TableExport
                rows={sorted.map(({ original }) => original.row)}
                reported="Transactions"
                of={result.total}
                isStale={answer.isStale}
                {...exporting}
              />
              <span className={css.keys}>
                <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Space</kbd> preview, <kbd>↵</kbd> open, <kbd>f</kbd>{' '}
                filter, <kbd>x</kbd> select
              </span>
            </footer>
          </>
        )}
      </ResultPanel>
    </section>
  );
}

/** Of the column that rows are picked out in: the margin of the page. */
const SELECT_WIDTH = 16;

function nameOfRow({ id }: TransactionRow): string {
  return id.transaction === '' ? '(no name)' : id.transaction;
}

function keyOfRow({ key }: TransactionRow): string {
  return key;
}
