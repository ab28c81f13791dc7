import type { BandSet } from '../model/source.ts';
import type { Vital } from '../model/transaction.ts';
import { VITALS } from '../model/transaction.ts';

/** How a vital is judged. */
export const RATINGS = ['good', 'meh', 'poor'] as const;
export type Rating = (typeof RATINGS)[number];

/**
 * Where a vital is judged to be good, meh or poor, in its own unit.
 *
 * `inclusive`: a value at a limit still has the better rating (good ≤ `good` < meh ≤ `poor` < poor), as web.dev says
 * it; otherwise it has the worse one (good < `good` ≤ meh < `poor` ≤ poor), as Sentry's classic screens had it.
 * `good` is null where only what is poor was ever said; a value that is not poor is then not judged.
 */
export interface Band {
  readonly good: number | null;
  readonly poor: number;
  readonly inclusive: boolean;
}

export type Bands = Readonly<Partial<Record<Vital, Band>>>;

function upTo(good: number, poor: number): Band {
  return { good, poor, inclusive: true };
}

function below(good: number | null, poor: number): Band {
  return { good, poor, inclusive: false };
}

/** What holds by default: web.dev, "Web Vitals", as of 2024. It judges no first paint. */
const WEB_DEV: Bands = {
  lcp: upTo(2500, 4000),
  inp: upTo(200, 500),
  cls: upTo(0.1, 0.25),
  fcp: upTo(1800, 3000),
  ttfb: upTo(800, 1800),
  fid: upTo(100, 300),
};

/** Sentry Performance as of August 2022 (`VITAL_THRESHOLDS`); it knew no INP. */
const CLASSIC: Bands = {
  lcp: below(2500, 4000),
  fcp: below(1000, 3000),
  fp: below(1000, 3000),
  fid: below(100, 300),
  cls: below(0.1, 0.25),
  ttfb: below(null, 600),
};

export const VITAL_BANDS: Readonly<Record<BandSet, Bands>> = { 'web.dev': WEB_DEV, classic: CLASSIC };

/**
 * The rating of a value; null where there is none for it: no data, a vital without a band, or not poor where only
 * poor is defined. Limits are rounded to float32 as the values are, so that a CLS that was sent as 0.1 is at its limit.
 */
export function rateVital(vital: Vital, value: number, bands: Bands): Rating | null {
  const band = bands[vital];
  if (band === undefined || Number.isNaN(value)) return null;
  const isWithin = (limit: number): boolean =>
    band.inclusive ? value <= Math.fround(limit) : value < Math.fround(limit);
  if (!isWithin(band.poor)) return 'poor';
  if (band.good === null) return null;
  return isWithin(band.good) ? 'good' : 'meh';
}

/** The smallest float32 above a float32 that is not below 0. */
function nextFloat32(value: number): number {
  const bits = new Uint32Array(1);
  const floats = new Float32Array(bits.buffer);
  floats[0] = value;
  bits[0] = (bits[0] ?? 0) + 1;
  return floats[0] ?? Number.NaN;
}

/**
 * Edges for a query by bins of a vital (`BinKey`), so that each bin is a rating: good, meh, poor, or what is not
 * judged and poor. Null where the vital has no band. The last edge is the largest float32.
 */
export function bandEdges(vital: Vital, bands: Bands): readonly number[] | null {
  const band = bands[vital];
  if (band === undefined) return null;
  const edge = (limit: number): number =>
    band.inclusive ? nextFloat32(Math.fround(limit)) : Math.fround(limit);
  const limits = band.good === null ? [band.poor] : [band.good, band.poor];
  return [0, ...limits.map(edge), MOST_FLOAT32];
}

const MOST_FLOAT32 = 3.4028234663852886e38;

/** The vitals that bands judge, in the order of `VITALS`. */
export function judgedVitals(bands: Bands): readonly Vital[] {
  return VITALS.filter((vital) => bands[vital] !== undefined);
}
