import type { ReactNode } from 'react';
import { formatCount, formatDuration, formatRate, zoneName } from '../../format.ts';
import type { Zone } from '../../format.ts';
import { formatInterval } from '../../filter/range-words.ts';
import css from '../chart.module.css';
import type { Bucket } from '../series.ts';
import { strokeOf } from '../stroke.ts';
import { countIn } from './plot-cells.ts';
import type { PlotData } from './plot-data.ts';
import own from './plot.module.css';
import { rowWords } from './plot-words.ts';
import type { PlotCell } from './use-region-brush.ts';

const WIDTH = 224;
const GAP = 14;
const BELOW_CHIP = 66;

/** What a plot says of the bucket under the crosshair, and of the cell under the pointer. */
export function PlotTip(props: {
  readonly data: PlotData;
  readonly bucket: Bucket;
  readonly cell: PlotCell;
  readonly zone: Zone;
  readonly x: number;
  readonly width: number;
  /** What the other side is; empty where nothing is compared. */
  readonly other: string;
  /** Whether it stands below the buttons at a selection. */
  readonly isLow: boolean;
}): ReactNode {
  const { data, bucket, cell, zone, x, width, other, isLow } = props;
  const { curves } = data;
  const { column } = cell;
  const isLate = x + GAP + WIDTH > width && x - GAP - WIDTH > 0;
  const left = isLate ? x - GAP - WIDTH : Math.min(x + GAP, Math.max(0, width - WIDTH));
  const told = (write: (value: number) => string, value: number | undefined): string =>
    bucket.isLoaded ? write(value ?? Number.NaN) : 'not loaded';
  const count = countIn(cell, data, bucket);
  const earlier = { start: bucket.start - curves.shift, end: bucket.end - curves.shift };
  return (
    <div className={css.tip} style={{ width: WIDTH, left, ...(isLow ? { top: BELOW_CHIP } : {}) }}>
      <p className={css.tipTime}>
        {formatInterval(bucket, zone)} {zoneName(bucket.start, zone)}
        {bucket.isPartial && ' · part of a bucket'}
      </p>
      {data.lines.map((curve) => {
        const { colour, dashes, width: thick } = strokeOf(curve);
        return (
          <p key={curve} className={css.tipRow}>
            <svg width={16} height={6} aria-hidden>
              <path
                d="M1 3H15"
                stroke={colour}
                strokeWidth={thick}
                {...(dashes === null ? {} : { strokeDasharray: dashes })}
              />
            </svg>
            <span>{curve}</span>
            <b>{told(formatDuration, curves.values[curve][column])}</b>
          </p>
        );
      })}
      <p className={css.tipRow}>
        <span />
        <span>throughput</span>
        <span>{told(formatRate, curves.throughput[column])}</span>
      </p>
      <p className={css.tipRow}>
        <span />
        <span>failed</span>
        <span>
          {told(formatCount, curves.failed[column])} of {told(formatCount, curves.rows[column])}
        </span>
      </p>
      {Number.isFinite(count) && cell.row !== null && (
        <p className={own.tipCell}>
          <b>{formatCount(count)}</b> {count === 1 ? 'event' : 'events'} {rowWords(data, cell.row)}
        </p>
      )}
      {curves.versus !== null && (
        <div className={css.tipEarlier}>
          <p className={css.tipTime}>
            {curves.shift === 0 ? other : `${formatInterval(earlier, zone)} ${zoneName(earlier.start, zone)}`}
          </p>
          <p className={css.tipRow}>
            <svg width={16} height={6} aria-hidden>
              <path d="M1 3H15" stroke={strokeOf('p95').colour} strokeWidth={1.25} strokeDasharray="2 3" />
            </svg>
            <span>p95</span>
            <span>
              {bucket.isEarlierLoaded ? formatDuration(curves.versus[column] ?? Number.NaN) : 'not loaded'}
            </span>
          </p>
        </div>
      )}
    </div>
  );
}
