import { useMemo } from 'react';
import { Bar, CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import type { ReactNode } from 'react';
import { strokeKeys } from './series.ts';
import type { ChartRow, SeriesLine } from './series.ts';
import { isBars, strokeOf } from './stroke.ts';
import type { TimeTick } from './time-axis.ts';
import type { ValueAxis } from './value-axis.ts';
import { plotHeight, plotWidth } from './frame.ts';
import type { Frame } from './frame.ts';
import { SeriesStrokes } from './SeriesStrokes.tsx';

export interface SeriesPlotProps {
  readonly rows: readonly ChartRow[];
  readonly lines: readonly SeriesLine[];
  readonly from: number;
  readonly to: number;
  readonly timeTicks: readonly TimeTick[];
  readonly axis: ValueAxis;
  readonly frame: Frame;
}

/** The same for all charts without bars: other data are worked out anew. */
const NO_ROWS: ChartRow[] = [];

const TICK = { fontSize: 11, fill: 'var(--fg-subtle)' } as const;

/** It would work out the lines also where they are left away, with a label measured for each. */
const NO_LINES = (): number[] => [];

/**
 * The strokes, grid and axes of a chart over time. Everything that moves with the pointer lies above it. What it gives the
 * library are the same elements while they say the same: it works out anew whatever is another one. Strokes are paths of
 * our own on its surface, which the library would draw in three rounds after everything else.
 */
export default function SeriesPlot(props: SeriesPlotProps): ReactNode {
  const { rows, lines, from, to, timeTicks, axis, frame } = props;
  const { width, height, top, right, bottom, left } = frame;
  const high = plotHeight(frame);
  const bars = lines.filter(({ look }) => isBars(look));
  const hasBars = bars.length > 0;
  const data = useMemo(() => (hasBars ? [...rows] : NO_ROWS), [rows, hasBars]);
  const margin = useMemo(() => ({ top, right, bottom: 0, left: 0 }), [top, right]);
  const across = useMemo(() => timeAxis(from, to, timeTicks, bottom), [from, to, timeTicks, bottom]);
  const up = useMemo(() => valueAxis(axis, { top, left, high }), [axis, top, left, high]);
  const barSize = Math.max(1, Math.floor(plotWidth(frame) / Math.max(1, rows.length)) - 1);
  return (
    <ComposedChart width={width} height={height} data={data} margin={margin} accessibilityLayer={false}>
      {up.grid}
      {across}
      {up.axis}
      {bars.flatMap((line) => barsOf(line, barSize))}
      <SeriesStrokes {...props} />
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
