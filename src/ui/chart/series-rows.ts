import { exportedName, exportedTime } from '../table/to-export-table.ts';
import type { ExportTable } from '../export/table-text.ts';
import { toBuckets } from './series.ts';
import type { Series } from './series.ts';

/** A chart's numbers as a table: a row a bucket with both of its ends; what is not loaded is empty. */
export function toSeriesTable(series: Series): ExportTable {
  const { lines, unit, other, rows } = series;
  const compared = lines.filter(({ versus }) => versus !== null);
  return {
    names: [
      'from',
      'to',
      ...lines.map(({ label }) => exportedName(label, unit)),
      ...compared.map(({ label }) => exportedName(`${label}, ${other}`, unit)),
      'transactions',
    ],
    rows: toBuckets(series).map((bucket, index) => [
      exportedTime(bucket.start),
      exportedTime(bucket.end),
      ...lines.map(({ values }) => (bucket.isLoaded ? (values[index] ?? null) : null)),
      ...compared.map(({ versus }) => (bucket.isEarlierLoaded ? (versus?.[index] ?? null) : null)),
      bucket.isLoaded ? (rows[index] ?? null) : null,
    ]),
  };
}
