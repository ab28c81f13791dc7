import type { Milliseconds, Range } from '../../../model/time.ts';
import type { Heat } from './heat.ts';

/** The percentiles that a plot draws. */
export type PlotCurve = 'p50' | 'p75' | 'p95' | 'p99';
export const PLOT_CURVES = ['p99', 'p95', 'p75', 'p50'] as const satisfies readonly PlotCurve[];

/** One value a bucket; NaN: no data. */
export interface PlotCurves {
  readonly range: Range;
  readonly step: Milliseconds;
  /** Starts of the buckets, aligned to UTC. */
  readonly times: Float64Array;
  readonly values: Readonly<Record<PlotCurve, Float64Array>>;
  /** The other side's p95 of each bucket; null where nothing is compared. */
  readonly versus: Float64Array | null;
  /** How much earlier the other side is. */
  readonly shift: Milliseconds;
  /** Transactions a minute. */
  readonly throughput: Float64Array;
  readonly failed: Float64Array;
  /** Rows, unweighted. */
  readonly rows: Float64Array;
  /** The parts of the range, and of the other side's, that are loaded. */
  readonly covered: readonly Range[];
}

/** Where the tail begins and what that is, such as `the p95 of the previous period`. */
export interface Tail {
  readonly from: Milliseconds;
  readonly words: string;
}

/** The durations that an axis reaches over; a linear one begins at 0. */
export interface PlotAxis {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  readonly isLog: boolean;
}

/** What a latency plot draws. */
export interface PlotData {
  readonly curves: PlotCurves;
  readonly heat: Heat | null;
  readonly axis: PlotAxis;
  readonly tail: Tail;
  /** The lines that are drawn. */
  readonly lines: readonly PlotCurve[];
}

/** What is selected in a plot: a time and, where they were bounded, durations. */
export interface PlotRegion {
  readonly time: Range;
  /** Both ends belong to it. */
  readonly durations: { readonly from: Milliseconds; readonly to: Milliseconds } | null;
}
