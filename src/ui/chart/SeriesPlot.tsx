import { Area, Bar, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import type { ReactNode } from 'react';
import { strokeKeys } from './series.ts';
import type { ChartRow, SeriesLine } from './series.ts';
import { isBars, strokeOf } from './stroke.ts';
import type { TimeTick } from './time-axis.ts';
import type { ValueAxis } from './value-axis.ts';
import { plotWidth } from './frame.ts';
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

/** A dot for a bucket whose neighbours are gaps: a line of one point would not be seen. */
function loneDot(rows: readonly ChartRow[], key: string, colour: string) {
  return function LoneDot(props: { cx?: number; cy?: number; index?: number }): ReactNode {
    const { cx, cy, index = 0 } = props;
    const isAlone =
      rows[index]?.[key] != null && rows[index - 1]?.[key] == null && rows[index + 1]?.[key] == null;
    if (!isAlone || cx === undefined || cy === undefined) return <g key={index} />;
    return <circle key={index} cx={cx} cy={cy} r={2.5} fill={colour} />;
  };
}

/** The strokes, grid and axes of a chart over time. Everything that moves with the pointer lies above it. */
export default function SeriesPlot(props: SeriesPlotProps): ReactNode {
  const { rows, lines, from, to, timeTicks, axis, frame } = props;
  const labels = new Map(axis.ticks.map((tick, index) => [tick, axis.labels[index] ?? '']));
  const times = new Map(timeTicks.map(({ at, label }) => [at, label]));
  return (
    <ComposedChart
      width={frame.width}
      height={frame.height}
      data={[...rows]}
      margin={{ top: frame.top, right: frame.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid
        vertical={false}
        verticalCoordinatesGenerator={NO_LINES}
        stroke="var(--border)"
        horizontalValues={[...axis.ticks]}
      />
      <XAxis
        dataKey="at"
        type="number"
        domain={[from, to]}
        allowDataOverflow
        ticks={timeTicks.map(({ at }) => at)}
        tickFormatter={(at: number) => times.get(at) ?? ''}
        interval={0}
        height={frame.bottom}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        tickMargin={6}
      />
      <YAxis
        width={frame.left}
        domain={[0, axis.top]}
        allowDataOverflow
        ticks={[...axis.ticks]}
        tickFormatter={(value: number) => labels.get(value) ?? ''}
        interval={0}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        tickMargin={6}
      />
      {lines.flatMap((line) =>
        isBars(line.look)
          ? barsOf(line, Math.max(1, Math.floor(plotWidth(frame) / Math.max(1, rows.length)) - 1))
          : strokesOf(line, rows, lines.length === 1),
      )}
    </ComposedChart>
  );
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
