import type { Milliseconds } from '../../src/model/time.ts';
import { toDuration } from '../../src/model/time.ts';
import type { Vital } from '../../src/model/transaction.ts';
import type { Endpoint } from './endpoint.ts';
import { partsOf } from './page-parts.ts';
import { normalOf, unitOf } from './random.ts';

/** The vitals that the demo's browsers report. */
export const REPORTED_VITALS = ['lcp', 'fcp', 'fp', 'cls', 'inp', 'ttfb'] as const satisfies readonly Vital[];

export type ReportedVitals = Record<(typeof REPORTED_VITALS)[number], number>;

function around(median: number, sigma: number, bits: number, use: number): number {
  return median * Math.exp(sigma * normalOf(bits, use));
}

/** Whether transactions of this op carry vitals. */
export function reportsVitals(op: string): boolean {
  return op === 'pageload' || op === 'navigation';
}

/** Fills in the vitals of a page view that took `duration`; NaN for what was not measured. */
export function measureVitals(
  vitals: ReportedVitals,
  { op, transaction }: Pick<Endpoint, 'op' | 'transaction'>,
  duration: Milliseconds,
  bits: number,
): void {
  for (const vital of REPORTED_VITALS) vitals[vital] = NaN;
  if (op === 'pageload') {
    const ttfb = Math.min(around(180, 0.55, bits, 20), 0.4 * duration);
    const fcp = Math.min(ttfb + around(520, 0.5, bits, 21), 0.9 * duration);
    vitals.ttfb = toDuration(ttfb);
    vitals.fp = toDuration(fcp);
    vitals.fcp = toDuration(fcp);
    vitals.lcp = toDuration(fcp + (duration - fcp) * (0.3 + 0.6 * unitOf(bits, 22)));
  }
  if (!reportsVitals(op)) return;
  const { lag, shift } = partsOf(transaction);
  if (op === 'pageload' || unitOf(bits, 23) < 0.8) {
    vitals.cls = toDuration(around(0.035 * shift, 1.1, bits, 24));
  }
  if (unitOf(bits, 25) < 0.55) vitals.inp = toDuration(around(92 * lag, 0.75, bits, 26));
}
