import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { both } from '../../model/filter.ts';
import type { Query } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import type { TrendRow } from '../../trends/classic.ts';
import { CLASSIC_DURATIONS, halvesOf, readTrends, trendQuery } from '../../trends/classic-question.ts';
import type { TrendQuestion } from '../../trends/classic-question.ts';
import { CrosshairProvider } from '../../ui/chart/crosshair.tsx';
import type { Series } from '../../ui/chart/series.ts';
import { SeriesFigure } from '../../ui/chart/SeriesFigure.tsx';
import { formatDuration, formatPercent, formatPlain } from '../../ui/format.ts';
import { AnswerPanel } from '../../ui/states/AnswerPanel.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { useToast } from '../../ui/toast/toast-context.ts';
import { withoutVersus } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { newAlertLink, trendsLink } from '../../view/links.ts';
import { stepOf } from '../../view/period.ts';
import { numbersOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useChartTable, useHiddenLines } from '../../view/use-chart-look.ts';
import { useExemplar } from '../../view/use-exemplar.ts';
import { OF_WHAT_IS_LOADED, useIsCut } from '../../view/use-is-cut.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useReleaseMarks } from '../../view/use-release-marks.ts';
import { selectionIn, useSelection } from '../../view/use-selection.ts';
import { useView } from '../../view/use-view.ts';
import { viewOfRegion } from '../../view/view-of-region.ts';
import { widgetEventsLink } from '../../view/widget-events.ts';
import css from './transaction.module.css';

const HEIGHT = 300;
/** Of the head of the chart. */
const HEAD = 28;

/** The averages of a trend over time, of the events that trends count. */
function courseQuery({ scope }: TrendQuestion): Query {
  return {
    ...scope,
    where: both(scope.where, CLASSIC_DURATIONS),
    of: 'transactions',
    by: [{ time: stepOf(scope.range) }],
    show: [{ metric: 'avg' }, { metric: 'sampled_count' }],
  };
}

/** `row`: the averages of the halves, which stand beside the line once they are known. */
function toSeries(asked: Query, result: Result, row: TrendRow | undefined, isLog: boolean): Series {
  const { before = Number.NaN, after = Number.NaN } = row ?? {};
  const times = numbersOf(result, 'time').values;
  const step = stepOf(asked.range);
  const [{ end: middle }] = halvesOf(asked.range);
  const within = (value: number, isIn: (at: number) => boolean): Float64Array =>
    times.map((time) => (isIn(time + step / 2) ? value : Number.NaN));
  const side = (id: string, label: string, values: Float64Array) =>
    ({ id, label, look: 'side', values, versus: null }) as const;
  return {
    times,
    step,
    range: asked.range,
    shift: 0,
    other: '',
    isShare: false,
    unit: 'ms',
    isLog,
    rows: numbersOf(result, 'sampled_count').values,
    covered: result.covered,
    lines: [
      { id: 'avg', label: 'average', look: 'plain', values: numbersOf(result, 'avg').values, versus: null },
      side(
        'before',
        'first half',
        within(before, (at) => at < middle),
      ),
      side(
        'after',
        'second half',
        within(after, (at) => at >= middle),
      ),
    ],
  };
}

/** How the average of the later half of the range differs from that of the earlier, and whether by more than chance. */
function words({ before, after, ratio, t }: TrendRow, isCut: boolean): string {
  if (!Number.isFinite(before) || !Number.isFinite(after)) {
    return isCut
      ? 'Of one half of the range no event is loaded, since loading was stopped: there is nothing to compare.'
      : 'One half of the range has no events: there is nothing to compare.';
  }
  const change = formatPercent(Math.abs(ratio - 1));
  const way = after === before ? 'no change' : after > before ? `${change} slower` : `${change} faster`;
  const sure = Number.isFinite(t)
    ? ` Welch’s t is ${formatPlain(Math.abs(t))}: beyond 6 chance hardly explains it.`
    : '';
  return `${formatDuration(before)} on average in the first half, ${formatDuration(after)} in the second: ${way}.${sure}${isCut ? ` ${OF_WHAT_IS_LOADED}` : ''}`;
}

/** Whether the transaction became slower or faster within the range, as Sentry's trends measure it. */
export function TrendStage({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { view } = useView();
  const question = useMemo<TrendQuestion>(
    () => ({ scope: withoutVersus(scope), of: 'duration', by: 'avg' }),
    [scope],
  );
  // Of all events together: a half without any is told too, and is no group of its own.
  const halves = useAsk({ ...trendQuery(question), by: [] });
  const course = useAsk(courseQuery(question));
  const selection = useSelection();
  const onExemplar = useExemplar(scope, useToast());
  const marks = useReleaseMarks(scope.range);
  const hold = usePointedHold();
  const legend = useHiddenLines();
  const tableUse = useChartTable('trend');
  const { data, asked } = course;
  const isCut = useIsCut(data?.complete);
  const isLog = view.curveScale === 'log';
  const row = useMemo(
    () => (halves.data === undefined ? undefined : readTrends(halves.data, question)[0]),
    [halves.data, question],
  );
  const series = useMemo(
    () => (data === undefined || asked === undefined ? null : toSeries(asked, data, row, isLog)),
    [data, asked, row, isLog],
  );
  return (
    <div className={css.stage} {...hold}>
      <ResultPanel
        answer={course}
        skeleton={<Skeleton height={HEIGHT + HEAD} />}
        empty={<EmptyPanel message="No transactions" />}
      >
        {() =>
          series !== null && (
            <>
              <CrosshairProvider>
                <SeriesFigure
                  name="Trend of the average duration"
                  legend={legend}
                  tableUse={tableUse}
                  alert={newAlertLink(view, { metric: 'avg' })}
                  events={widgetEventsLink(view, { metric: 'avg' })}
                  series={series}
                  zone={view.zone}
                  height={HEIGHT}
                  selecting={{
                    ...selectionIn(selection, 0),
                    events: widgetEventsLink(viewOfRegion(view), { metric: 'avg' }),
                    onExemplar,
                  }}
                  marks={marks}
                />
              </CrosshairProvider>
              <AnswerPanel answer={halves} skeleton={<Skeleton height={18} width="60%" />} size="widget">
                {() => (
                  <p className={css.note}>
                    {row !== undefined && (
                      <span data-metric="trend" data-exact={`${row.before} ${row.after}`}>
                        {words(row, isCut)}
                      </span>
                    )}{' '}
                    {view.transaction !== null && (
                      <Link to={trendsLink(view, view.transaction)} className={css.noteLink}>
                        When and why
                      </Link>
                    )}
                  </p>
                )}
              </AnswerPanel>
            </>
          )
        }
      </ResultPanel>
    </div>
  );
}
