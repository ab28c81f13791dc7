import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { REGISTRY } from '../../metrics/registry.ts';
import type { Query } from '../../model/query.ts';
import { isTimeKey } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { AlertLink } from '../../ui/chart/AlertLink.tsx';
import { SeriesChart } from '../../ui/chart/SeriesChart.tsx';
import { CrosshairProvider } from '../../ui/chart/crosshair.tsx';
import type { LineLook, Series } from '../../ui/chart/series.ts';
import { formatStep } from '../../ui/figure/time-words.ts';
import { formatMinute } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { CURVES, curvesQuery } from '../../view/plot-questions.ts';
import { newAlertLink } from '../../view/links.ts';
import { numbersOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useReleaseMarks } from '../../view/use-release-marks.ts';
import { selectionIn, useSelection } from '../../view/use-selection.ts';
import { useView } from '../../view/use-view.ts';
import type { Zone } from '../../view/view.ts';
import css from './transaction.module.css';

const HEIGHT = 236;
const SMALL_HEIGHT = 84;

interface Charts {
  readonly percentiles: Series;
  readonly throughput: Series;
  readonly failed: Series;
}

function toCharts(asked: Query, result: Result, other: string): Charts {
  const frame = {
    times: numbersOf(result, 'time').values,
    step: asked.by.find(isTimeKey)?.time ?? 1,
    range: asked.range,
    shift: asked.range.start - (asked.versus?.range ?? asked.range).start,
    other,
    isShare: false,
    rows: numbersOf(result, 'sampled_count').values,
    covered: result.covered,
  };
  const bars = (id: 'throughput' | 'failed', look: LineLook): Series => {
    const { values, unit } = numbersOf(result, id);
    return { ...frame, unit, lines: [{ id, label: REGISTRY[id].label, look, values, versus: null }] };
  };
  return {
    percentiles: {
      ...frame,
      unit: 'ms',
      lines: CURVES.map((id) => ({
        id,
        label: id,
        look: id,
        values: numbersOf(result, id).values,
        versus: id === 'p95' && asked.versus !== undefined ? numbersOf(result, 'p95:versus').values : null,
      })),
    },
    throughput: bars('throughput', 'bars'),
    failed: bars('failed', 'failure bars'),
  };
}

/** Percentiles over time, with throughput and failures on the same axis below. */
export function OverTime({ scope, zone }: { readonly scope: ComparedScope; readonly zone: Zone }): ReactNode {
  const query = curvesQuery(scope);
  const answer = useAsk(query);
  const selection = useSelection();
  const { view } = useView();
  const marks = useReleaseMarks(scope.range);
  const hold = usePointedHold();
  const { data, asked } = answer;
  const other = useCompareWords(formatMinute).noun;
  const charts = useMemo(
    () => (data === undefined || asked === undefined ? null : toCharts(asked, data, other)),
    [data, asked, other],
  );
  return (
    <div className={css.stage} {...hold}>
      <ResultPanel
        answer={answer}
        skeleton={<Skeleton height={HEIGHT + 2 * SMALL_HEIGHT} />}
        empty={<EmptyPanel message="No transactions" />}
      >
        {() =>
          charts !== null && (
            <CrosshairProvider>
              <SeriesChart
                name="Percentiles of the duration"
                series={charts.percentiles}
                zone={zone}
                height={HEIGHT}
                hasEndLabels
                selecting={selectionIn(selection, 0)}
                marks={marks}
              />
              <div className={css.small}>
                <div>
                  <h3>
                    Throughput{' '}
                    <AlertLink name="Throughput" to={newAlertLink(view, { metric: 'throughput' })} />
                  </h3>
                  <SeriesChart
                    name="Throughput"
                    series={charts.throughput}
                    zone={zone}
                    height={SMALL_HEIGHT}
                    selecting={selectionIn(selection, 1)}
                  />
                </div>
                <div>
                  <h3>
                    Failures <AlertLink name="Failures" to={newAlertLink(view, { metric: 'failure_rate' })} />
                  </h3>
                  <SeriesChart
                    name="Failures"
                    series={charts.failed}
                    zone={zone}
                    height={SMALL_HEIGHT}
                    selecting={selectionIn(selection, 2)}
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
