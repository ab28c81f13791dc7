/** Bins of a histogram with round widths, as Sentry makes them. */
export interface HistogramBins {
  /** How many. */
  readonly count: number;
  /** Width of a bin, and where the first begins, both times `multiplier`. */
  readonly size: number;
  readonly offset: number;
  readonly multiplier: number;
}

const SMALL = [1, 2, 5, 10];
const MIDDLE = [10, 20, 25, 50, 100];
const LARGE = [100, 120, 200, 250, 500, 750, 1_000];

/** The next number upwards that people count in; the sign stays (`sentry/utils/math.py nice_int`). */
export function roundUp(value: number): number {
  if (value === 0) return 0;
  const size = Math.abs(value);
  const sign = value < 0 ? -1 : 1;
  if (size < 10) return sign * (SMALL.find((step) => step >= size) ?? 10);
  if (size < 100) return sign * (MIDDLE.find((step) => step >= size) ?? 100);
  const unit = 10 ** (Math.trunc(Math.log10(size)) - 2);
  return sign * (LARGE.find((step) => step >= size / unit) ?? 1_000) * unit;
}

/**
 * Round bins from `min` to `max`, at most about `count` of them; null where an end is not known. `multiplier`: a power of
 * ten that makes whole numbers of the values. A value x is in the bin that begins at
 * ⌊(x·multiplier − offset) / size⌋·size + offset. Source: `find_histogram_params` of Sentry (A7).
 */
export function histogramBins(
  count: number,
  min: number | null,
  max: number | null,
  multiplier: number,
): HistogramBins {
  const scaledMin = min === null ? 0 : multiplier * min;
  const scaledMax = max === null ? 0 : multiplier * max;
  if (min === null || max === null) return { count, size: 1, offset: Math.trunc(scaledMin), multiplier };
  let size = roundUp((scaledMax - scaledMin) / count) || 1;
  const offset = Math.trunc(scaledMin / size) * size;
  if (offset + count * size <= scaledMax) size = roundUp(size + 1);
  const bins = Math.floor((Math.trunc((scaledMax - offset) / size) * size) / size) + 1;
  return { count: bins, size, offset, multiplier };
}

/** The edges of the bins, in the values' own unit: one more than there are bins. */
export function edgesOf({ count, size, offset, multiplier }: HistogramBins): number[] {
  return Array.from({ length: count + 1 }, (_, index) => (offset + index * size) / multiplier);
}
