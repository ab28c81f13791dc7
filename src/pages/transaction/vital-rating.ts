import { VITAL_BANDS, rateVital } from '../../metrics/vital-bands.ts';
import type { Vital } from '../../model/transaction.ts';

export type Rating = 'good' | 'needs work' | 'poor';

/** How a vital's p75 is judged, in this page's words; null where there are no limits for it. */
export function ratingOf(vital: Vital, p75: number): Rating | null {
  const rating = rateVital(vital, p75, VITAL_BANDS['web.dev']);
  return rating === 'meh' ? 'needs work' : rating;
}
