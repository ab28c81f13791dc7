import { createContext, useContext, useMemo } from 'react';
import { Bar, CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import type { ReactElement, ReactNode } from 'react';
import { strokeKeys } from './series.ts';
import type { ChartRow, SeriesLine } from './series.ts';
import { isBars, strokeOf } from './stroke.ts';
import type { TimeTick } from './time-axis.ts';
import { shareOn } from './value-axis.ts';
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

/** What the library tells of a label on an axis, as far as it is used. */
interface TickPlace {
  readonly x: number | string;
  readonly y: number | string;
  readonly textAnchor: 'start' | 'middle' | 'end' | 'inherit';
  readonly payload: { readonly value: number };
}

/** The words along the value axis, by where they stand. Apart from the axis, which stays as it is when they are others. */
const Values = createContext<ReadonlyMap<number, string>>(new Map());

/**
 * A label on an axis. The library's own text measures each of its words in the document, which lays out all of the page,
 * and so does its axis once it has found one: these have their room already. `down`: from the place to the line that the
 * letters stand on, in their size.
 */
function AxisLabel(props: TickPlace & { readonly down: string; readonly children: ReactNode }): ReactNode {
  const { x, y, textAnchor, down, children } = props;
  return (
    <text x={x} y={y} dy={down} textAnchor={textAnchor} fontSize={11} fill="var(--fg-subtle)">
      {children}
    </text>
  );
}

function ValueLabel(place: TickPlace): ReactNode {
  const values = useContext(Values);
  return (
    <AxisLabel {...place} down="0.355em">
      {values.get(place.payload.value)}
    </AxisLabel>
  );
}

const drawValue = (place: TickPlace): ReactElement => <ValueLabel {...place} />;

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
  // Where no bars stand on it, the axis is a share of its top: its numbers change more often than its lines.
  const reach = hasBars ? axis.top : 1;
  const places = JSON.stringify(axis.ticks.map((tick) => shareOn(axis, tick) * reach));
  const values = useMemo(() => {
    const at = JSON.parse(places) as readonly number[];
    return new Map(at.map((place, index) => [place, axis.labels[index] ?? '']));
  }, [places, axis]);
  const up = useMemo(
    () => valueAxis(JSON.parse(places) as readonly number[], { reach, top, left, high }),
    [places, reach, top, left, high],
  );
  const barSize = Math.max(1, Math.floor(plotWidth(frame) / Math.max(1, rows.length)) - 1);
  return (
    <Values value={values}>
      <ComposedChart width={width} height={height} data={data} margin={margin} accessibilityLayer={false}>
        {up.grid}
        {across}
        {up.axis}
        {bars.flatMap((line) => barsOf(line, barSize))}
        <SeriesStrokes {...props} />
      </ComposedChart>
    </Values>
  );
}

const AXIS = { interval: 0, tickLine: false, axisLine: false, tickMargin: 6 } as const;

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
      tick={(place: TickPlace) => (
        <AxisLabel {...place} down="0.71em">
          {labels.get(place.payload.value)}
        </AxisLabel>
      )}
      height={height}
    />
  );
}

/** `places`: of its lines, up to `reach`; `top`, `left`: where the plot begins, `high`: how high it is, in pixels. */
function valueAxis(
  places: readonly number[],
  frame: { readonly reach: number; readonly top: number; readonly left: number; readonly high: number },
): Record<'grid' | 'axis', ReactNode> {
  const { reach, top, left, high } = frame;
  return {
    grid: (
      <CartesianGrid
        vertical={false}
        verticalCoordinatesGenerator={NO_LINES}
        stroke="var(--border)"
        horizontalPoints={places.map((place) => top + (1 - place / reach) * high)}
      />
    ),
    axis: (
      <YAxis
        {...AXIS}
        width={left}
        domain={[0, reach]}
        allowDataOverflow
        ticks={[...places]}
        tick={drawValue}
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
