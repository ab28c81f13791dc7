import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import type { ReactNode } from 'react';
import { strokeKeys } from './series.ts';
import type { ChartRow, SeriesLine } from './series.ts';
import { strokeOf } from './stroke.ts';
import type { TimeTick } from './time-axis.ts';
import type { ValueAxis } from './value-axis.ts';
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

/** A dot for a bucket whose neighbours are gaps: a line of one point would not be seen. */
function loneDot(rows: readonly ChartRow[], key: string, colour: string) {
  return function LoneDot(props: { cx?: number; cy?: number; index?: number }): ReactNode {
    const { cx, cy, index = 0 } = props;
    const isAlone =
      rows[index]?.[key] != null && rows[index - 1]?.[key] == null && rows[index + 1]?.[key] == null;
    if (!isAlone || cx === undefined || cy === undefined) return <g key={index} />;
    return <circle key={index} cx={cx} cy={cy} r={1.75} fill={colour} />;
  };
}

/** The strokes, grid and axes of a chart over time. Everything that moves with the pointer lies above it. */
export default function SeriesPlot(props: SeriesPlotProps): ReactNode {
  const { rows, lines, from, to, timeTicks, axis, frame } = props;
  const labels = new Map(axis.ticks.map((tick, index) => [tick, axis.labels[index] ?? '']));
  const times = new Map(timeTicks.map(({ at, label }) => [at, label]));
  const isSingle = lines.length === 1;
  return (
    <ComposedChart
      width={frame.width}
      height={frame.height}
      data={[...rows]}
      margin={{ top: frame.top, right: frame.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--border)" horizontalValues={[...axis.ticks]} />
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
        ticks={[...axis.ticks]}
        tickFormatter={(value: number) => labels.get(value) ?? ''}
        interval={0}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        tickMargin={6}
      />
      {lines.flatMap((line) => {
        const keys = strokeKeys(line.id);
        const { colour, width, dashes } = strokeOf(line.look);
        const fixed = {
          type: 'linear',
          isAnimationActive: false,
          activeDot: false,
          connectNulls: false,
        } as const;
        return [
          ...(line.versus === null
            ? []
            : [
                <Line
                  key={keys.versus}
                  {...fixed}
                  dataKey={keys.versus}
                  stroke={colour}
                  strokeOpacity={0.4}
                  strokeWidth={1.25}
                  strokeDasharray="2 2"
                  dot={false}
                />,
              ]),
          ...(isSingle
            ? [
                <Area
                  key={`${keys.whole} area`}
                  {...fixed}
                  dataKey={keys.whole}
                  stroke="none"
                  fill={colour}
                  fillOpacity={0.08}
                  dot={false}
                />,
              ]
            : []),
          <Line
            key={keys.partial}
            {...fixed}
            dataKey={keys.partial}
            stroke={colour}
            strokeWidth={width}
            strokeDasharray="2 3"
            dot={false}
          />,
          <Line
            key={keys.whole}
            {...fixed}
            dataKey={keys.whole}
            stroke={colour}
            strokeWidth={width}
            strokeLinejoin="round"
            {...(dashes === null ? {} : { strokeDasharray: dashes })}
            dot={loneDot(rows, keys.whole, colour)}
          />,
        ];
      })}
    </ComposedChart>
  );
}
