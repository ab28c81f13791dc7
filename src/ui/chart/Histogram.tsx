import { useMemo, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { formatCount, formatDuration } from '../format.ts';
import css from './chart.module.css';
import { axisOver, toDurationTicks, xOn } from './duration-axis.ts';
import { HistogramMarks } from './HistogramMarks.tsx';
import { HistogramTip } from './HistogramTip.tsx';
import type { BinPoint } from './BinMenu.tsx';
import { binAt, mergedIfNearlyOne, toBars } from './histogram-shape.ts';
import type { HistogramMark } from './histogram-shape.ts';
import { ChipPlace } from './ChipPlace.tsx';
import own from './histogram.module.css';
import selection from './selection.module.css';
import type { Distribution } from './strip-path.ts';
import { toWritten, useDurationBrush } from './use-duration-brush.ts';
import type { DurationSelecting, DurationSpan } from './use-duration-brush.ts';
import { usePoint } from './use-point.ts';
import { useWidth } from './use-width.ts';
import { toValueAxis } from './value-axis.ts';

const TOP = 52;
const BOTTOM = 26;
const LEFT = 48;
const RIGHT = 16;
/** Room a mark on the axis of durations needs. */
const TICK_WIDTH = 64;

/** How often each duration occurs: body in slate, tail in violet, percentiles marked, the other side of a comparison dashed. */
export function Histogram(props: {
  readonly distribution: Distribution;
  /** The other side's counts of the same bins; null where nothing is compared. */
  readonly earlier: Float64Array | null;
  /** What the other side is, such as `the previous period`; left out where nothing is compared. */
  readonly other?: string;
  readonly isLog: boolean;
  readonly marks: readonly HistogramMark[];
  readonly tailFrom: number;
  /** What is written where the tail begins; null where a percentile is marked there anyway. */
  readonly tailLabel: string | null;
  readonly height: number;
  /** Left out where no durations can be selected. */
  readonly selecting?: DurationSelecting | undefined;
  /** What can be done with what is selected; stands at the selection. */
  readonly chip?: ReactNode;
  /** What can be done with a bin that was pressed, `span`: its durations; left out where nothing. */
  readonly renderMenu?: (point: BinPoint, span: DurationSpan) => ReactNode;
}): ReactNode {
  const { isLog, marks, tailFrom, tailLabel, height, selecting, chip, renderMenu } = props;
  const { distribution, earlier } = useMemo(
    () => mergedIfNearlyOne(props.distribution, props.earlier),
    [props.distribution, props.earlier],
  );
  const { ref, width } = useWidth<HTMLDivElement>(640);
  const [pointed, setPointed] = useState(-1);
  const brush = useDurationBrush(selecting, distribution.edges);
  const { point, press, onClick, open } = usePoint<number>(ref);
  const base = height - BOTTOM;
  const plot = useMemo(() => {
    const axis = axisOver(distribution.edges, Math.max(1, width - LEFT - RIGHT), isLog);
    if (axis === null) return null;
    const highest = [...distribution.counts, ...(earlier ?? [])].reduce((a, b) => Math.max(a, b), 0);
    const values = toValueAxis(highest, 'count');
    const yOf = (count: number): number => base - (count / values.top) * (base - TOP);
    return {
      axis,
      values,
      yOf,
      ticks: toDurationTicks(axis, TICK_WIDTH),
      bars: toBars(distribution, axis, tailFrom),
      earlier: earlier === null ? '' : earlierPath(distribution, earlier, (value) => xOn(axis, value), yOf),
    };
  }, [distribution, earlier, isLog, tailFrom, width, base]);
  if (plot === null) return null;

  const { axis, values, yOf, ticks, bars } = plot;
  const binUnder = ({ clientX, currentTarget }: PointerEvent<HTMLElement>): number =>
    binAt(distribution, axis, clientX - currentTarget.getBoundingClientRect().left - LEFT);
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const bin = binUnder(event);
    setPointed(bin);
    brush.move(bin, event.clientX);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const bin = binUnder(event);
    setPointed(bin);
    if ((selecting ?? renderMenu) === undefined || event.button !== 0) return;
    brush.press(bin, event.clientX);
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = Math.min(Math.max(pointed + (move ?? 0), 0), distribution.counts.length - 1);
    const isAnswered = brush.onKeyDown(event, pointed, move === undefined ? null : next);
    const opens = event.key === 'Enter' && pointed >= 0 && (isAnswered || selecting === undefined);
    if (opens) open(pointed, middleOf(pointed), (TOP + base) / 2);
    if (event.key === 'Escape' && !isAnswered) setPointed(-1);
    if (move === undefined && !isAnswered && !opens) return;
    event.preventDefault();
    if (move !== undefined) setPointed(next);
  };
  const middleOf = (bin: number): number =>
    LEFT + (xOn(axis, distribution.edges[bin] ?? 0) + xOn(axis, distribution.edges[bin + 1] ?? 0)) / 2;
  const words = marks.map(({ name, value }) => `${name} ${formatDuration(value)}`).join(', ');
  const selected = brush.bins;
  const selectedFrom = selected === null ? 0 : xOn(axis, distribution.edges[selected[0]] ?? 0);
  const selectedTo = selected === null ? 0 : xOn(axis, distribution.edges[selected[1] + 1] ?? 0);
  const chart = (
    <div
      ref={ref}
      className={css.chart}
      style={{ height }}
      // A slider over the bins: arrow keys move along them, and what is in each is read out.
      role="slider"
      tabIndex={0}
      aria-label={`Distribution of durations: ${words}.`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, distribution.counts.length - 1)}
      aria-valuenow={Math.max(0, pointed)}
      aria-valuetext={pointed < 0 ? 'No bin chosen' : binWords(distribution, pointed)}
      onPointerMove={onPointerMove}
      onPointerDown={onPointerDown}
      onPointerUp={() => press(brush.release())}
      onClick={onClick}
      onPointerCancel={brush.cancel}
      onPointerLeave={() => setPointed(-1)}
      onBlur={() => setPointed(-1)}
      onKeyDown={onKeyDown}
    >
      <svg width={width} height={height} aria-hidden className={own.svg}>
        {values.ticks.map((tick, index) => (
          <g key={tick}>
            <path
              className={tick === 0 ? own.base : own.grid}
              d={`M${LEFT} ${Math.round(yOf(tick)) + 0.5}H${width - RIGHT}`}
            />
            <text x={LEFT - 8} y={Math.round(yOf(tick)) + 4} textAnchor="end">
              {values.labels[index]}
            </text>
          </g>
        ))}
        <text x={LEFT - 8} y={TOP - 14} textAnchor="end">
          events
        </text>
        {ticks.map(({ value, label }) => (
          <text key={value} x={LEFT + xOn(axis, value)} y={height - 6} textAnchor="middle">
            {label}
          </text>
        ))}
        <g transform={`translate(${LEFT} 0)`}>
          {bars.map(({ bin, from, to, count, isTail }) => (
            <path
              key={`${bin} ${isTail ? 'tail' : 'body'}`}
              className={isTail ? own.tail : own.body}
              data-pointed={bin === pointed ? true : undefined}
              d={`M${from} ${base}V${yOf(count).toFixed(1)}H${to}V${base}Z`}
            />
          ))}
          {plot.earlier !== '' && <path className={own.earlier} d={plot.earlier} />}
          <HistogramMarks axis={axis} marks={marks} top={TOP} base={base} />
          {tailLabel !== null && Number.isFinite(tailFrom) && (
            <TailMark
              x={xOn(axis, tailFrom)}
              width={axis.width}
              base={base}
              text={`${tailLabel} ${formatDuration(tailFrom)}`}
            />
          )}
        </g>
      </svg>
      {selected !== null && (
        <span
          className={selection.band}
          style={{
            left: LEFT + selectedFrom,
            width: Math.max(2, selectedTo - selectedFrom),
            top: TOP,
            bottom: BOTTOM,
          }}
        />
      )}
      {pointed >= 0 && (
        <HistogramTip
          distribution={distribution}
          earlier={earlier}
          other={props.other ?? ''}
          bin={pointed}
          x={LEFT + xOn(axis, distribution.edges[pointed] ?? 0)}
          width={width}
          top={TOP + 32}
        />
      )}
    </div>
  );
  if ((selecting ?? renderMenu) === undefined) return chart;
  const [from = Number.NaN, to = Number.NaN] =
    point === null ? [] : [distribution.edges[point.at], distribution.edges[point.at + 1]];
  return (
    <div className={selection.box}>
      {chart}
      {point !== null && renderMenu?.({ ...point, distribution }, toWritten({ from, to }))}
      {point === null && selected !== null && !brush.isDragging && chip !== undefined && (
        <ChipPlace at={LEFT + (selectedFrom + selectedTo) / 2} width={width}>
          {chip}
        </ChipPlace>
      )}
    </div>
  );
}

/** A bin, to be read out. */
function binWords({ edges, counts }: Distribution, bin: number): string {
  const [low = Number.NaN, high = Number.NaN] = [edges[bin], edges[bin + 1]];
  return `${formatDuration(low)} to ${formatDuration(high)}: ${formatCount(counts[bin] ?? 0)} ${counts[bin] === 1 ? 'event' : 'events'}`;
}

/** The earlier period's outline through the middles of the bins. */
function earlierPath(
  { edges }: Distribution,
  counts: Float64Array,
  xOf: (value: number) => number,
  yOf: (count: number) => number,
): string {
  if (!counts.some((count) => count > 0)) return '';
  return Array.from(counts, (count, bin) => {
    const x = (xOf(edges[bin] ?? 0) + xOf(edges[bin + 1] ?? 0)) / 2;
    return `${bin === 0 ? 'M' : 'L'}${x.toFixed(1)} ${yOf(count).toFixed(1)}`;
  }).join('');
}

/** Where the tail begins: the p95 of the earlier period. */
function TailMark(props: {
  readonly x: number;
  readonly width: number;
  readonly base: number;
  readonly text: string;
}): ReactNode {
  const { x, width, base, text } = props;
  const isLate = x > width - TAIL_LABEL_WIDTH;
  return (
    <g>
      <path className={own.tailMark} d={`M${Math.round(x) + 0.5} ${TOP + 10}V${base}`} />
      <text
        className={own.tailText}
        x={isLate ? x - 6 : x + 6}
        y={TOP + 18}
        textAnchor={isLate ? 'end' : 'start'}
      >
        {text}
      </text>
    </g>
  );
}

const TAIL_LABEL_WIDTH = 130;
