import { formatCount, formatDuration, formatRate, zoneName } from '../../format.ts';
import type { Zone } from '../../format.ts';
import { formatStep } from '../../figure/time-words.ts';
import { formatInterval } from '../../filter/range-words.ts';
import type { Bucket } from '../series.ts';
import { durationsOf } from './heat.ts';
import { countIn } from './plot-cells.ts';
import type { PlotData } from './plot-data.ts';
import type { PlotCell } from './use-region-brush.ts';

/** A row's durations: `1.2 s – 1.4 s`, `slower than 40 s`, `faster than 2 ms`. */
export function rowWords(data: PlotData, row: number): string {
  if (data.heat === null) return '';
  const { from, to } = durationsOf(data.heat, row);
  if (!Number.isFinite(to)) return `slower than ${formatDuration(from)}`;
  return from === 0 ? `faster than ${formatDuration(to)}` : `${formatDuration(from)} – ${formatDuration(to)}`;
}

/** One sentence that says what a plot shows. */
export function plotSummary(data: PlotData, buckets: readonly Bucket[]): string {
  const parts = data.lines.map((curve) => {
    const known = Array.from(data.curves.values[curve]).filter(
      (value, index) => buckets[index]?.isLoaded === true && Number.isFinite(value),
    );
    const last = known.at(-1);
    return last === undefined
      ? `${curve}: no data`
      : `${curve}: lowest ${formatDuration(Math.min(...known))}, highest ${formatDuration(Math.max(...known))}, last ${formatDuration(last)}`;
  });
  return `By ${formatStep(data.curves.step)}. ${parts.join('. ')}.`;
}

/** What the crosshair says of a bucket, and of a row of it, to be read out. */
export function cellWords(data: PlotData, bucket: Bucket | undefined, cell: PlotCell, zone: Zone): string {
  if (bucket === undefined) return 'No bucket chosen';
  const when = `${formatInterval(bucket, zone)} ${zoneName(bucket.start, zone)}`;
  if (!bucket.isLoaded) return `${when}: not loaded`;
  const values = data.lines.map(
    (curve) => `${curve} ${formatDuration(data.curves.values[curve][cell.column] ?? Number.NaN)}`,
  );
  const rate = formatRate(data.curves.throughput[cell.column] ?? Number.NaN);
  const failed = formatCount(data.curves.failed[cell.column] ?? Number.NaN);
  const count = countIn(cell, data, bucket);
  const row =
    cell.row === null || !Number.isFinite(count)
      ? ''
      : `; ${formatCount(count)} events ${rowWords(data, cell.row)}`;
  return `${when}: ${values.join(', ')}, ${rate}, ${failed} failed${row}`;
}
