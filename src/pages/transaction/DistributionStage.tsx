import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Result } from '../../model/result.ts';
import { ChartTools } from '../../ui/chart/ChartTools.tsx';
import { BinMenu } from '../../ui/chart/BinMenu.tsx';
import { Histogram } from '../../ui/chart/Histogram.tsx';
import {
  histogramRows,
  percentileRows,
  toHistogramTable,
  toPercentileTable,
} from '../../ui/chart/histogram-table.ts';
import { NumbersTable } from '../../ui/chart/NumbersTable.tsx';
import { PercentileChart } from '../../ui/chart/PercentileChart.tsx';
import { useTakenDrawing } from '../../ui/chart/use-taken-drawing.ts';
import type { DurationSpan } from '../../ui/chart/use-duration-brush.ts';
import type { HistogramMark } from '../../ui/chart/histogram-shape.ts';
import { formatMinute } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { useToast } from '../../ui/toast/toast-context.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { newAlertLink, partLink } from '../../view/links.ts';
import { CURVES } from '../../view/plot-questions.ts';
import { numbersOf, readShow } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useChartTable } from '../../view/use-chart-look.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useExemplar } from '../../view/use-exemplar.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useView } from '../../view/use-view.ts';
import type { ScaleKind } from '../../view/view.ts';
import { viewOfRegion } from '../../view/view-of-region.ts';
import { widgetEventsLink } from '../../view/widget-events.ts';
import { withDurations } from '../../view/with-durations.ts';
import { DurationChip } from './DurationChip.tsx';
import { otherHistogramQuery, histogramQuery } from './questions.ts';
import css from './transaction.module.css';

const HEIGHT = 300;

/** Counts of all bins, also the empty ones, which a Result leaves out. */
function toCounts(result: Result): Float64Array {
  const edges = result.edges ?? [];
  const bins = new Map(edges.map((edge, bin) => [edge, bin]));
  const counts = new Float64Array(Math.max(0, edges.length - 1));
  const values = numbersOf(result, 'count').values;
  for (const [group, from] of numbersOf(result, 'bin:duration').values.entries()) {
    const bin = bins.get(from);
    if (bin !== undefined) counts[bin] = values[group] ?? 0;
  }
  return counts;
}

/** Whether two answers are of the same bins, and the other one of rows that are all loaded. */
function isSameBins(before: Result, now: Result): boolean {
  return before.complete && before.matched > 0 && String(before.edges) === String(now.edges);
}

/** How often each duration occurs, with the percentiles marked and what is compared with dashed. */
export function DistributionStage(props: {
  readonly scope: ComparedScope;
  readonly facts: Result;
  readonly scale: ScaleKind;
  readonly tail: { readonly from: number; readonly isOther: boolean };
  /** How long each share took at most, of the same bins, in place of how often each duration occurs. */
  readonly isCumulative?: boolean;
}): ReactNode {
  const { scope, facts, scale, tail, isCumulative = false } = props;
  const rows = readShow(facts, { metric: 'sampled_count' });
  // A curve is as exact where durations are short as where they are long, on whichever axis.
  const binScale = isCumulative ? 'log' : scale;
  const answer = useAsk(
    histogramQuery(scope, binScale, rows, {
      least: readShow(facts, { metric: 'min' }),
      most: readShow(facts, { metric: 'p100' }),
    }),
  );
  const { data, asked } = answer;
  const { view, edit } = useView();
  const { compare, durations } = view;
  const isRelease = typeof compare === 'object' && 'release' in compare;
  const edges = data?.edges ?? [];
  const before = useAsk(
    asked === undefined || edges.length < 2
      ? null
      : otherHistogramQuery(asked, compare, binScale, edges, view.zone),
  ).data;
  const hold = usePointedHold();
  const onExemplar = useExemplar(scope, useToast());
  const bins = useMemo(
    () =>
      data === undefined
        ? null
        : {
            distribution: { edges: data.edges ?? [], counts: toCounts(data) },
            earlier: before !== undefined && isSameBins(before, data) ? toCounts(before) : null,
          },
    [data, before],
  );
  const marks = CURVES.map((name): HistogramMark => ({ name, value: readShow(facts, { metric: name }) }));
  const select = (span: DurationSpan | null): void =>
    edit({ durations: span }, span !== null && durations !== null ? 'replace' : 'push');
  const kind = isCumulative ? 'percentiles' : 'distribution';
  const name = isCumulative ? 'Percentiles of all events' : 'Distribution of durations';
  const tableUse = useChartTable(kind);
  const other = useCompareWords(formatMinute).noun;
  const { box, taken } = useTakenDrawing(() => {
    if (bins === null) return null;
    const toTable = isCumulative ? toPercentileTable : toHistogramTable;
    return toTable(bins.distribution, bins.earlier, other);
  });
  return (
    <div className={css.stage} {...hold}>
      <ChartTools
        name={name}
        alert={newAlertLink(view, { metric: 'p95' })}
        events={widgetEventsLink(view, { metric: 'p95' })}
        taken={taken}
        tableUse={tableUse}
      />
      <ResultPanel
        answer={answer}
        skeleton={<Skeleton height={HEIGHT} />}
        empty={<EmptyPanel message="No transactions" />}
      >
        {() =>
          bins !== null &&
          (tableUse.isTable ? (
            <NumbersTable
              name={name}
              {...(isCumulative ? percentileRows : histogramRows)(bins.distribution, bins.earlier, other)}
              height={HEIGHT}
            />
          ) : (
            <div ref={box}>
              {isCumulative ? (
                <PercentileChart
                  {...bins}
                  rows={rows}
                  isLog={scale === 'log'}
                  marks={marks.map((mark) => ({ ...mark, share: Number(mark.name.slice(1)) / 100 }))}
                  height={HEIGHT}
                />
              ) : (
                <Histogram
                  {...bins}
                  other={other}
                  isLog={scale === 'log'}
                  marks={marks}
                  tailFrom={tail.from}
                  tailLabel={tail.isOther ? `p95 ${isRelease ? 'of the other' : 'before'}` : null}
                  height={HEIGHT}
                  selecting={{ span: durations, onSelect: select }}
                  chip={durations !== null && <DurationChip span={durations} onClear={() => select(null)} />}
                  renderMenu={(point, span) => (
                    <BinMenu
                      point={point}
                      events={partLink(viewOfRegion({ ...view, durations: span }), { part: 'events' })}
                      onExemplar={onExemplar}
                      onFilter={() =>
                        edit(({ search }) => ({ search: withDurations(search, span), durations: null }))
                      }
                    />
                  )}
                />
              )}
            </div>
          ))
        }
      </ResultPanel>
    </div>
  );
}
