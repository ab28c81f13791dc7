import { useDeferredValue, useMemo, useState } from 'react';
import type { Result } from '../../model/result.ts';
import { axisOver, toDurationTicks } from '../../ui/chart/duration-axis.ts';
import { formatMinute } from '../../ui/format.ts';
import type { TableColumn } from '../../ui/table/column.ts';
import { markOf, otherSideOf } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { useTick } from '../../view/tick-context.tsx';
import { useAsk } from '../../view/use-ask.ts';
import type { Answer } from '../../view/use-answer.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useSettings } from '../../view/use-settings.ts';
import { useStars } from '../../view/use-stars.ts';
import type { Query } from '../../model/query.ts';
import { useView } from '../../view/use-view.ts';
import { useHeld } from '../../view/use-held.ts';
import { useSame } from '../../view/use-same.ts';
import type { Sort, TableColumnId, View } from '../../view/view.ts';
import type { Distributions } from './DistributionCell.tsx';
import { toColumns } from './columns.tsx';
import { extrasOf } from './extra-columns.ts';
import type { ExtraColumn } from './extra-columns.ts';
import {
  MOST_DISTRIBUTIONS,
  distributionsQuery,
  extraTotalsQuery,
  extrasQuery,
  methodsQuery,
  opsQuery,
  tableQuery,
  totalDistributionQuery,
  totalsQuery,
} from './questions.ts';
import {
  readNumbers,
  toDistribution,
  toDistributions,
  toExtras,
  toFirstWords,
  toTransactionRows,
} from './transaction-rows.ts';
import { shownColumnIds } from './shown-columns.ts';
import type { TransactionRow } from './transaction-rows.ts';

const NO_WORDS: ReadonlyMap<string, string> = new Map();

export interface UsedTable {
  readonly answer: Answer<Query, Result>;
  /** What the rows and columns are of: the view before while its successor is not answered yet. */
  readonly view: View;
  readonly rows: readonly TransactionRow[];
  readonly columns: readonly TableColumn<TransactionRow>[];
}

/** The strips of all transactions, each and together; empty until they are answered. Of too many there is the one together. */
function useDistributions(
  { each, whole }: { readonly each: Result | undefined; readonly whole: Result | undefined },
  width: number,
  other: string | null,
): Distributions {
  return useMemo(() => {
    const all = each ?? whole;
    const axis = all?.edges == null ? null : axisOver(all.edges, width, true);
    return {
      byKey: each === undefined ? new Map() : toDistributions(each),
      all: all === undefined ? undefined : toDistribution(all),
      axis,
      ticks: axis === null ? [] : toDurationTicks(axis, TICK_WIDTH),
      width,
      other,
    };
  }, [each, whole, width, other]);
}

/** Room a mark on the axis of the strips needs. */
const TICK_WIDTH = 44;

/** Columns that the table has besides the usual ones, and how it is ordered. */
function extrasIn(view: View): { readonly sorts: readonly Sort[]; readonly extras: readonly ExtraColumn[] } {
  const sorts = [view.sort, ...view.thenBy];
  return { sorts, extras: extrasOf(shownColumnIds(view), sorts) };
}

/** All that the transactions table shows. `stripWidth`: of the distributions, in pixels. */
export function useTable(scope: ComparedScope, stripWidth: number, isCut: boolean): UsedTable {
  const { view } = useView();
  const shown = shownColumnIds(view);
  const { sorts, extras } = extrasIn(view);
  const isWith = (id: TableColumnId): boolean => shown.includes(id);
  const { now } = useTick();
  const { settings } = useSettings();
  const stars = useStars();
  const query = tableQuery(scope, isCut ? sorts : null);
  const table = useAsk(query);
  const totals = useAsk(totalsQuery(scope));
  const ops = useAsk(opsQuery(scope));
  const extra = useAsk(extras.length === 0 ? null : extrasQuery(scope, extras));
  const extraTotals = useAsk(extras.length === 0 ? null : extraTotalsQuery(scope, extras));
  const methods = useAsk(isWith('http.method') ? methodsQuery(scope) : null);
  const transactions = isWith('distribution') ? table.data?.total : undefined;
  const isTooMany = transactions === undefined || transactions > MOST_DISTRIBUTIONS;
  const each = useAsk(isTooMany ? null : distributionsQuery(scope));
  const isWhole = isTooMany && transactions !== undefined;
  const whole = useAsk(isWhole ? totalDistributionQuery(scope) : null);
  const answers = [table, totals, ops, extra, extraTotals, methods, each, whole];
  const isStale = answers.some((answer) => answer.isStale);
  const problem = answers.find((answer) => answer.problem !== null)?.problem ?? null;
  const isAwaited = problem === null && answers.some(({ isPending }) => isPending);
  // All of a row and the row of everything belong together: they are drawn once, when the last of them is there.
  const [isDrawn, setDrawn] = useState(false);
  if (table.data !== undefined && !isDrawn) setDrawn(true);
  const newest = useHeld(
    {
      table: table.data,
      asked: table.asked,
      totals: totals.data,
      ops: ops.data,
      extra: extra.data,
      extraTotals: extraTotals.data,
      methods: methods.data,
      each: each.data,
      whole: whole.data,
      now,
    },
    isDrawn && isAwaited,
  );
  const words = useCompareWords(formatMinute);
  const newestOf = useHeld({ view, words }, isDrawn && isStale && problem === null);
  const toDraw = useHeld({ held: newest, of: newestOf }, false);
  // Sixty rows come and go in one piece: they are drawn apart from all else, and what somebody does goes before them.
  const drawn = useDeferredValue(toDraw);
  const { held, of } = drawn;
  const data = held.table;
  const side = data === undefined ? 'loading' : otherSideOf(held.asked ?? query, data);
  const distributions = useDistributions(held, stripWidth, side === 'held' ? of.words.noun : null);
  const rows = useMemo(() => (data === undefined ? [] : toTransactionRows(data)), [data]);
  // Much of a view says nothing of the columns: rows are drawn again only for what does.
  const { zone } = of.view;
  const drawnExtras = useSame(extrasIn(of.view).extras);
  const columns = useMemo(
    () =>
      toColumns({
        zone,
        now: held.now,
        ops: held.ops === undefined ? NO_WORDS : toFirstWords(held.ops, 'op'),
        methods: held.methods === undefined ? NO_WORDS : toFirstWords(held.methods, 'http.method'),
        extras: drawnExtras,
        extraOf: held.extra === undefined ? () => Number.NaN : toExtras(held.extra),
        extraTotals: held.extraTotals ?? null,
        distributions,
        totals: held.totals === undefined ? null : readNumbers(held.totals),
        transactions: data?.total ?? 0,
        largest: rows.reduce((most, { sum }) => (sum > most ? sum : most), 0),
        stars,
        thresholds: settings?.thresholds,
        side,
        words: of.words,
        markOf: (metric) => (data === undefined ? 'exact' : markOf(metric, data)),
      }),
    [zone, drawnExtras, of.words, held, distributions, data, rows, stars, settings, side],
  );
  return {
    answer: { ...table, data, asked: held.asked, isStale: isStale || drawn !== toDraw, problem },
    view: of.view,
    rows,
    columns,
  };
}
