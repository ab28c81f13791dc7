import type { Bucket } from '../series.ts';
import { columnAt, countAt, durationsOf, rowsOf } from './heat.ts';
import type { PlotData, PlotRegion } from './plot-data.ts';
import type { PlotAxes, PlotFrame } from './plot-frame.ts';
import type { CellBlock, PlotCell } from './use-region-brush.ts';

/** The bucket under a place, as far as it is within the plot. */
export function columnUnder(x: number, axes: PlotAxes, { times, step }: PlotData['curves']): number {
  const first = times[0] ?? axes.range.start;
  const column = Math.floor((axes.timeAt(x) - first) / step);
  return Math.min(Math.max(column, 0), Math.max(0, times.length - 1));
}

/** The row of durations under a place; null without a heatmap, and beside its rows. */
export function rowUnder(y: number, data: PlotData, frame: PlotFrame, axes: PlotAxes): number | null {
  const { heat } = data;
  if (heat === null) return null;
  if (y < frame.top) return frame.above > 0 && y >= frame.top - 4 - frame.above ? rowsOf(heat) - 1 : null;
  if (y > frame.bottom) return frame.below > 0 && y <= frame.bottom + 4 + frame.below ? 0 : null;
  const duration = axes.durationAt(y);
  const edge = heat.edges.findIndex((each) => each > duration);
  return edge < 0 ? rowsOf(heat) - 2 : Math.max(1, edge);
}

/** What a block of cells stands for, in whole milliseconds of time. */
export function regionOf(block: CellBlock, data: PlotData, buckets: readonly Bucket[]): PlotRegion | null {
  const first = buckets[block.columns[0]];
  const last = buckets[block.columns[1]];
  if (first === undefined || last === undefined) return null;
  const time = { start: Math.floor(first.start), end: Math.ceil(last.end) };
  const { heat } = data;
  if (heat === null || block.rows === null) return { time, durations: null };
  const from = durationsOf(heat, block.rows[0]).from;
  const to = durationsOf(heat, block.rows[1]).to;
  return { time, durations: { from, to: Number.isFinite(to) ? to : LONGEST } };
}

/** Whether two regions have a time and durations in common. */
export function isAcross(one: PlotRegion, other: PlotRegion): boolean {
  const isTime = one.time.start < other.time.end && other.time.start < one.time.end;
  if (one.durations === null || other.durations === null) return isTime;
  return isTime && one.durations.from < other.durations.to && other.durations.from < one.durations.to;
}

/** Longer than anything: an end that an address can carry. */
const LONGEST = 1e12;

/** How many are in a cell; NaN where there is none to be in. */
export function countIn({ column, row }: PlotCell, data: PlotData, bucket: Bucket): number {
  const { heat } = data;
  if (heat === null || row === null || heat.step !== data.curves.step) return Number.NaN;
  const time = data.curves.times[column] ?? bucket.start;
  return countAt(heat, columnAt(heat, time), row);
}
