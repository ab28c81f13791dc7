import { Area, Bar, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { strokeKeys } from './series.ts';
import type { ChartRow, SeriesLine } from './series.ts';
import { isBars, strokeOf } from './stroke.ts';
import type { TimeTick } from './time-axis.ts';
import type { ValueAxis } from './value-axis.ts';
import { plotHeight, plotWidth } from './frame.ts';
import type { Frame } from './frame.ts';

export interface SeriesPlotProps {
  readonly rows: readonly ChartRow[];
  readonly lines: readonly SeriesLine[];
  readonly from: number;
  readonly to: number;
  readonly timeTicks: readonly TimeTick[];
  readonly axis: ValueAxis;
  readonly frame: Frame;
}

const TICK = { fontSize: 11, fill: 'var(--fg-subtle)' } as const;

/** It would work out the lines also where they are left away, with a label measured for each. */
const NO_LINES = (): number[] => [];

function isAlone(rows: readonly ChartRow[], key: string, index: number): boolean {
  return rows[index]?.[key] != null && rows[index - 1]?.[key] == null && rows[index + 1]?.[key] == null;
}

/**
 * A dot for a bucket whose neighbours are gaps: a line of one point would not be seen. None at all where no bucket is
 * alone: the library makes one of every point, and a line whose parts are the same as before is not drawn twice.
 */
function loneDot(rows: readonly ChartRow[], key: string, colour: string) {
  if (!rows.some((_, index) => isAlone(rows, key, index))) return false;
  return function LoneDot(props: { cx?: number; cy?: number; index?: number }): ReactNode {
    const { cx, cy, index = 0 } = props;
    if (!isAlone(rows, key, index) || cx === undefined || cy === undefined) return <g key={index} />;
    return <circle key={index} cx={cx} cy={cy} r={2.5} fill={colour} />;
  };
}

/**
 * The strokes, grid and axes of a chart over time. Everything that moves with the pointer lies above it. Its parts are the
 * same elements while they say the same: the library works out anew whatever is another one.
 */
export default function SeriesPlot(props: SeriesPlotProps): ReactNode {
  const { rows, lines, from, to, timeTicks, axis, frame } = props;
  const { width, height, top, right, bottom, left } = frame;
  const high = plotHeight(frame);
  const data = useMemo(() => [...rows], [rows]);
  const margin = useMemo(() => ({ top, right, bottom: 0, left: 0 }), [top, right]);
  const across = useMemo(() => timeAxis(from, to, timeTicks, bottom), [from, to, timeTicks, bottom]);
  const up = useMemo(() => valueAxis(axis, { top, left, high }), [axis, top, left, high]);
  return (
    <ComposedChart width={width} height={height} data={data} margin={margin} accessibilityLayer={false}>
      {up.grid}
      {across}
      {up.axis}
      {lines.flatMap((line) =>
        isBars(line.look)
          ? barsOf(line, Math.max(1, Math.floor(plotWidth(frame) / Math.max(1, rows.length)) - 1))
          : strokesOf(line, rows, lines.length === 1),
      )}
    </ComposedChart>
  );
}

const AXIS = { interval: 0, tick: TICK, tickLine: false, axisLine: false, tickMargin: 6 } as const;

function timeAxis(from: number, to: number, ticks: readonly TimeTick[], height: number): ReactNode {
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  return (
    <XAxis
      {...AXIS}
      dataKey="at"
      type="number"
      domain={[from, to]}
      allowDataOverflow
      ticks={ticks.map(({ at }) => at)}
      tickFormatter={(at: number) => labels.get(at) ?? ''}
      height={height}
    />
  );
}

/** `top`, `left`: where the plot begins; `high`: how high it is; in pixels. */
function valueAxis(
  { ticks, labels, ...axis }: ValueAxis,
  { top, left, high }: { readonly top: number; readonly left: number; readonly high: number },
): Record<'grid' | 'axis', ReactNode> {
  const byTick = new Map(ticks.map((tick, index) => [tick, labels[index] ?? '']));
  return {
    grid: (
      <CartesianGrid
        vertical={false}
        verticalCoordinatesGenerator={NO_LINES}
        stroke="var(--border)"
        horizontalPoints={ticks.map((tick) => top + (1 - tick / axis.top) * high)}
      />
    ),
    axis: (
      <YAxis
        {...AXIS}
        width={left}
        domain={[0, axis.top]}
        allowDataOverflow
        ticks={[...ticks]}
        tickFormatter={(value: number) => byTick.get(value) ?? ''}
      />
    ),
  };
}

const FIXED = { isAnimationActive: false } as const;
const FIXED_LINE = { ...FIXED, type: 'linear', activeDot: false, connectNulls: false, dot: false } as const;

/** A line's parts: the other side, the area below, the dashes into cut buckets, and itself. */
function strokesOf(line: SeriesLine, rows: readonly ChartRow[], hasArea: boolean): ReactNode[] {
  const keys = strokeKeys(line.id);
  const { colour, width, dashes } = strokeOf(line.look);
  const earlier = (
    <Line
      key={keys.versus}
      {...FIXED_LINE}
      dataKey={keys.versus}
      stroke={colour}
      strokeOpacity={0.4}
      strokeWidth={1.25}
      strokeDasharray="2 2"
    />
  );
  const area = (
    <Area
      key={`${keys.whole} area`}
      {...FIXED_LINE}
      dataKey={keys.whole}
      stroke="none"
      fill={colour}
      fillOpacity={0.08}
    />
  );
  return [
    ...(line.versus === null ? [] : [earlier]),
    ...(hasArea ? [area] : []),
    <Line
      key={keys.partial}
      {...FIXED_LINE}
      dataKey={keys.partial}
      stroke={colour}
      strokeWidth={width}
      strokeDasharray="2 3"
      dot={loneDot(rows, keys.partial, colour)}
    />,
    <Line
      key={keys.whole}
      {...FIXED_LINE}
      dataKey={keys.whole}
      stroke={colour}
      strokeWidth={width}
      strokeLinejoin="round"
      {...(dashes === null ? {} : { strokeDasharray: dashes })}
      dot={loneDot(rows, keys.whole, colour)}
    />,
  ];
}

/** Bars: full ones of whole buckets, dashed outlines of cut ones. */
function barsOf(line: SeriesLine, width: number): ReactNode[] {
  const keys = strokeKeys(line.id);
  const { colour } = strokeOf(line.look);
  return [
    <Bar key={keys.whole} {...FIXED} dataKey={keys.whole} fill={colour} barSize={width} stackId={line.id} />,
    <Bar
      key={keys.cut}
      {...FIXED}
      dataKey={keys.cut}
      fill="none"
      stroke={colour}
      strokeDasharray="2 2"
      barSize={width}
      stackId={line.id}
    />,
  ];
}
