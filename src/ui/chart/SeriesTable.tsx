import type { ReactNode } from 'react';
import { formatCount, formatValue, zoneName } from '../format.ts';
import type { Zone } from '../format.ts';
import { formatInterval } from '../filter/range-words.ts';
import css from './chart.module.css';
import { toBuckets } from './series.ts';
import type { Series } from './series.ts';

/** The same data as a chart over time, as a table. */
export function SeriesTable(props: {
  readonly name: string;
  readonly series: Series;
  readonly zone: Zone;
  readonly height: number;
}): ReactNode {
  const { name, series, zone, height } = props;
  const { lines, unit, other } = series;
  const buckets = toBuckets(series);
  return (
    <div
      className={css.tableBox}
      style={{ height }}
      tabIndex={0}
      role="region"
      aria-label={`${name} as a table`}
    >
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Time, {zoneName(series.range.start, zone)}</th>
            {lines.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
            {lines.map(({ id, label, versus }) =>
              versus === null ? null : (
                <th key={id} scope="col">
                  {label}, {other}
                </th>
              ),
            )}
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket, index) => (
            <tr key={bucket.start}>
              <th scope="row">{formatInterval(bucket, zone)}</th>
              {lines.map(({ id, values }) => (
                <td key={id} data-exact={String(values[index])}>
                  {bucket.isLoaded ? formatValue(values[index] ?? Number.NaN, unit) : 'not loaded'}
                </td>
              ))}
              {lines.map(({ id, versus }) =>
                versus === null ? null : <td key={id}>{formatValue(versus[index] ?? Number.NaN, unit)}</td>,
              )}
              <td>{formatCount(series.rows[index] ?? Number.NaN)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
