import type { ReactNode } from 'react';
import { formatCount, formatDuration, formatPercent } from '../format.ts';
import css from './chart.module.css';
import type { Distribution } from './strip-path.ts';

const TIP_WIDTH = 184;

/** What a histogram says of the bin under the pointer. */
export function HistogramTip(props: {
  readonly distribution: Distribution;
  readonly earlier: Float64Array | null;
  /** What `earlier` is of, such as `the previous period`. */
  readonly other: string;
  readonly bin: number;
  readonly x: number;
  readonly width: number;
  readonly top: number;
}): ReactNode {
  const { distribution, earlier, other, bin, x, width, top } = props;
  const { edges, counts } = distribution;
  const left = x + 16 + TIP_WIDTH > width ? x - 12 - TIP_WIDTH : x + 16;
  return (
    <div className={css.tip} style={{ width: TIP_WIDTH, left: Math.max(0, left), top }}>
      <p className={css.tipTime}>
        {formatDuration(edges[bin] ?? Number.NaN)} – {formatDuration(edges[bin + 1] ?? Number.NaN)}
      </p>
      <p className={css.tipRow}>
        <span />
        <span>events</span>
        <b>{formatCount(counts[bin] ?? 0)}</b>
      </p>
      <p className={css.tipRow}>
        <span />
        <span>of all</span>
        <span>{formatPercent((counts[bin] ?? 0) / counts.reduce((sum, count) => sum + count, 0))}</span>
      </p>
      {earlier !== null && (
        <p className={css.tipRow}>
          <span />
          <span>{other}</span>
          <span>{formatCount(earlier[bin] ?? 0)}</span>
        </p>
      )}
    </div>
  );
}
