import type { Unit } from '../../model/column.ts';
import { coveredBy } from '../../model/time.ts';
import type { EpochMs, Milliseconds, Range } from '../../model/time.ts';
import { toLogAxis, toValueAxis } from './value-axis.ts';
import type { ValueAxis } from './value-axis.ts';

/** Lines that are told apart by nothing but their order. */
export const NUMBERED_LOOKS = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/**
 * How values are drawn: in a percentile's own colour and dashes, as a plain line, as bars, as a limit, as what a side of a
 * change has, or as one of several of a kind.
 */
export type LineLook =
  | 'p50'
  | 'p75'
  | 'p95'
  | 'p99'
  | 'plain'
  | 'bars'
  | 'failure bars'
  | 'good limit'
  | 'poor limit'
  | 'side'
  | (typeof NUMBERED_LOOKS)[number];

/** One value a bucket; NaN: no data. */
export interface SeriesLine {
  /** The metric's name in a Result. */
  readonly id: string;
  readonly label: string;
  /** What its end is called where there is little room; its label where it is left out. */
  readonly short?: string;
  readonly look: LineLook;
  readonly values: Float64Array;
  /** The other side's value of each bucket; null where nothing is compared. */
  readonly versus: Float64Array | null;
}

/** What a chart over time draws. */
export interface Series {
  /** Starts of the buckets, aligned to UTC. */
  readonly times: Float64Array;
  readonly step: Milliseconds;
  readonly range: Range;
  /** How much earlier the other side is. */
  readonly shift: Milliseconds;
  /** What the other side is, such as `the previous period`; empty where nothing is compared. */
  readonly other: string;
  readonly unit: Unit;
  /** Whether values end at 1, such as Apdex. */
  readonly isShare: boolean;
  /** Whether durations have a logarithmic axis; what is no duration has none. */
  readonly isLog?: boolean;
  readonly lines: readonly SeriesLine[];
  /** Rows of each bucket, unweighted. */
  readonly rows: Float64Array;
  /** The parts of the range that are loaded. */
  readonly covered: readonly Range[];
}

/** A bucket as far as it lies within the range. */
export interface Bucket {
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** Where it is drawn: its middle. */
  readonly at: EpochMs;
  /** Whether the range cuts it, so that counts in it are not whole. */
  readonly isPartial: boolean;
  /** Whether all of it is loaded; what is not is drawn as a gap. */
  readonly isLoaded: boolean;
  /** The same of the other side. */
  readonly isEarlierLoaded: boolean;
}

function isWithin(range: Range, covered: readonly Range[]): boolean {
  const [part] = coveredBy(range, covered);
  return part !== undefined && part.start <= range.start && part.end >= range.end;
}

export function toBuckets({ times, step, range, shift, covered }: Series): Bucket[] {
  return Array.from(times, (time) => {
    const start = Math.max(time, range.start);
    const end = Math.min(time + step, range.end);
    return {
      start,
      end,
      at: (start + end) / 2,
      isPartial: end - start < step,
      isLoaded: isWithin({ start, end }, covered),
      isEarlierLoaded: isWithin({ start: start - shift, end: end - shift }, covered),
    };
  });
}

/** A point of a chart: where it is, and what is drawn there by key; null is a gap. */
export type ChartRow = { readonly at: EpochMs } & Readonly<Record<string, number | null>>;

/** Keys of a line's parts in a `ChartRow`. */
export function strokeKeys(id: string): Readonly<Record<'whole' | 'partial' | 'cut' | 'versus', string>> {
  return { whole: `${id} whole`, partial: `${id} partial`, cut: `${id} cut`, versus: `${id} versus` };
}

function orGap(value: number | undefined, isDrawn: boolean): number | null {
  return isDrawn && value !== undefined && Number.isFinite(value) ? value : null;
}

/**
 * Turns a series into points. Each line has two strokes of its own: one through whole buckets, and a dashed one from
 * the outermost whole bucket to the cut one beside it.
 */
export function toChartRows(series: Series, buckets: readonly Bucket[]): ChartRow[] {
  return buckets.map((bucket, index) => {
    const isBesidePartial =
      bucket.isPartial || buckets[index - 1]?.isPartial === true || buckets[index + 1]?.isPartial === true;
    const row: Record<string, number | null> & { at: EpochMs } = { at: bucket.at };
    for (const { id, values, versus } of series.lines) {
      const keys = strokeKeys(id);
      row[keys.whole] = orGap(values[index], bucket.isLoaded && !bucket.isPartial);
      row[keys.partial] = orGap(values[index], bucket.isLoaded && isBesidePartial);
      row[keys.cut] = orGap(values[index], bucket.isLoaded && bucket.isPartial);
      row[keys.versus] = orGap(versus?.[index], bucket.isEarlierLoaded && !bucket.isPartial);
    }
    return row;
  });
}

/** The least value above 0 and the largest; NaN where there is none. */
export interface Extent {
  readonly least: number;
  readonly most: number;
}

/**
 * The extent of whole buckets, on both sides. A bucket that the range cuts may hold a few rows only, and would squeeze all
 * others: it counts where there is no whole one.
 */
export function extentOf(series: Series, buckets: readonly Bucket[]): Extent {
  const whole = extentWhere(series, buckets, ({ isPartial }) => !isPartial);
  return Number.isNaN(whole.most) ? extentWhere(series, buckets, () => true) : whole;
}

function extentWhere(
  series: Series,
  buckets: readonly Bucket[],
  counts: (bucket: Bucket) => boolean,
): Extent {
  let [least, most] = [Number.NaN, Number.NaN];
  for (const { values, versus } of series.lines) {
    for (const [index, bucket] of buckets.entries()) {
      if (!counts(bucket)) continue;
      for (const value of [
        bucket.isLoaded ? values[index] : undefined,
        bucket.isEarlierLoaded ? versus?.[index] : undefined,
      ]) {
        if (value === undefined || !Number.isFinite(value)) continue;
        if (!(value <= most)) most = value;
        if (value > 0 && !(value >= least)) least = value;
      }
    }
  }
  return { least, most };
}

/** The value axis of a series that is drawn so high, in pixels. */
export function axisOf(series: Series, { least, most }: Extent, height: number): ValueAxis {
  const { unit, isShare, isLog = false } = series;
  return isLog && unit === 'ms' && least > 0
    ? toLogAxis(least, most, height)
    : toValueAxis(most, unit, isShare);
}

/** The bucket nearest to a moment; −1 where there is none. */
export function bucketAt(buckets: readonly Bucket[], at: EpochMs): number {
  let nearest = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, bucket] of buckets.entries()) {
    const away = Math.abs(bucket.at - at);
    if (away < distance) {
      distance = away;
      nearest = index;
    }
  }
  return nearest;
}
