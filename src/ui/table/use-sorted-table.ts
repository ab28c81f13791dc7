import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { RowData } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { TableColumn, TableSort } from './column.ts';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

const FIRST = 'first';

/** Made once: a comparison of its own for each two texts takes a hundred times as long. */
const TEXTS = new Intl.Collator('en', { numeric: true });

function compare(one: unknown, two: unknown): number {
  if (typeof one === 'string' && typeof two === 'string') return TEXTS.compare(one, two);
  return Number(one) - Number(two);
}

/** What the table sorts by; undefined is what it puts last. */
function sortable(value: number | string | null): number | string | undefined {
  return value === null || Number.isNaN(value) ? undefined : value;
}

/** A row, and whether it comes before others. A row object's values are kept, so that a change wants a new one. */
interface Ranked<R> {
  readonly row: R;
  readonly rank: number;
}

/** Rows in an order, each with its key. */
export type SortedRows<R> = readonly { readonly id: string; readonly original: Ranked<R> }[];

/**
 * Rows in the order that sorts ask for, one after the other; those that `isFirst` before all others; equal ones keep their order.
 * `isFirst` has to be the same function while its answers are the same.
 */
export function useSortedRows<R extends RowData>(options: {
  readonly rows: readonly R[];
  readonly columns: readonly TableColumn<R>[];
  readonly sorts: readonly TableSort[];
  readonly rowKey: (row: R) => string;
  readonly isFirst: (row: R) => boolean;
}): SortedRows<R> {
  const { rows, columns, sorts, rowKey, isFirst } = options;
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Ranked<R>>();
    const byColumn = columns.flatMap(({ id, sortBy }) =>
      sortBy === undefined
        ? []
        : [
            helper.accessor(({ row }) => sortable(sortBy(row)), {
              id,
              sortUndefined: 'last' as const,
              sortFn: (a, b, column) => compare(a.getValue(column), b.getValue(column)),
            }),
          ],
    );
    const first = helper.accessor(({ rank }) => rank, {
      id: FIRST,
      sortFn: (a, b, column) => compare(a.getValue(column), b.getValue(column)),
    });
    return helper.columns([first, ...byColumn]);
  }, [columns]);
  const data = useMemo(() => rows.map((row) => ({ row, rank: isFirst(row) ? 1 : 0 })), [rows, isFirst]);
  const sorting = useMemo(
    () => [{ id: FIRST, desc: true }, ...sorts.map(({ by, desc }) => ({ id: by, desc }))],
    [sorts],
  );
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: ({ row }) => rowKey(row),
    state: { sorting },
  });
  return table.getRowModel().rows;
}
