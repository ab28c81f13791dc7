import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { strokeOf } from '../stroke.ts';
import { useWidth } from '../use-width.ts';
import { isTail, marginOf } from './heat.ts';
import { rowSpan } from './paint-heat.ts';
import { placeLabels } from './place-labels.ts';
import type { PlotCurve, PlotData } from './plot-data.ts';
import { edgeRows, plotAxes, plotFrame } from './plot-frame.ts';
import css from './plot.module.css';

/** A percentile of everything, as it is written beside its place. */
export interface MarginLabel {
  readonly curve: PlotCurve;
  readonly at: number;
  readonly figure: ReactNode;
  readonly change: ReactNode;
}

/** So much of the margin is for labels; the distribution has the rest. */
const LABELS = 172;
const ROOM = 22;

/** The distribution of all buckets together, on the plot's own axis, with the percentiles written beside it. */
export function PlotMargin(props: {
  readonly data: PlotData;
  readonly height: number;
  /** From the slowest to the fastest. */
  readonly labels: readonly MarginLabel[];
}): ReactNode {
  const { data, height, labels } = props;
  const { heat, axis, tail } = data;
  const { ref, width } = useWidth<HTMLDivElement>(300);
  const { frame, axes } = useMemo(() => {
    const frame = plotFrame(width, height, edgeRows(heat));
    return { frame, axes: plotAxes(frame, data.curves.range, axis) };
  }, [width, height, heat, data.curves.range, axis]);
  const reach = Math.max(24, width - LABELS - 16);
  const bars = useMemo(() => {
    if (heat === null) return { body: '', tail: '' };
    const counts = marginOf(heat);
    const most = counts.reduce((a, b) => Math.max(a, b), 0);
    const paths = { body: '', tail: '' };
    for (const [row, count] of counts.entries()) {
      const { top, bottom } = rowSpan(heat, row, frame, axes);
      const [from, to] = [Math.round(top), Math.round(bottom)];
      if (count === 0 || to <= from) continue;
      const gap = to - from >= 4 ? 1 : 0;
      const long = Math.max(1, (count / most) * reach).toFixed(1);
      paths[isTail(heat, row, tail.from) ? 'tail' : 'body'] += `M0 ${from}h${long}V${to - gap}H0Z`;
    }
    return paths;
  }, [heat, frame, axes, reach, tail.from]);
  const known = labels.filter(({ at }) => Number.isFinite(at));
  const places = placeLabels(
    known.map(({ at }) => ({ y: axes.yOf(at) })),
    ROOM,
    frame.top + LABEL_TOP,
    frame.bottom - 8,
  );
  const end = width - LABELS;
  return (
    <div ref={ref} className={css.margin} style={{ height }}>
      <svg width={width} height={height} aria-hidden>
        <path className={css.marginBody} d={bars.body} />
        <path className={css.marginTail} d={bars.tail} />
        {known.map(({ curve, at }, index) => {
          const { colour, width: thick, dashes } = strokeOf(curve);
          const y = axes.yOf(at);
          const place = places[index] ?? y;
          return (
            <path
              key={curve}
              className={css.leader}
              d={`M0 ${y.toFixed(1)}H${end - 18}L${end - 6} ${place.toFixed(1)}`}
              stroke={colour}
              strokeWidth={thick}
              {...(dashes === null ? {} : { strokeDasharray: dashes })}
            />
          );
        })}
      </svg>
      {known.map(({ curve, figure, change }, index) => (
        <p key={curve} className={css.label} style={{ top: places[index] ?? 0 }}>
          <span style={{ color: strokeOf(curve).text }}>{curve}</span>
          <span>{figure}</span>
          <span>{change}</span>
        </p>
      ))}
    </div>
  );
}

/** The sentence about the tail stands above the first label. */
const LABEL_TOP = 36;
