import type { EpochMs, Milliseconds, Range } from '../../../model/time.ts';
import { marginOf, rowsOf } from './heat.ts';
import type { Heat } from './heat.ts';
import type { PlotAxis } from './plot-data.ts';

/** Where the parts of a latency plot lie, in pixels from its upper left corner. */
export interface PlotFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** Upper and lower edge of what is drawn by duration, without the rows at its edges. */
  readonly top: number;
  readonly bottom: number;
  /** Height of the row of what is off the axis; 0 where there is nothing of it. */
  readonly above: number;
  readonly below: number;
  /** Where bars of throughput stand, and failures hang from; and how far each may reach. */
  readonly base: number;
  readonly rise: number;
  readonly fall: number;
}

const EDGE_ROW = 8;
const EDGE_GAP = 3;
const LABELS = 22;
const BARS_GAP = 16;
const RISE = 34;
const FALL = 14;
const TIMES = 22;

/** Lays a plot out. `isAbove`, `isBelow`: whether anything is slower or faster than the axis reaches. */
export function plotFrame(
  width: number,
  height: number,
  { isAbove, isBelow }: { readonly isAbove: boolean; readonly isBelow: boolean },
): PlotFrame {
  const above = isAbove ? EDGE_ROW : 0;
  const below = isBelow ? EDGE_ROW : 0;
  const base = height - TIMES - FALL;
  return {
    width,
    height,
    left: width < 500 ? 44 : 56,
    right: 1,
    top: LABELS + (isAbove ? above + EDGE_GAP : 0),
    bottom: base - RISE - BARS_GAP - (isBelow ? below + EDGE_GAP : 0),
    above,
    below,
    base,
    rise: RISE,
    fall: FALL,
  };
}

/** Whether anything is slower or faster than a heatmap's rows reach. */
export function edgeRows(heat: Heat | null): { readonly isAbove: boolean; readonly isBelow: boolean } {
  if (heat === null) return { isAbove: false, isBelow: false };
  const margin = marginOf(heat);
  return { isAbove: (margin[rowsOf(heat) - 1] ?? 0) > 0, isBelow: (margin[0] ?? 0) > 0 };
}

/** The axes of a plot: time from left to right, durations from below. */
export interface PlotAxes extends PlotAxis {
  readonly range: Range;
  readonly xOf: (at: EpochMs) => number;
  /** At the nearer edge for what is off the axis. */
  readonly yOf: (duration: Milliseconds) => number;
  readonly timeAt: (x: number) => EpochMs;
  readonly durationAt: (y: number) => Milliseconds;
}

export function plotAxes(frame: PlotFrame, range: Range, axis: PlotAxis): PlotAxes {
  const { from, to, isLog } = axis;
  const { left, right, width, top, bottom } = frame;
  const across = Math.max(1, width - left - right);
  const high = Math.max(1, bottom - top);
  const length = Math.max(1, range.end - range.start);
  const reach = isLog ? Math.log(to / from) : to - from;
  return {
    ...axis,
    range,
    xOf: (at) => left + ((at - range.start) / length) * across,
    yOf: (duration) => {
      const share = (isLog ? Math.log(Math.max(duration, 0) / from) : duration - from) / reach;
      return bottom - Math.min(Math.max(share, 0), 1) * high;
    },
    timeAt: (x) => range.start + Math.min(Math.max((x - left) / across, 0), 1) * length,
    durationAt: (y) => {
      const way = Math.min(Math.max((bottom - y) / high, 0), 1) * reach;
      return isLog ? from * Math.exp(way) : from + way;
    },
  };
}

/** A point of a line; null: a gap. */
export type Place = readonly [x: number, y: number] | null;

/** A path through points; a gap breaks it, and a point alone is a dot of the line's width. */
export function pathThrough(places: readonly Place[]): string {
  let path = '';
  for (const [index, place] of places.entries()) {
    if (place === null) continue;
    const isFirst = (places[index - 1] ?? null) === null;
    const isAlone = isFirst && (places[index + 1] ?? null) === null;
    path += `${isFirst ? 'M' : 'L'}${place[0].toFixed(1)} ${place[1].toFixed(1)}${isAlone ? 'h0' : ''}`;
  }
  return path;
}
