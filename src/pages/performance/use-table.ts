import { useMemo } from 'react';
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
import type { TableColumnId } from '../../view/view.ts';
import type { Distributions } from './DistributionCell.tsx';
import { toColumns } from './columns.tsx';
import { extrasOf } from './extra-columns.ts';
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
  readonly rows: readonly TransactionRow[];
  readonly columns: readonly TableColumn<TransactionRow>[];
}

/** The strips of all transactions; empty until they are answered. */
function useDistributions(
  scope: ComparedScope,
  width: number,
  other: string | null,
  transactions: number | undefined,
): Distributions {
  const isTooMany = transactions === undefined || transactions > MOST_DISTRIBUTIONS;
  const each = useAsk(isTooMany ? null : distributionsQuery(scope)).data;
  const all = useAsk(totalDistributionQuery(scope)).data;
  return useMemo(() => {
    const axis = each?.edges == null ? null : axisOver(each.edges, width, true);
    return {
      byKey: each === undefined ? new Map() : toDistributions(each),
      all: all === undefined ? undefined : toDistribution(all),
      axis,
      ticks: axis === null ? [] : toDurationTicks(axis, TICK_WIDTH),
      width,
      other,
    };
  }, [each, all, width, other]);
}

/** Room a mark on the axis of the strips needs. */
const TICK_WIDTH = 40;

/** All that the transactions table shows. `stripWidth`: of the distributions, in pixels. */
export function useTable(scope: ComparedScope, stripWidth: number, isCut: boolean): UsedTable {
  const { view } = useView();
  const shown = useMemo(() => shownColumnIds(view), [view]);
  const sorts = useMemo(() => [view.sort, ...view.thenBy], [view.sort, view.thenBy]);
  const extras = useMemo(() => extrasOf(shown, sorts), [shown, sorts]);
  const isWith = (id: TableColumnId): boolean => shown.includes(id);
  const { now } = useTick();
  const { settings } = useSettings();
  const stars = useStars();
  const query = tableQuery(scope, isCut ? sorts : null);
  const answer = useAsk(query);
  const totals = useAsk(totalsQuery(scope)).data;
  const ops = useAsk(opsQuery(scope)).data;
  const extra = useAsk(extras.length === 0 ? null : extrasQuery(scope, extras)).data;
  const extraTotals = useAsk(extras.length === 0 ? null : extraTotalsQuery(scope, extras)).data;
  const methods = useAsk(isWith('http.method') ? methodsQuery(scope) : null).data;
  const { data, asked } = answer;
  const words = useCompareWords(formatMinute);
  const side = data === undefined ? 'loading' : otherSideOf(asked ?? query, data);
  const distributions = useDistributions(
    scope,
    stripWidth,
    side === 'held' ? words.noun : null,
    isWith('distribution') ? data?.total : Number.POSITIVE_INFINITY,
  );
  const rows = useMemo(() => (data === undefined ? [] : toTransactionRows(data)), [data]);
  const columns = useMemo(
    () =>
      toColumns({
        view,
        now,
        ops: ops === undefined ? NO_WORDS : toFirstWords(ops, 'op'),
        methods: methods === undefined ? NO_WORDS : toFirstWords(methods, 'http.method'),
        extras,
        extraOf: extra === undefined ? () => Number.NaN : toExtras(extra),
        extraTotals: extraTotals ?? null,
        distributions,
        totals: totals === undefined ? null : readNumbers(totals),
        transactions: data?.total ?? 0,
        largest: rows.reduce((most, { sum }) => (sum > most ? sum : most), 0),
        stars,
        thresholds: settings?.thresholds,
        side,
        words,
        markOf: (metric) => (data === undefined ? 'exact' : markOf(metric, data)),
      }),
    [
      view,
      now,
      ops,
      methods,
      extras,
      extra,
      extraTotals,
      distributions,
      totals,
      data,
      rows,
      stars,
      settings,
      side,
      words,
    ],
  );
  return { answer, rows, columns };
}
