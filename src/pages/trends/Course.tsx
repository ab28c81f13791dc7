import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { showName } from '../../metrics/derive.ts';
import type { Scope } from '../../model/query.ts';
import { isTimeKey } from '../../model/query.ts';
import { SeriesFigure } from '../../ui/chart/SeriesFigure.tsx';
import type { TimeMark } from '../../ui/chart/group-marks.ts';
import type { LineLook, Series } from '../../ui/chart/series.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { numbersOf } from '../../view/read-result.ts';
import { newAlertLink } from '../../view/links.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useChartTable, useHiddenLines } from '../../view/use-chart-look.ts';
import { useScale } from '../../view/use-scale.ts';
import { selectionIn, useSelection } from '../../view/use-selection.ts';
import { useView } from '../../view/use-view.ts';
import { viewOfRegion } from '../../view/view-of-region.ts';
import type { TrendLook } from '../../view/trend-look.ts';
import { widgetEventsLink } from '../../view/widget-events.ts';
import type { FoundTrend } from './found.ts';
import { courseQuery } from './questions.ts';
import { lookWords } from './trend-words.ts';

const HEIGHT = 264;
/** Of the head of the chart. */
const HEAD = 28;

/** The statistic over time, with what it was before and after, the change and the releases marked. */
export function Course(props: {
  readonly trend: FoundTrend;
  readonly scope: Scope;
  readonly look: TrendLook;
  readonly releases: readonly TimeMark[];
}): ReactNode {
  const { trend, scope, look, releases } = props;
  const { view } = useView();
  const answer = useAsk(courseQuery(scope, trend.id, look));
  const selection = useSelection();
  const { data, asked } = answer;
  const legend = useHiddenLines();
  const tableUse = useChartTable('course');
  const { part, ...scaleUse } = useScale<HTMLDivElement>('curveScale');
  const { isLog } = scaleUse;
  const { at, before, after } = trend;
  const series = useMemo((): Series | null => {
    const name = showName({ metric: look.by, of: look.of });
    if (data === undefined || asked === undefined) return null;
    // The answer to another statistic while the new one is on its way.
    if (!data.columns.some((column) => column.name === name)) return null;
    const { values, unit } = numbersOf(data, name);
    const times = numbersOf(data, 'time').values;
    const own: LineLook = look.by === 'avg' ? 'plain' : look.by;
    return {
      times,
      step: asked.by.find(isTimeKey)?.time ?? 1,
      range: asked.range,
      shift: 0,
      other: '',
      unit,
      isShare: false,
      isLog,
      rows: numbersOf(data, 'sampled_count').values,
      covered: data.covered,
      lines: [
        { id: name, label: lookWords(look), look: own, values, versus: null },
        {
          id: 'sides',
          label: 'of each side',
          look: 'side',
          values: Float64Array.from(times, (time) => (time < at ? before : after)),
          versus: null,
        },
      ],
    };
  }, [data, asked, look, at, before, after, isLog]);
  const marks = useMemo(
    () => [...releases, { at, label: trend.between === null ? 'middle' : 'change' }],
    [releases, at, trend.between],
  );
  return (
    <ResultPanel
      answer={answer}
      size="widget"
      skeleton={<Skeleton height={HEIGHT + HEAD} />}
      empty={<EmptyPanel size="widget" message="No events" />}
    >
      {() =>
        series !== null && (
          <div ref={part}>
            <SeriesFigure
              name={lookWords(look)}
              legend={legend}
              tableUse={tableUse}
              scaleUse={scaleUse}
              alert={newAlertLink(view, { metric: look.by, of: look.of }, trend.id)}
              events={widgetEventsLink({ ...view, transaction: trend.id }, { metric: look.by, of: look.of })}
              series={series}
              zone={view.zone}
              height={HEIGHT}
              marks={marks}
              selecting={{
                ...selectionIn(selection, 0),
                events: widgetEventsLink(
                  { ...viewOfRegion(view), transaction: trend.id },
                  { metric: look.by, of: look.of },
                ),
              }}
            />
          </div>
        )
      }
    </ResultPanel>
  );
}
