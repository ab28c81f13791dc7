import type { ReactNode } from 'react';
import { formatInterval } from '../../filter/range-words.ts';
import { formatCount, formatDuration, formatRate, zoneName } from '../../format.ts';
import type { Zone } from '../../format.ts';
import css from '../chart.module.css';
import { PLOT_CURVES } from './plot-data.ts';
import type { PlotData } from './plot-data.ts';
import { plotRows } from './plot-rows.ts';

/** The same data as a latency plot, as a table. */
export function PlotTable(props: {
  readonly name: string;
  readonly data: PlotData;
  readonly zone: Zone;
  readonly height: number;
}): ReactNode {
  const { name, data, zone, height } = props;
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
            <th scope="col">Time, {zoneName(data.curves.range.start, zone)}</th>
            {PLOT_CURVES.map((curve) => (
              <th key={curve} scope="col">
                {curve}
              </th>
            ))}
            <th scope="col">Throughput</th>
            <th scope="col">Failed</th>
            {data.heat !== null && <th scope="col">Slower than {formatDuration(data.tail.from)}</th>}
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          {plotRows(data).map(({ bucket, percentiles, throughput, failed, tail, rows }) => (
            <tr key={bucket.start}>
              <th scope="row">{formatInterval(bucket, zone)}</th>
              {PLOT_CURVES.map((curve, index) => (
                <td key={curve} data-exact={String(percentiles[index])}>
                  {bucket.isLoaded ? formatDuration(percentiles[index] ?? Number.NaN) : 'not loaded'}
                </td>
              ))}
              <td>{formatRate(throughput)}</td>
              <td>{formatCount(failed)}</td>
              {data.heat !== null && <td>{formatCount(tail)}</td>}
              <td>{formatCount(rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
