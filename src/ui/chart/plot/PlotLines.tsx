import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Zone } from '../../format.ts';
import { toDurationTicks } from '../duration-axis.ts';
import { opacityOf } from '../hidden-lines.ts';
import type { Bucket } from '../series.ts';
import { strokeOf } from '../stroke.ts';
import { toTimeTicks } from '../time-axis.ts';
import type { PlotData } from './plot-data.ts';
import { plotLines } from './plot-paths.ts';
import type { PlotAxes, PlotFrame } from './plot-frame.ts';
import css from './plot.module.css';

/** Room a mark on the time axis needs, and one on that of durations. */
const TIME_ROOM = 72;
const DURATION_ROOM = 34;

/** Grid, axes, percentile lines, throughput and failures of a latency plot. */
export const PlotLines = memo(function PlotLines(props: {
  readonly data: PlotData;
  readonly buckets: readonly Bucket[];
  readonly frame: PlotFrame;
  readonly axes: PlotAxes;
  readonly zone: Zone;
  /** What the highest bar of throughput stands for, such as `150/min`. */
  readonly topLabel: string;
  readonly bars: { readonly whole: string; readonly cut: string; readonly failed: string };
}): ReactNode {
  const { data, buckets, frame, axes, zone, topLabel, bars } = props;
  const { left, right, width, height, top, bottom, base, rise, above } = frame;
  const durations = toDurationTicks({ ...axes, width: bottom - top }, DURATION_ROOM);
  const times = toTimeTicks(
    data.curves.range,
    zone,
    Math.max(2, Math.floor((width - left - right) / TIME_ROOM)),
    axes.timeAt(width - TIME_ROOM / 4),
  );
  const tailAt = axes.yOf(data.tail.from);
  return (
    <svg className={css.lines} width={width} height={height} aria-hidden>
      {durations.map(({ value, label }) => {
        const y = Math.round(axes.yOf(value)) + 0.5;
        return (
          <g key={value}>
            {data.heat === null && <path className={css.grid} d={`M${left} ${y}H${width - right}`} />}
            <text x={left - 8} y={y + 3.5} textAnchor="end">
              {label}
            </text>
          </g>
        );
      })}
      {above > 0 && (
        <text x={left - 8} y={top - above / 2 + 1} textAnchor="end">
          more
        </text>
      )}
      {times.map(({ at, label, isDay }) => (
        <text
          key={at}
          x={axes.xOf(at)}
          y={height - 6}
          textAnchor="middle"
          data-day={isDay ? true : undefined}
        >
          {label}
        </text>
      ))}
      {Number.isFinite(tailAt) && data.tail.from > 0 && (
        <path className={css.tailLine} d={`M${left} ${Math.round(tailAt)}H${width - right}`} />
      )}
      {plotLines(data, buckets, axes).map(({ key, curve, path, kind }) => {
        const { colour, width: thick, dashes } = strokeOf(curve);
        const dash = kind === 'versus' ? '2 3' : kind === 'partial' ? '2 3' : dashes;
        return (
          <g
            key={key}
            fill="none"
            strokeLinejoin="round"
            strokeLinecap="round"
            style={{ opacity: opacityOf(curve) }}
          >
            {data.heat !== null && kind === 'whole' && (
              <path
                d={path}
                stroke="var(--surface)"
                strokeWidth={thick + 2.5}
                strokeOpacity={dashes === null ? 0.85 : 0.5}
              />
            )}
            <path
              d={path}
              stroke={colour}
              strokeWidth={kind === 'versus' ? 1.25 : thick}
              strokeOpacity={kind === 'versus' ? 0.55 : 1}
              strokeLinecap="butt"
              {...(dash === null ? {} : { strokeDasharray: dash })}
            />
          </g>
        );
      })}
      <path className={css.grid} d={`M${left} ${base - rise + 0.5}H${width - right}`} />
      <text x={left - 8} y={base - rise + 4} textAnchor="end">
        {topLabel}
      </text>
      <path className={css.bars} d={bars.whole} />
      <path className={css.cutBars} d={bars.cut} />
      <path className={css.failedBars} d={bars.failed} />
      <path className={css.base} d={`M${left} ${base + 0.5}H${width - right}`} />
    </svg>
  );
});
