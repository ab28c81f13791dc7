import type { Vital } from '../../model/transaction.ts';

/** Up to the first a vital is good, up to the second it needs work, above it is poor (web.dev, Web Vitals). */
const LIMITS: Readonly<Partial<Record<Vital, readonly [number, number]>>> = {
  lcp: [2500, 4000],
  fcp: [1800, 3000],
  cls: [0.1, 0.25],
  inp: [200, 500],
  fid: [100, 300],
  ttfb: [800, 1800],
};

export type Rating = 'good' | 'needs work' | 'poor';

/** How a vital's p75 is judged; null where there are no limits for it. */
export function ratingOf(vital: Vital, p75: number): Rating | null {
  const limits = LIMITS[vital];
  if (limits === undefined || !Number.isFinite(p75)) return null;
  if (p75 <= limits[0]) return 'good';
  return p75 <= limits[1] ? 'needs work' : 'poor';
}
