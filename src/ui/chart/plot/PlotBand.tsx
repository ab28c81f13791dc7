import type { ReactNode } from 'react';
import type { Range } from '../../../model/time.ts';
import selection from '../selection.module.css';
import type { PlotRegion } from './plot-data.ts';
import type { PlotAxes, PlotFrame } from './plot-frame.ts';

/** What is selected: a band over a time, or a box over a time and durations. */
export function PlotBand(props: {
  readonly time: Range;
  readonly durations: PlotRegion['durations'];
  readonly frame: PlotFrame;
  readonly axes: PlotAxes;
}): ReactNode {
  const { time, durations, frame, axes } = props;
  const left = axes.xOf(time.start);
  const width = Math.max(2, axes.xOf(time.end) - left);
  if (durations === null) {
    return (
      <span
        className={selection.band}
        style={{ left, width, top: frame.top, height: frame.base + frame.fall - frame.top }}
      />
    );
  }
  const isOffTop = durations.to > axes.to;
  const isOffBottom = durations.from < axes.from;
  const top = isOffTop ? frame.top - (frame.above > 0 ? frame.above + 3 : 0) : axes.yOf(durations.to);
  const bottom = isOffBottom
    ? frame.bottom + (frame.below > 0 ? frame.below + 3 : 0)
    : axes.yOf(durations.from);
  return (
    <span
      className={selection.band}
      data-box
      style={{ left, width, top, height: Math.max(2, bottom - top) }}
    />
  );
}
