import { DEFAULT_VIEW, SORT_COLUMNS, TABLE_COLUMNS } from '../../view/view.ts';
import type { Sort, SortColumn, View } from '../../view/view.ts';

/** What the table can be sorted by: all of its columns but the picture. */
const COLUMNS: ReadonlySet<string> = new Set<SortColumn>(
  SORT_COLUMNS.filter(
    (column) => column === 'transaction' || (TABLE_COLUMNS as readonly string[]).includes(column),
  ),
);

export function isSortColumn(by: string): by is SortColumn {
  return COLUMNS.has(by);
}

/** The orders the table can follow: an address may name a metric that is no column, or a change of nothing. */
export function shownSorts(
  { sort, thenBy }: Pick<View, 'sort' | 'thenBy'>,
  isCompared: boolean,
): readonly [Sort, ...Sort[]] {
  const [first = DEFAULT_VIEW.sort, ...others] = [sort, ...thenBy].filter(
    ({ by }) => isSortColumn(by) && (isCompared || by !== 'change'),
  );
  return [first, ...others];
}

/** A view with an order in the place of all others; or with one besides, or another direction of one there is. */
export function withSort(
  sorts: readonly [Sort, ...Sort[]],
  next: Sort,
  isBeside: boolean,
): Pick<View, 'sort' | 'thenBy'> {
  if (!isBeside) return { sort: next, thenBy: [] };
  const [first, ...others] = sorts;
  if (first.by === next.by) return { sort: next, thenBy: others };
  const isKnown = others.some(({ by }) => by === next.by);
  return {
    sort: first,
    thenBy: isKnown ? others.map((each) => (each.by === next.by ? next : each)) : [...others, next],
  };
}
