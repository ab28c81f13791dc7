import type { Bucket } from '../series.ts';
import type { PlotCurve, PlotData } from './plot-data.ts';
import { pathThrough } from './plot-frame.ts';
import type { Place, PlotAxes, PlotFrame } from './plot-frame.ts';

/** A line of a plot: through whole buckets, into the ones the range cuts, or of the other side. */
export interface PlotLine {
  readonly key: string;
  readonly curve: PlotCurve;
  readonly kind: 'whole' | 'partial' | 'versus';
  readonly path: string;
}

function placesOf(
  values: Float64Array,
  buckets: readonly Bucket[],
  axes: PlotAxes,
  isDrawn: (bucket: Bucket, index: number) => boolean,
): Place[] {
  return buckets.map((bucket, index) => {
    const value = values[index] ?? Number.NaN;
    return Number.isFinite(value) && isDrawn(bucket, index) ? [axes.xOf(bucket.at), axes.yOf(value)] : null;
  });
}

/** Every line that is drawn, from the back to the front. */
export function plotLines(data: PlotData, buckets: readonly Bucket[], axes: PlotAxes): PlotLine[] {
  const { values, versus } = data.curves;
  const isCut = (index: number): boolean => buckets[index]?.isPartial === true;
  const lines = data.lines.flatMap((curve): PlotLine[] => {
    const own = values[curve];
    const whole = placesOf(own, buckets, axes, (bucket) => bucket.isLoaded && !bucket.isPartial);
    const partial = placesOf(
      own,
      buckets,
      axes,
      (bucket, index) => bucket.isLoaded && (isCut(index) || isCut(index - 1) || isCut(index + 1)),
    );
    return [
      { key: `${curve} partial`, curve, kind: 'partial', path: pathThrough(partial) },
      { key: curve, curve, kind: 'whole', path: pathThrough(whole) },
    ];
  });
  const before =
    versus === null || !data.lines.includes('p95')
      ? ''
      : pathThrough(placesOf(versus, buckets, axes, (bucket) => bucket.isEarlierLoaded && !bucket.isPartial));
  const other: PlotLine[] =
    before === '' ? [] : [{ key: 'p95 versus', curve: 'p95', kind: 'versus', path: before }];
  return [...other, ...lines].filter(({ path }) => path !== '');
}

/** Bars of throughput that rise from the base, and of failures that hang from it. */
export interface PlotBars {
  readonly whole: string;
  /** Outlines of buckets that the range cuts. */
  readonly cut: string;
  readonly failed: string;
}

/** The highest value of whole buckets, of cut ones where there are no others; 0 where there is nothing. */
export function highestBar(values: Float64Array, buckets: readonly Bucket[]): number {
  const most = (counts: (bucket: Bucket) => boolean): number =>
    buckets.reduce((most, bucket, index) => {
      const value = values[index] ?? 0;
      return bucket.isLoaded && counts(bucket) && value > most ? value : most;
    }, 0);
  return most(({ isPartial }) => !isPartial) || most(() => true);
}

/** `top`: the throughput that a bar of full height stands for. Failures have a scale of their own. */
export function plotBars(
  data: PlotData,
  buckets: readonly Bucket[],
  frame: PlotFrame,
  axes: PlotAxes,
  top: number,
): PlotBars {
  const { throughput, failed } = data.curves;
  const mostFailed = highestBar(failed, buckets);
  const bars = { whole: '', cut: '', failed: '' };
  for (const [index, bucket] of buckets.entries()) {
    if (!bucket.isLoaded) continue;
    const x = Math.round(axes.xOf(bucket.start));
    const width = Math.max(1, Math.round(axes.xOf(bucket.end)) - x - (buckets.length > 200 ? 0 : 1));
    const share = top > 0 ? Math.min(1, (throughput[index] ?? 0) / top) : 0;
    if (share > 0) {
      const high = Math.max(1, share * frame.rise);
      const from = bucket.isPartial ? 0.5 : 0;
      bars[bucket.isPartial ? 'cut' : 'whole'] +=
        `M${x + from} ${frame.base}V${(frame.base - high).toFixed(1)}H${x + width - from}V${frame.base}Z`;
    }
    const failures = failed[index] ?? 0;
    if (failures > 0) {
      // A bucket that the range cuts may have more than the most of any whole one.
      const low = Math.max(2, Math.min(1, failures / mostFailed) * frame.fall);
      bars.failed += `M${x} ${frame.base + 1}h${width}v${low.toFixed(1)}h${-width}Z`;
    }
  }
  return bars;
}
