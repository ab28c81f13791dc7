import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { showName } from '../../metrics/derive.ts';
import type { Band, Bands } from '../../metrics/vital-bands.ts';
import type { Show } from '../../model/metric.ts';
import { isTimeKey } from '../../model/query.ts';
import type { Query } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { SeriesFigure } from '../../ui/chart/SeriesFigure.tsx';
import type { Series, SeriesLine } from '../../ui/chart/series.ts';
import { formatStep } from '../../ui/figure/time-words.ts';
import { formatMinute } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { newAlertLink } from '../../view/links.ts';
import { columnWords } from '../../view/metric-words.ts';
import { numbersOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useChartTable, useHiddenLines } from '../../view/use-chart-look.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useReleaseMarks } from '../../view/use-release-marks.ts';
import { useScale } from '../../view/use-scale.ts';
import { selectionIn, useSelection } from '../../view/use-selection.ts';
import { useView } from '../../view/use-view.ts';
import { viewOfRegion } from '../../view/view-of-region.ts';
import type { Widget } from '../../view/view.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { widgetEventsLink } from '../../view/widget-events.ts';
import { courseQuery } from './questions.ts';
import css from './vitals.module.css';
import { formatVital } from './vital-words.ts';

const HEIGHT = 220;

/** A limit as a line through the whole chart. */
function limitLine(
  look: 'good limit' | 'poor limit',
  label: string,
  limit: number,
  length: number,
): SeriesLine {
  const values = new Float64Array(length).fill(limit);
  return { id: look, label, short: look === 'good limit' ? 'good' : 'poor', look, values, versus: null };
}

function limitLines(vital: ShownVital, { good, poor }: Band, length: number): SeriesLine[] {
  return [
    ...(good === null ? [] : [limitLine('good limit', `good to ${formatVital(vital, good)}`, good, length)]),
    limitLine('poor limit', `poor from ${formatVital(vital, poor)}`, poor, length),
  ];
}

function toSeries(
  asked: Query,
  result: Result,
  vital: ShownVital,
  bands: Bands,
  other: string,
): Omit<Series, 'isLog'> {
  const show: Show = { metric: 'p75', of: vital };
  const { values, unit } = numbersOf(result, showName(show));
  const band = bands[vital];
  return {
    times: numbersOf(result, 'time').values,
    step: asked.by.find(isTimeKey)?.time ?? 1,
    range: asked.range,
    shift: asked.range.start - (asked.versus?.range ?? asked.range).start,
    other,
    unit,
    isShare: false,
    rows: numbersOf(result, 'sampled_count').values,
    covered: result.covered,
    lines: [
      {
        id: showName(show),
        label: `p75 ${columnWords(vital)}`,
        short: 'p75',
        look: 'p75',
        values,
        versus:
          asked.versus === undefined ? null : numbersOf(result, showName({ ...show, read: 'versus' })).values,
      },
      ...(band === undefined ? [] : limitLines(vital, band, values.length)),
    ],
  };
}

/** The p75 of a vital over time, with the limits of its bands. */
export function VitalCourse(props: {
  readonly vital: ShownVital;
  readonly scope: ComparedScope;
  readonly bands: Bands;
}): ReactNode {
  const { vital, scope, bands } = props;
  const { view } = useView();
  const answer = useAsk(courseQuery(scope, vital));
  const selection = useSelection();
  const marks = useReleaseMarks(scope.range);
  const other = useCompareWords(formatMinute).noun;
  const { data, asked } = answer;
  const legend = useHiddenLines();
  const { part, ...scaleUse } = useScale<HTMLElement>('curveScale');
  const { isLog } = scaleUse;
  const tableUse = useChartTable('vital');
  const widget: Widget = { metric: 'p75', of: vital };
  const series = useMemo(
    () =>
      data === undefined || asked === undefined
        ? null
        : { ...toSeries(asked, data, vital, bands, other), isLog },
    [data, asked, vital, bands, other, isLog],
  );
  return (
    <section ref={part} aria-label={`${columnWords(vital)} over time`} className={css.plot}>
      {series === null && <h2>p75 {columnWords(vital)} over time</h2>}
      <ResultPanel
        answer={answer}
        size="widget"
        skeleton={<Skeleton height={HEIGHT} />}
        empty={<EmptyPanel size="widget" message={`No page view has ${columnWords(vital)}`} />}
      >
        {() =>
          series !== null && (
            <SeriesFigure
              name={`p75 ${columnWords(vital)}`}
              title={
                <h2>
                  p75 {columnWords(vital)} over time <span>by {formatStep(series.step)}</span>
                </h2>
              }
              legend={legend}
              tableUse={tableUse}
              scaleUse={scaleUse}
              alert={newAlertLink(view, widget)}
              events={widgetEventsLink(view, widget)}
              series={series}
              zone={view.zone}
              height={HEIGHT}
              hasEndLabels
              marks={marks}
              selecting={{
                ...selectionIn(selection, 0),
                events: widgetEventsLink(viewOfRegion(view), widget),
              }}
            />
          )
        }
      </ResultPanel>
    </section>
  );
}
