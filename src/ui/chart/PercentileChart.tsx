import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { formatDuration } from '../format.ts';
import css from './chart.module.css';
import { axisOver, toDurationTicks, xOn } from './duration-axis.ts';
import type { HistogramMark } from './histogram-shape.ts';
import { mostShare, percentileCurve, shareTicks, tailPlace } from './percentile-curve.ts';
import type { CurvePoint } from './percentile-curve.ts';
import own from './stack.module.css';
import type { Distribution } from './strip-path.ts';
import { strokeOf } from './stroke.ts';
import { useWidth } from './use-width.ts';

const LEFT = 56;
const RIGHT = 24;
const TOP = 28;
const BOTTOM = 26;
const TICK_ROOM = 34;
/** Room for a percentile's name and value. */
const NAME_WIDTH = 80;

/** How long each share of all took at most: the percentiles from left to right, the tail with as much room as the body. */
export function PercentileChart(props: {
  readonly distribution: Distribution;
  /** The other side's counts of the same bins; null where nothing is compared. */
  readonly earlier: Float64Array | null;
  readonly rows: number;
  /** Whether durations lie on a logarithmic axis; else on a linear one from 0. */
  readonly isLog: boolean;
  /** Exact percentiles. */
  readonly marks: readonly (HistogramMark & { readonly share: number })[];
  readonly height: number;
}): ReactNode {
  const { distribution, earlier, rows, isLog, marks, height } = props;
  const { ref, width } = useWidth<HTMLDivElement>(640);
  const most = mostShare(rows);
  const plot = useMemo(() => {
    const { edges } = distribution;
    const axis = axisOver(
      isLog || edges.length < 2 ? edges : [0, ...edges.slice(1)],
      Math.max(1, height - TOP - BOTTOM),
      isLog,
    );
    if (axis === null) return null;
    const across = Math.max(1, width - LEFT - RIGHT);
    const xOf = (share: number): number => LEFT + tailPlace(share, most) * across;
    const yOf = (value: number): number => height - BOTTOM - xOn(axis, value);
    const pathOf = (counts: Float64Array, exact: readonly CurvePoint[]): string =>
      [...percentileCurve({ edges, counts }), ...exact]
        .filter(({ share, value }) => share <= most && Number.isFinite(value))
        .sort((one, two) => one.share - two.share)
        .map(
          ({ share, value }, index) =>
            `${index === 0 ? 'M' : 'L'}${xOf(share).toFixed(1)} ${yOf(value).toFixed(1)}`,
        )
        .join('');
    return {
      xOf,
      yOf,
      ticks: toDurationTicks(axis, TICK_ROOM),
      path: pathOf(distribution.counts, marks),
      earlier: earlier === null ? '' : pathOf(earlier, []),
    };
  }, [distribution, earlier, isLog, marks, most, width, height]);
  const words = marks.map(({ name, value }) => `${name} ${formatDuration(value)}`).join(', ');
  return (
    <div ref={ref} className={css.chart} style={{ height }} role="img" aria-label={`Percentiles: ${words}.`}>
      {plot !== null && (
        <svg className={own.svg} width={width} height={height} aria-hidden>
          {plot.ticks.map(({ value, label }) => (
            <g key={value}>
              <path
                className={own.grid}
                d={`M${LEFT} ${Math.round(plot.yOf(value)) + 0.5}H${width - RIGHT}`}
              />
              <text x={LEFT - 8} y={plot.yOf(value) + 4} textAnchor="end">
                {label}
              </text>
            </g>
          ))}
          {shareTicks(most).map(({ share, label }) => (
            <text key={share} x={plot.xOf(share)} y={height - 6} textAnchor="middle">
              {label}
            </text>
          ))}
          {plot.earlier !== '' && <path className={own.earlier} d={plot.earlier} />}
          <path className={own.curve} d={plot.path} />
          {marks.map(({ name, share, value }) => {
            if (share > most || !Number.isFinite(value)) return null;
            // Above the curve, unless that is where the axis has its labels.
            const isEarly = plot.xOf(share) - NAME_WIDTH < LEFT;
            return (
              <g key={name}>
                <circle
                  cx={plot.xOf(share)}
                  cy={plot.yOf(value)}
                  r={4}
                  fill={strokeOf(name).colour}
                  stroke="var(--surface)"
                  strokeWidth={1.5}
                />
                <text
                  x={plot.xOf(share) + (isEarly ? 8 : -8)}
                  y={plot.yOf(value) + (isEarly ? 16 : -8)}
                  textAnchor={isEarly ? 'start' : 'end'}
                  className={own.mark}
                  style={{ fill: strokeOf(name).text }}
                >
                  {name} {formatDuration(value)}
                </text>
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}
