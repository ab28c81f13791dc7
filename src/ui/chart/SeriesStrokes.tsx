import type { ReactNode } from 'react';
import type { EpochMs } from '../../model/time.ts';
import { plotHeight, plotWidth } from './frame.ts';
import type { Frame } from './frame.ts';
import { opacityOf } from './hidden-lines.ts';
import { lonePoints, seriesArea, seriesPath } from './series-path.ts';
import { strokeKeys } from './series.ts';
import type { ChartRow, SeriesLine } from './series.ts';
import { isBars, strokeOf } from './stroke.ts';
import { shareOn } from './value-axis.ts';
import type { ValueAxis } from './value-axis.ts';

/** How wide the dot of a value between gaps is, which a line would not show. */
const LONE = 5;
/** Half of a stroke on the edge of the plot is still to be seen. */
const EDGE = 2;

/** The lines of a chart over time: what they are compared with, the area below a line alone, dashes into cut buckets, themselves. */
export function SeriesStrokes(props: {
  readonly rows: readonly ChartRow[];
  readonly lines: readonly SeriesLine[];
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly axis: ValueAxis;
  readonly frame: Frame;
}): ReactNode {
  const { rows, lines, from, to, axis, frame } = props;
  const across = plotWidth(frame);
  const high = plotHeight(frame);
  const places = {
    xOf: (at: EpochMs): number => EDGE + ((at - from) / (to - from)) * across,
    yOf: (value: number): number => EDGE + (1 - shareOn(axis, value)) * high,
  };
  return (
    // An SVG of its own cuts off what the axis does not reach.
    <svg
      x={frame.left - EDGE}
      y={frame.top - EDGE}
      width={across + 2 * EDGE}
      height={high + 2 * EDGE}
      fill="none"
      strokeLinejoin="round"
    >
      {lines
        .filter(({ look }) => !isBars(look))
        .map(({ id, look }) => {
          const keys = strokeKeys(id);
          const { colour, width, dashes } = strokeOf(look);
          return (
            <g key={id} stroke={colour} strokeWidth={width} style={{ opacity: opacityOf(id) }}>
              <path
                d={seriesPath(rows, keys.versus, places)}
                strokeWidth={1.25}
                strokeOpacity={0.4}
                strokeDasharray="2 2"
              />
              {lines.length === 1 && (
                <path
                  d={seriesArea(rows, keys.whole, places)}
                  stroke="none"
                  fill={colour}
                  fillOpacity={0.08}
                />
              )}
              <path d={seriesPath(rows, keys.partial, places)} strokeDasharray="2 3" />
              <path
                d={seriesPath(rows, keys.whole, places)}
                {...(dashes === null ? {} : { strokeDasharray: dashes })}
              />
              <path
                d={lonePoints(rows, keys.whole, places) + lonePoints(rows, keys.partial, places)}
                strokeWidth={LONE}
                strokeLinecap="round"
              />
            </g>
          );
        })}
    </svg>
  );
}
