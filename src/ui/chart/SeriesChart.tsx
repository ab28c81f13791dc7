import { Suspense, memo, useDeferredValue, useMemo } from 'react';
import type { ComponentType, KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { coveredBy } from '../../model/time.ts';
import type { Zone } from '../format.ts';
import { lazyPart } from '../part/lazy-part.ts';
import { Skeleton } from '../states/Skeleton.tsx';
import { TimeMarks } from './TimeMarks.tsx';
import css from './chart.module.css';
import own from './selection.module.css';
import { useCrosshair } from './crosshair.tsx';
import { EndLabels } from './EndLabels.tsx';
import type { EndLink } from './EndLabels.tsx';
import { plotHeight, plotWidth } from './frame.ts';
import type { Frame } from './frame.ts';
import type { TimeMark } from './group-marks.ts';
import { faintOthers } from './hidden-lines.ts';
import { axisOf, bucketAt, extentOf, toBuckets, toChartRows } from './series.ts';
import type { Bucket, Series, SeriesLine } from './series.ts';
import type { SeriesPlotProps } from './SeriesPlot.tsx';
import { strokeOf } from './stroke.ts';
import { toSummary, toWords } from './series-words.ts';
import { toTimeTicks } from './time-axis.ts';
import { useBrush } from './use-brush.ts';
import type { Selecting } from './use-brush.ts';
import { usePoint } from './use-point.ts';
import { useSameAxis } from './use-same-axis.ts';
import { useTurn } from './use-turn.ts';
import { useWidth } from './use-width.ts';
import { shareOn } from './value-axis.ts';

// The chart library is heavy; the page's numbers do not wait for it.
const loadPlot = async (): Promise<ComponentType<SeriesPlotProps>> =>
  (await import('./SeriesPlot.tsx')).default;
const SeriesPlot = memo(lazyPart(loadPlot));
const SelectionChip = lazyPart(async () => (await import('./SelectionChip.tsx')).SelectionChip);
const SeriesTip = lazyPart(async () => (await import('./SeriesTip.tsx')).SeriesTip);

const NO_MARKS: readonly TimeMark[] = [];

/** Lower charts have no room for the names of marks. */
const LABELLED_HEIGHT = 200;

/** A chart this narrow has short names at the ends of its lines. */
const NARROW = 480;

/** Where the plot begins and ends within the chart, in pixels. */
const TOP = 8;
const BOTTOM = 22;

/** Room a mark on the time axis needs. */
const TICK_WIDTH = 72;

/** Room for the labels of the value axis: digits of 11 px are about 6.5 px wide, a percent sign is 10. */
function labelWidth(labels: readonly string[]): number {
  const widest = Math.max(...labels.map((label) => label.length * 6.5 + (label.endsWith('%') ? 4 : 0)));
  return Math.max(28, Math.ceil(widest) + 14);
}

/** Whether both draw the same lines, be it of other rows. */
function areOfTheSame(one: Series, two: Series): boolean {
  return one === two || one.lines.map(({ id }) => id).join() === two.lines.map(({ id }) => id).join();
}

/**
 * Lines over time with what they are compared with dashed behind them. The crosshair is shared with the charts of the same
 * `CrosshairProvider`; arrow keys move it as well. Dragging, or Shift with the arrow keys, selects a time.
 */
export function SeriesChart(props: {
  readonly name: string;
  readonly series: Series;
  readonly zone: Zone;
  readonly height: number;
  /** Writes each line's name at its end, for charts of several. */
  readonly hasEndLabels?: boolean;
  /** Where the names at the ends lead; left out where nowhere. `value`: where the line ends. */
  readonly endLinkOf?: ((line: SeriesLine, value: number) => EndLink | null) | undefined;
  /** Left out where no time can be selected. */
  readonly selecting?: Selecting | undefined;
  /** Moments that are marked, such as releases. */
  readonly marks?: readonly TimeMark[];
  /** The line that stands out, by its id. */
  readonly emphasised?: string | null;
  /**
   * Whether something else is awaited than `series` is of: its place is kept, and nothing of it is seen. Left out where the
   * chart is always of the same.
   */
  readonly isBlank?: boolean;
}): ReactNode {
  const { name, zone, height, hasEndLabels = false, selecting, marks = NO_MARKS, emphasised = null } = props;
  const { endLinkOf } = props;
  // The library takes long to draw: all charts of a page are drawn anew in one transition, once everything else stands,
  // and it gives way to what somebody does meanwhile.
  const series = useDeferredValue(props.series);
  const isBlank = props.isBlank ?? false;
  // What is drawn later than it is told may be of something else still.
  const isUnseen = isBlank || (props.isBlank !== undefined && !areOfTheSame(series, props.series));
  const brush = useBrush(selecting);
  const { ref, width } = useWidth<HTMLDivElement>(320);
  const crosshair = useCrosshair();
  const { from, to } = { from: series.range.start, to: series.range.end };
  const buckets = useMemo(() => toBuckets(series), [series]);
  const axis = useSameAxis(
    useMemo(
      () => axisOf(series, extentOf(series, buckets), height - TOP - BOTTOM),
      [series, buckets, height],
    ),
  );
  const left = labelWidth(axis.labels);
  const endOf = ({ label, short = label }: SeriesLine): string => (width < NARROW ? short : label);
  const right = hasEndLabels ? labelWidth(series.lines.map(endOf)) : 8;
  const frame = useMemo<Frame>(
    () => ({ width, height, top: TOP, right, bottom: BOTTOM, left }),
    [width, height, right, left],
  );
  const timeTicks = useMemo(
    () =>
      toTimeTicks(
        { start: from, end: to },
        zone,
        Math.max(2, Math.floor(plotWidth(frame) / TICK_WIDTH)),
        // A label in the middle of which the chart ends would be cut off.
        to - ((TICK_WIDTH / 4 - frame.right) / plotWidth(frame)) * (to - from),
      ),
    [from, to, zone, frame],
  );
  const plot = useMemo(
    () => ({ rows: toChartRows(series, buckets), lines: series.lines, from, to, timeTicks, axis, frame }),
    [series, buckets, from, to, timeTicks, axis, frame],
  );
  const isMine = useTurn(ref, loadPlot);
  const xOf = (at: number): number => frame.left + ((at - from) / (to - from)) * plotWidth(frame);
  const yOf = (value: number): number =>
    frame.top + Math.max(0, 1 - shareOn(axis, value)) * plotHeight(frame);
  const { point, press, onClick, open } = usePoint<number>(ref);
  const shown = crosshair.at === null ? -1 : bucketAt(buckets, crosshair.at);
  const bucket = buckets[shown];

  const bucketUnder = ({ clientX, currentTarget }: PointerEvent<HTMLElement>): Bucket | undefined => {
    const x = clientX - currentTarget.getBoundingClientRect().left - frame.left;
    return buckets[bucketAt(buckets, from + (x / plotWidth(frame)) * (to - from))];
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const under = bucketUnder(event);
    crosshair.point(under?.at ?? null);
    brush.onPointerMove(event, under);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const under = bucketUnder(event);
    crosshair.point(under?.at ?? null);
    brush.onPointerDown(event, under);
  };
  const onPointerUp = (): void => {
    const clicked = brush.onPointerUp();
    press(clicked && buckets.indexOf(clicked));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const last = buckets.length - 1;
    const at = shown < 0 ? last : Math.min(Math.max(shown + (move ?? 0), 0), last);
    const next = move === undefined ? undefined : buckets[at];
    const isAnswered = brush.onKeyDown(event, bucket, next);
    if (event.key === 'Escape' && !isAnswered) crosshair.point(null);
    if (isAnswered && event.key === 'Enter' && bucket !== undefined && selected == null) {
      open(shown, xOf(bucket.at), height / 2);
    }
    if (move === undefined && !isAnswered) return;
    event.preventDefault();
    if (next !== undefined) crosshair.point(next.at);
  };
  const selected = brush.range === null ? null : coveredBy(brush.range, [series.range])[0];

  const ends = hasEndLabels && isMine && (
    <EndLabels
      series={series}
      nameOf={endOf}
      buckets={buckets}
      yOf={yOf}
      left={frame.width - frame.right}
      linkOf={endLinkOf}
    />
  );
  const plotted = (
    <div
      ref={ref}
      className={css.chart}
      data-blank={isUnseen ? true : undefined}
      style={{ height }}
      // What is drawn is older than what is told: it comes in a moment.
      data-behind={series === props.series ? undefined : true}
      // A slider over the buckets: arrow keys move the crosshair, and what it says is read out.
      role="slider"
      tabIndex={0}
      aria-label={`${name}. ${toSummary(series, buckets)}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, buckets.length - 1)}
      aria-valuenow={shown < 0 ? Math.max(0, buckets.length - 1) : shown}
      aria-valuetext={bucket === undefined ? 'No bucket chosen' : toWords(series, bucket, shown, zone)}
      onPointerMove={onPointerMove}
      onPointerDown={onPointerDown}
      onPointerUp={onPointerUp}
      onClick={onClick}
      onPointerCancel={brush.onPointerCancel}
      onDoubleClick={brush.onDoubleClick}
      onPointerLeave={() => crosshair.point(null)}
      onBlur={() => crosshair.point(null)}
      onKeyDown={onKeyDown}
    >
      {isMine ? (
        <Suspense fallback={<Skeleton height={height} />}>
          <SeriesPlot {...plot} />
        </Suspense>
      ) : (
        <Skeleton height={height} />
      )}
      {endLinkOf === undefined && ends}
      <TimeMarks
        marks={isMine ? marks : NO_MARKS}
        xOf={xOf}
        top={frame.top}
        bottom={frame.bottom}
        hasLabels={height >= LABELLED_HEIGHT}
        width={width - frame.right}
      />
      {selected != null && (
        <span
          className={own.band}
          style={{
            left: xOf(selected.start),
            width: Math.max(2, xOf(selected.end) - xOf(selected.start)),
            top: frame.top,
            bottom: frame.bottom,
          }}
        />
      )}
      {bucket !== undefined && (
        <>
          <span
            className={css.crosshair}
            style={{ left: xOf(bucket.at), top: frame.top, bottom: frame.bottom }}
          />
          {series.lines.map(({ id, look, values }) => {
            const value = values[shown] ?? Number.NaN;
            if (!Number.isFinite(value) || !bucket.isLoaded) return null;
            return (
              <span
                key={id}
                className={css.dot}
                style={{ left: xOf(bucket.at), top: yOf(value), background: strokeOf(look).colour }}
              />
            );
          })}
          <Suspense>
            <SeriesTip
              {...{ series, bucket, zone, width }}
              index={shown}
              x={xOf(bucket.at)}
              isBrief={!crosshair.isHere}
            />
          </Suspense>
        </>
      )}
    </div>
  );
  return (
    <div className={own.box} style={faintOthers(series.lines, emphasised)}>
      {plotted}
      {/* Links have no place in what arrow keys move along. */}
      {endLinkOf !== undefined && ends}
      {isUnseen && (
        <div className={css.blank}>
          <Skeleton height={height} />
        </div>
      )}
      {selected != null && selecting !== undefined && selecting.hasChip && !brush.isDragging && (
        <Suspense>
          <SelectionChip
            range={selected}
            zone={zone}
            at={xOf((selected.start + selected.end) / 2)}
            width={width}
            series={series}
            point={point}
            onZoom={() => selecting.onZoom(selected)}
            onExplain={selecting.onExplain}
            events={selecting.events}
            onExemplar={selecting.onExemplar}
            onClear={() => selecting.onSelect(null)}
          />
        </Suspense>
      )}
    </div>
  );
}
