import type { ExportTable } from '../../export/table-text.ts';
import { exportedName, exportedTime } from '../../table/to-export-table.ts';
import { toBuckets } from '../series.ts';
import type { Bucket } from '../series.ts';
import { columnAt, countAt, isTail, rowsOf } from './heat.ts';
import { PLOT_CURVES } from './plot-data.ts';
import type { PlotData } from './plot-data.ts';

/** A bucket's numbers; NaN where there is no data, or it is not loaded. */
export interface PlotRow {
  readonly bucket: Bucket;
  /** In the order of `PLOT_CURVES`. */
  readonly percentiles: readonly number[];
  readonly throughput: number;
  readonly failed: number;
  /** How many are slower than where the tail begins; NaN without a heatmap. */
  readonly tail: number;
  readonly rows: number;
}

/** What is in the tail in a bucket. */
function tailIn({ heat, tail }: PlotData, { start }: Bucket): number {
  if (heat === null) return Number.NaN;
  const column = columnAt(heat, start);
  let sum = 0;
  for (let row = 0; row < rowsOf(heat); row++) {
    if (isTail(heat, row, tail.from)) sum += countAt(heat, column, row);
  }
  return sum;
}

/** A plot's numbers, a row a bucket. */
export function plotRows(data: PlotData): PlotRow[] {
  const { curves } = data;
  const buckets = toBuckets({ ...curves, other: '', unit: 'ms', isShare: false, lines: [] });
  return buckets.map((bucket, index) => {
    const of = (values: Float64Array): number =>
      bucket.isLoaded ? (values[index] ?? Number.NaN) : Number.NaN;
    return {
      bucket,
      percentiles: PLOT_CURVES.map((curve) => of(curves.values[curve])),
      throughput: of(curves.throughput),
      failed: of(curves.failed),
      tail: bucket.isLoaded ? tailIn(data, bucket) : Number.NaN,
      rows: of(curves.rows),
    };
  });
}

/** The same to take along: times in ISO 8601, durations in milliseconds. */
export function toPlotTable(data: PlotData): ExportTable {
  const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    names: [
      'from',
      'to',
      ...PLOT_CURVES.map((curve) => exportedName(curve, 'ms')),
      exportedName('throughput', 'per-minute'),
      'failed',
      ...(data.heat === null ? [] : [`slower than ${data.tail.from} ms`]),
      'transactions',
    ],
    rows: plotRows(data).map(({ bucket, percentiles, throughput, failed, tail, rows }) => [
      exportedTime(bucket.start),
      exportedTime(bucket.end),
      ...percentiles.map(orNull),
      orNull(throughput),
      orNull(failed),
      ...(data.heat === null ? [] : [orNull(tail)]),
      orNull(rows),
    ]),
  };
}
