import type { Milliseconds } from '../../model/time.ts';

/** What a clock that was set right leaves with everything it dated; none where it was right. */
interface Drifted {
  readonly drift?: Milliseconds;
}

/** A column of drifts, NaN where there is none. */
export function toDrifts(items: readonly Drifted[]): Float64Array {
  return Float64Array.from(items, ({ drift }) => drift ?? NaN);
}

/** The drift of a row as a member of what is read from it. */
export function driftOf(drifts: Float64Array, row: number): Drifted {
  const drift = drifts[row] ?? NaN;
  return Number.isNaN(drift) ? {} : { drift };
}
