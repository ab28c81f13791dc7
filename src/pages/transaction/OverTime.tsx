import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { SeriesFigure } from '../../ui/chart/SeriesFigure.tsx';
import { CrosshairProvider } from '../../ui/chart/crosshair.tsx';
import { formatStep } from '../../ui/figure/time-words.ts';
import type { Selecting } from '../../ui/chart/use-brush.ts';
import { formatDuration, formatMinute } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { useToast } from '../../ui/toast/toast-context.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { curvesQuery } from '../../view/plot-questions.ts';
import { newAlertLink, partLink } from '../../view/links.ts';
import type { LinkTo } from '../../view/links.ts';
import { refined } from '../../view/refine.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useChartTable, useHiddenLines } from '../../view/use-chart-look.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useExemplar } from '../../view/use-exemplar.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useReleaseMarks } from '../../view/use-release-marks.ts';
import { selectionIn, useSelection } from '../../view/use-selection.ts';
import { useView } from '../../view/use-view.ts';
import type { View, Widget, Zone } from '../../view/view.ts';
import { viewOfRegion } from '../../view/view-of-region.ts';
import { widgetEventsLink } from '../../view/widget-events.ts';
import { toTimeCharts } from './time-charts.ts';
import css from './transaction.module.css';

const HEIGHT = 236;
const SMALL_HEIGHT = 84;
/** Of the head of a chart, and what stands between two. */
const HEAD = 28;
const GAP = 12;

/** The events that took at least so long, the slowest first. */
function slowerThan(view: View, value: number): LinkTo {
  const search = refined(view.search, { kind: 'at-least', field: 'duration', value });
  return partLink({ ...view, search, selection: null, durations: null }, { part: 'events' }, 'slowest');
}

/** Percentiles over time, with throughput and failures on the same axis below. */
export function OverTime({ scope, zone }: { readonly scope: ComparedScope; readonly zone: Zone }): ReactNode {
  const query = curvesQuery(scope);
  const answer = useAsk(query);
  const selection = useSelection();
  const { view } = useView();
  const isLog = view.curveScale === 'log';
  const legend = useHiddenLines();
  const tables = {
    time: useChartTable('time'),
    throughput: useChartTable('throughput'),
    failures: useChartTable('failures'),
  };
  const waysOf = (widget: Widget) => ({
    alert: newAlertLink(view, widget),
    events: widgetEventsLink(view, widget),
  });
  const onExemplar = useExemplar(scope, useToast());
  const selectingIn = (chart: number, metric: Widget['metric']): Selecting => ({
    ...selectionIn(selection, chart),
    events: widgetEventsLink(viewOfRegion(view), { metric }),
    onExemplar,
  });
  const marks = useReleaseMarks(scope.range);
  const hold = usePointedHold();
  const { data, asked } = answer;
  const other = useCompareWords(formatMinute).noun;
  const charts = useMemo(
    () => (data === undefined || asked === undefined ? null : toTimeCharts(asked, data, other, isLog)),
    [data, asked, other, isLog],
  );
  return (
    <div className={css.stage} {...hold}>
      <ResultPanel
        answer={answer}
        skeleton={<Skeleton height={HEIGHT + SMALL_HEIGHT + 2 * HEAD + GAP} />}
        empty={<EmptyPanel message="No transactions" />}
      >
        {() =>
          charts !== null && (
            <CrosshairProvider>
              <SeriesFigure
                name="Percentiles of the duration"
                tableUse={tables.time}
                {...waysOf({ metric: 'p95' })}
                legend={legend}
                series={charts.percentiles}
                zone={zone}
                height={HEIGHT}
                hasEndLabels
                endLinkOf={({ id }, value) => ({
                  to: slowerThan(view, value),
                  title: `Events of at least ${formatDuration(value)}, where the ${id} ends: the slowest first`,
                })}
                selecting={selectingIn(0, 'p95')}
                marks={marks}
              />
              <div className={css.small}>
                <div>
                  <SeriesFigure
                    name="Throughput"
                    tableUse={tables.throughput}
                    {...waysOf({ metric: 'throughput' })}
                    legend={legend}
                    title={<h3>Throughput</h3>}
                    series={charts.throughput}
                    zone={zone}
                    height={SMALL_HEIGHT}
                    selecting={selectingIn(1, 'throughput')}
                  />
                </div>
                <div>
                  <SeriesFigure
                    name="Failures"
                    tableUse={tables.failures}
                    {...waysOf({ metric: 'failure_rate' })}
                    legend={legend}
                    title={<h3>Failures</h3>}
                    series={charts.failed}
                    zone={zone}
                    height={SMALL_HEIGHT}
                    selecting={selectingIn(2, 'failure_rate')}
                  />
                </div>
              </div>
              <p className={css.note}>
                By {formatStep(charts.percentiles.step)}.
                {scope.versus !== undefined && ` The p95 of ${other} is dashed.`}
              </p>
            </CrosshairProvider>
          )
        }
      </ResultPanel>
    </div>
  );
}
