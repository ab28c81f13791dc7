import type { ReactNode } from 'react';
import { formatCount, formatPercent, formatValue, zoneName } from '../format.ts';
import type { Zone } from '../format.ts';
import { formatInterval } from '../filter/range-words.ts';
import css from './chart.module.css';
import type { Bucket, Series } from './series.ts';
import { strokeOf } from './stroke.ts';

const WIDTH = 208;
const GAP = 12;

function Swatch({ colour, dashes }: { readonly colour: string; readonly dashes: string | null }): ReactNode {
  return (
    <svg width={16} height={6} aria-hidden>
      <path
        d="M1 3H15"
        stroke={colour}
        strokeWidth={2}
        {...(dashes === null ? {} : { strokeDasharray: dashes })}
      />
    </svg>
  );
}

/** How a bucket differs from that of the other side, such as `(+18%)`; nothing where either is not known or the range cuts it. */
function changeWords(bucket: Bucket, now: number | undefined, before: number | undefined): string {
  const isKnown = bucket.isLoaded && bucket.isEarlierLoaded && !bucket.isPartial;
  if (!isKnown || now === undefined || before === undefined || !(before > 0) || !Number.isFinite(now))
    return '';
  const ratio = now / before - 1;
  return ` (${ratio > 0 ? '+' : ''}${formatPercent(ratio)})`;
}

/** What a chart says of the bucket under the crosshair: both sides with their own times. */
export function SeriesTip(props: {
  readonly series: Series;
  readonly bucket: Bucket;
  readonly index: number;
  readonly zone: Zone;
  readonly x: number;
  /** Of the chart, so that the tip stays within it. */
  readonly width: number;
  /** The value alone: the pointer is in another chart. */
  readonly isBrief: boolean;
}): ReactNode {
  const { series, bucket, index, zone, x, width, isBrief } = props;
  const valueOf = (values: Float64Array): string =>
    bucket.isLoaded ? formatValue(values[index] ?? Number.NaN, series.unit) : 'not loaded';
  if (isBrief) {
    const [line] = series.lines;
    if (line === undefined || series.lines.length > 1) return null;
    const isLate = x > width - 80;
    return (
      <span className={css.bubble} style={isLate ? { right: width - x + 6 } : { left: x + 6 }}>
        {valueOf(line.values)}
      </span>
    );
  }
  const isLate = x + GAP + WIDTH > width && x - GAP - WIDTH > -GAP;
  const earlier = { start: bucket.start - series.shift, end: bucket.end - series.shift };
  const hasEarlier = series.lines.some(({ versus }) => versus !== null);
  // The highest first, as the lines lie.
  const lines = [...series.lines].sort((a, b) => (b.values[index] ?? 0) - (a.values[index] ?? 0));
  return (
    <div
      className={css.tip}
      style={{ width: WIDTH, left: isLate ? x - GAP - WIDTH : Math.min(x + GAP, Math.max(0, width - WIDTH)) }}
    >
      <p className={css.tipTime}>
        {formatInterval(bucket, zone)} {zoneName(bucket.start, zone)}
        {bucket.isPartial && ' · part of a bucket'}
      </p>
      {lines.map(({ id, label, look, values }) => {
        const { colour, dashes } = strokeOf(look);
        return (
          <p key={id} className={css.tipRow}>
            <Swatch colour={colour} dashes={dashes} />
            <span>{label}</span>
            <b>{valueOf(values)}</b>
          </p>
        );
      })}
      <p className={css.tipRow}>
        <span />
        <span>transactions</span>
        <span>{formatCount(series.rows[index] ?? Number.NaN)}</span>
      </p>
      {hasEarlier && (
        <div className={css.tipEarlier}>
          <p className={css.tipTime}>
            {series.shift === 0
              ? series.other
              : `${formatInterval(earlier, zone)} ${zoneName(earlier.start, zone)}`}
          </p>
          {lines.map(({ id, label, look, values, versus }) =>
            versus === null ? null : (
              <p key={id} className={css.tipRow}>
                <Swatch colour={strokeOf(look).colour} dashes="2 2" />
                <span>{label}</span>
                <span>
                  {bucket.isEarlierLoaded
                    ? formatValue(versus?.[index] ?? Number.NaN, series.unit)
                    : 'not loaded'}
                  {changeWords(bucket, values[index], versus?.[index])}
                </span>
              </p>
            ),
          )}
        </div>
      )}
    </div>
  );
}
