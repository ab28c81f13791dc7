import { VITAL_BANDS, rateVital } from '../../metrics/vital-bands.ts';
import type { BandSet } from '../../model/source.ts';
import type { Vital } from '../../model/transaction.ts';

export type Rating = 'good' | 'needs work' | 'poor';

/** How a vital's p75 is judged by a set of limits, in this page's words; null where it has none for it. */
export function ratingOf(vital: Vital, p75: number, set: BandSet): Rating | null {
  const rating = rateVital(vital, p75, VITAL_BANDS[set]);
  return rating === 'meh' ? 'needs work' : rating;
}
