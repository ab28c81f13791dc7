import { memo } from 'react';
import type { ReactNode } from 'react';
import { formatDuration } from '../format.ts';
import { xOn } from './duration-axis.ts';
import type { DurationAxis, DurationTick } from './duration-axis.ts';
import { areaPath, between, heightAt, linePath, outlineOf } from './strip-path.ts';
import type { Distribution } from './strip-path.ts';
import css from './strip.module.css';

export interface StripProps {
  readonly distribution: Distribution;
  readonly axis: DurationAxis;
  /** Gridlines that run through all strips on the same axis. */
  readonly ticks: readonly DurationTick[];
  readonly height: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Where the tail begins. */
  readonly tailFrom: number;
  /** What that is, such as `the p95 of the previous period`. */
  readonly tailWords: string;
}

/** A distribution as small as a word: body in slate, tail in violet, marks at p50, p95 and p99. */
export const Strip = memo(function Strip(props: StripProps): ReactNode {
  const { distribution, axis, ticks, height, p50, p95, p99, tailFrom, tailWords } = props;
  const base = height - 5;
  const outline = outlineOf(distribution, axis, base - 5);
  const cut = Number.isFinite(tailFrom) ? xOn(axis, tailFrom) : axis.width;
  const body = between(outline, 0, cut);
  const tail = between(outline, cut, axis.width + 1);
  const words =
    `p50 ${formatDuration(p50)}, p95 ${formatDuration(p95)}, p99 ${formatDuration(p99)}. ` +
    `Violet: slower than ${formatDuration(tailFrom)}, ${tailWords}.`;
  return (
    <svg className={css.strip} width={axis.width} height={height} role="img" aria-label={words}>
      <title>{words}</title>
      <path
        className={css.grid}
        d={ticks.map(({ value }) => `M${Math.round(xOn(axis, value)) + 0.5} 0V${height}`).join('')}
      />
      <path className={css.body} d={areaPath(body, base)} />
      <path className={css.tail} d={areaPath(tail, base)} />
      <path className={css.bodyLine} d={linePath(body, base)} />
      <path className={css.tailLine} d={linePath(tail, base)} />
      <Foot points={body} base={base} isTail={false} />
      <Foot points={tail} base={base} isTail />
      <Mark
        className={css.p50}
        x={xOn(axis, p50)}
        width={1}
        top={base - heightAt(outline, xOn(axis, p50)) + 2}
        base={base}
      />
      <Mark className={css.p95} x={xOn(axis, p95)} width={2} top={4} base={base + 1} />
      <Mark className={css.p99} x={xOn(axis, p99)} width={1.25} top={base - 9} base={base + 1} />
    </svg>
  );
});

function Foot(props: {
  readonly points: readonly { readonly x: number }[];
  readonly base: number;
  readonly isTail: boolean;
}): ReactNode {
  const { points, base, isTail } = props;
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  return (
    <path
      className={isTail ? css.tailLine : css.bodyLine}
      shapeRendering="crispEdges"
      d={`M${first.x.toFixed(1)} ${base + 0.5}H${last.x.toFixed(1)}`}
    />
  );
}

function Mark(props: {
  readonly className: string | undefined;
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly base: number;
}): ReactNode {
  const { className, x, width, top, base } = props;
  if (!Number.isFinite(x)) return null;
  return (
    <rect className={className} x={x - width / 2} y={top} width={width} height={Math.max(1, base - top)} />
  );
}

/** The axis above a column of strips. */
export function StripAxis(props: {
  readonly axis: DurationAxis;
  readonly ticks: readonly DurationTick[];
}): ReactNode {
  const { axis, ticks } = props;
  return (
    <svg className={css.axis} width={axis.width} height={16} aria-hidden>
      {ticks.map(({ value, label }, index) => {
        const x = xOn(axis, value);
        const anchor = x < EDGE ? 'start' : x > axis.width - EDGE ? 'end' : 'middle';
        const beside = ticks[anchor === 'end' ? index - 1 : index + 1];
        // A label that is pushed inwards must not lie on its neighbour.
        const hasRoom =
          anchor === 'middle' || !beside || Math.abs(xOn(axis, beside.value) - x) >= 3 * EDGE + 4;
        return !hasRoom ? null : (
          <text key={value} x={x} y={12} textAnchor={anchor}>
            {label}
          </text>
        );
      })}
    </svg>
  );
}

/** Labels this close to an end of the axis would be cut off. */
const EDGE = 18;
