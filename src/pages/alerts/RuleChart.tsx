import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import type { AlertRule, AlertThresholds } from '../../model/alert-rule.ts';
import type { Incident, Ticks } from '../../model/alert-state.ts';
import type { EpochMs, Range } from '../../model/time.ts';
import { plotHeight, plotWidth } from '../../ui/chart/frame.ts';
import type { Frame } from '../../ui/chart/frame.ts';
import { toTimeTicks } from '../../ui/chart/time-axis.ts';
import { usePoint } from '../../ui/chart/use-point.ts';
import { useWidth } from '../../ui/chart/use-width.ts';
import { toValueAxis } from '../../ui/chart/value-axis.ts';
import { formatCount, formatDuration, zoneName } from '../../ui/format.ts';
import type { Zone } from '../../ui/format.ts';
import type { LinkTo } from '../../view/links.ts';
import { peakAt, toColumns, toPath } from './chart-shape.ts';
import type { ChartColumn } from './chart-shape.ts';
import { lengthOf, shortMoment } from './incident-words.ts';
import { comparedValues } from './loaded-ticks.ts';
import { drawnUnit, fromDrawn, toDrawn, valueWords } from './rule-words.ts';
import { TickMenu } from './TickMenu.tsx';
import { ThresholdLines } from './ThresholdLines.tsx';
import css from './chart.module.css';

export const HEIGHT = 264;
/** A chart this narrow has short labels for its thresholds. */
const NARROW = 560;
const TICK_WIDTH = 72;
/** Incidents whose peak is written beside it, at most so many, and so far apart. */
const MOST_LABELS = 12;
const LABEL_ROOM = 104;

export interface RuleChartProps {
  readonly name: string;
  readonly rule: AlertRule;
  readonly ticks: Ticks;
  readonly range: Range;
  readonly incidents: readonly Incident[];
  readonly zone: Zone;
  /** What an incident that is open lasts by. */
  readonly now: EpochMs;
  /** The way to the events that a value measured at a moment is of. */
  readonly eventsOf: (at: EpochMs) => LinkTo;
  /** Left out where thresholds are only shown. */
  readonly onThreshold?: (level: keyof AlertThresholds, value: number) => void;
}

/** One sentence that says what the chart shows. */
function summary({ name, rule, incidents }: RuleChartProps, columns: readonly ChartColumn[]): string {
  const known = columns.filter(({ low }) => !Number.isNaN(low));
  const last = known.at(-1);
  if (last === undefined) return `${name}: no data.`;
  const low = Math.min(...known.map((column) => column.low));
  const high = Math.max(...known.map((column) => column.high));
  return `${name}: lowest ${valueWords(rule, low)}, highest ${valueWords(rule, high)}, last ${valueWords(rule, last.worst)}; ${incidents.length} incidents.`;
}

/** What a rule measured over time, with its thresholds, which can be dragged, and its incidents. */
export function RuleChart(props: RuleChartProps): ReactNode {
  const { rule, ticks, range, incidents, zone, now, eventsOf, onThreshold } = props;
  const { ref, width } = useWidth<HTMLDivElement>(800);
  const [pointed, setPointed] = useState<number | null>(null);
  const plot = useRef<HTMLDivElement>(null);
  const { point: pressed, press: pressAt, onClick, open } = usePoint<number>(plot);
  const [heldTop, setHeldTop] = useState<number | null>(null);
  const values = useMemo(() => comparedValues(rule, ticks), [rule, ticks]);
  const isNarrow = width < NARROW;
  const thresholds = rule.thresholds;
  const own = Object.values(thresholds).filter((one): one is number => one !== null);
  const highest = Math.max(
    0,
    ...own,
    values.reduce((most, value) => (value > most ? value : most), 0),
  );
  const isShare = rule.measure.metric === 'apdex' && rule.earlier === null;
  // While a threshold is dragged the axis stands still beneath it.
  const axis = toValueAxis(toDrawn(rule, heldTop ?? highest), drawnUnit(rule), isShare);
  const frame: Frame = {
    width,
    height: HEIGHT,
    top: 8,
    // Handles of thresholds stand there.
    right: own.length === 0 ? 12 : isNarrow ? 84 : 156,
    bottom: 24,
    left: 48,
  };
  const xOf = (at: EpochMs): number =>
    frame.left + ((at - range.start) / (range.end - range.start)) * plotWidth(frame);
  const yOf = (value: number): number =>
    frame.top + (1 - Math.min(Math.max(toDrawn(rule, value) / axis.top, 0), 1)) * plotHeight(frame);
  const valueAt = (y: number): number =>
    fromDrawn(rule, Math.min(Math.max(1 - (y - frame.top) / plotHeight(frame), 0), 1) * axis.top);
  const count = Math.max(1, Math.floor(plotWidth(frame)));
  const columns = useMemo(
    () => toColumns(ticks, values, range, count, rule.side),
    [ticks, values, range, count, rule.side],
  );
  const times = toTimeTicks(range, zone, Math.max(2, Math.floor(plotWidth(frame) / TICK_WIDTH)));
  const column = pointed === null ? undefined : columns[pointed];
  const bottom = frame.height - frame.bottom;

  const point = (event: PointerEvent<HTMLElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const at = range.start + ((x - frame.left) / plotWidth(frame)) * (range.end - range.start);
    const nearest = columns.findIndex((each) => each.at >= at);
    setPointed(x < frame.left || x > width - frame.right || nearest < 0 ? null : nearest);
  };
  const press = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: 20, PageDown: -20 }[event.key];
    if (event.key === 'Escape') setPointed(null);
    if (event.key === 'Enter' && pointed !== null && column !== undefined) {
      event.preventDefault();
      open(pointed, xOf(column.at), HEIGHT / 2);
    }
    if (by === undefined || columns.length === 0) return;
    event.preventDefault();
    setPointed(Math.min(Math.max((pointed ?? columns.length) + by, 0), columns.length - 1));
  };

  return (
    <div ref={ref} className={css.box} style={{ height: HEIGHT }}>
      <div
        ref={plot}
        className={css.plot}
        // A slider over the evaluations: arrow keys move the crosshair, and what it says is read out.
        role="slider"
        tabIndex={0}
        aria-label={summary(props, columns)}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, columns.length - 1)}
        aria-valuenow={pointed ?? Math.max(0, columns.length - 1)}
        aria-valuetext={column === undefined ? 'No moment chosen' : tipWords(rule, column, zone)}
        onPointerMove={point}
        onPointerDown={point}
        onPointerUp={() => pressAt(pointed)}
        onClick={onClick}
        onPointerLeave={() => setPointed(null)}
        onBlur={() => setPointed(null)}
        onKeyDown={press}
      >
        <svg width={width} height={HEIGHT} aria-hidden>
          {axis.ticks.map((tick, index) => {
            const y = Math.round(yOf(fromDrawn(rule, tick))) + 0.5;
            return (
              <g key={tick}>
                <line x1={frame.left} x2={width - frame.right} y1={y} y2={y} className={css.grid} />
                <text x={frame.left - 8} y={y + 4} textAnchor="end">
                  {axis.labels[index]}
                </text>
              </g>
            );
          })}
          {times.map(({ at, label }) => (
            <text key={at} x={xOf(at)} y={HEIGHT - 6} textAnchor="middle">
              {label}
            </text>
          ))}
          {incidents.map(({ number, opened, closed, level }) => {
            const x = xOf(Math.max(opened, range.start));
            const end = xOf(Math.min(closed ?? range.end, range.end));
            return (
              <rect
                key={number}
                className={css.band}
                data-level={level}
                x={x}
                y={frame.top}
                width={Math.max(2, end - x)}
                height={bottom - frame.top}
              />
            );
          })}
          <path className={css.line} d={toPath(columns, xOf, yOf)} />
          <Peaks {...{ incidents, ticks, values, rule, now, xOf, yOf }} right={width - frame.right} />
          {column !== undefined && (
            <>
              <line
                className={css.cross}
                x1={xOf(column.at)}
                x2={xOf(column.at)}
                y1={frame.top}
                y2={bottom}
              />
              {!Number.isNaN(column.worst) && (
                <circle className={css.dot} cx={xOf(column.at)} cy={yOf(column.worst)} r={4} />
              )}
            </>
          )}
        </svg>
        {column !== undefined && (
          <div
            className={css.tip}
            style={
              xOf(column.at) > width / 2
                ? { right: width - xOf(column.at) + 12 }
                : { left: xOf(column.at) + 12 }
            }
          >
            <span>
              {shortMoment(column.at, zone)} {zoneName(column.at, zone)}
            </span>
            <b>{Number.isNaN(column.worst) ? 'no data' : valueWords(rule, column.worst)}</b>
            {!Number.isNaN(column.worst) && <span>of {formatCount(column.rows)} events</span>}
          </div>
        )}
      </div>
      {pressed !== null && columns[pressed.at] !== undefined && (
        <TickMenu rule={rule} column={columns[pressed.at]!} point={pressed} eventsOf={eventsOf} zone={zone} />
      )}
      <ThresholdLines
        rule={rule}
        frame={frame}
        isNarrow={isNarrow}
        yOf={yOf}
        valueAt={valueAt}
        top={fromDrawn(rule, axis.top)}
        onThreshold={onThreshold}
        onHold={(isHeld) => setHeldTop(isHeld ? highest : null)}
      />
    </div>
  );
}

function tipWords(rule: AlertRule, { at, worst, rows }: ChartColumn, zone: Zone): string {
  const value = Number.isNaN(worst) ? 'no data' : `${valueWords(rule, worst)} of ${formatCount(rows)} events`;
  return `${shortMoment(at, zone)} ${zoneName(at, zone)}: ${value}`;
}

/** A dot where each incident was at its worst, with how bad and how long, as far as there is room. */
function Peaks(props: {
  readonly incidents: readonly Incident[];
  readonly ticks: Ticks;
  readonly values: Float64Array;
  readonly rule: AlertRule;
  readonly now: EpochMs;
  readonly xOf: (at: EpochMs) => number;
  readonly yOf: (value: number) => number;
  readonly right: number;
}): ReactNode {
  const { incidents, ticks, values, rule, now, xOf, yOf, right } = props;
  let free = Number.NEGATIVE_INFINITY;
  return incidents
    .filter(({ peak }) => !Number.isNaN(peak))
    .map((incident) => {
      const x = xOf(peakAt(incident, ticks, values));
      const y = yOf(incident.peak);
      const isLabelled = incidents.length <= MOST_LABELS && x > free;
      if (isLabelled) free = x + LABEL_ROOM;
      const isLate = x + LABEL_ROOM > right;
      return (
        <g key={incident.number} data-level={incident.level}>
          <circle className={css.peak} cx={x} cy={y} r={3.5} />
          {isLabelled && (
            <text
              className={css.peakWords}
              x={isLate ? x - 8 : x + 8}
              y={Math.max(y - 8, 12)}
              textAnchor={isLate ? 'end' : 'start'}
            >
              {valueWords(rule, incident.peak)} · {formatDuration(lengthOf(incident, now))}
            </text>
          )}
        </g>
      );
    });
}
