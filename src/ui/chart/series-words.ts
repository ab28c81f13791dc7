import { formatStep } from '../figure/time-words.ts';
import { formatInterval } from '../filter/range-words.ts';
import { formatValue, zoneName } from '../format.ts';
import type { Zone } from '../format.ts';
import type { Bucket, Series } from './series.ts';

/** What the crosshair says of a bucket, to be read out. */
export function toWords({ lines, unit }: Series, bucket: Bucket, index: number, zone: Zone): string {
  const values = lines.map(({ label, values }) =>
    bucket.isLoaded ? `${label} ${formatValue(values[index] ?? Number.NaN, unit)}` : `${label} not loaded`,
  );
  return `${formatInterval(bucket, zone)} ${zoneName(bucket.start, zone)}: ${values.join(', ')}`;
}

/** One sentence that says what the chart shows. */
export function toSummary(series: Series, buckets: readonly Bucket[]): string {
  const { lines, unit, step } = series;
  const parts = lines.map(({ label, values }) => {
    const known = Array.from(values).filter(
      (value, i) => buckets[i]?.isLoaded === true && Number.isFinite(value),
    );
    const last = known.at(-1);
    if (last === undefined) return `${label}: no data`;
    const lowest = formatValue(Math.min(...known), unit);
    return `${label}: lowest ${lowest}, highest ${formatValue(Math.max(...known), unit)}, last ${formatValue(last, unit)}`;
  });
  return `By ${formatStep(step)}. ${parts.join('. ')}.`;
}
