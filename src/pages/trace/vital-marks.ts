import { rateVital, VITAL_BANDS } from '../../metrics/vital-bands.ts';
import type { Rating } from '../../metrics/vital-bands.ts';
import type { Vital } from '../../model/transaction.ts';
import { rangeOf } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';

/** A moment of a page view that a person saw. */
export interface VitalMark {
  readonly vital: Vital;
  /** Milliseconds after the trace's start. */
  readonly at: number;
  /** Milliseconds after the start of the page view. */
  readonly value: number;
  /** Null where nobody has said what is good. */
  readonly rating: Rating | null;
}

/** The vitals that are moments; the others are sums or delays. */
const MOMENTS: readonly Vital[] = ['ttfb', 'fp', 'fcp', 'lcp'];

/** What was painted when, of every page view in scope, in order of time. */
export function vitalMarks(trace: Trace, root: number): VitalMark[] {
  const [from, to] = rangeOf(trace, root);
  return [...trace.transactions]
    .filter(([node]) => node >= from && node < to)
    .flatMap(([node, { vitals }]) =>
      MOMENTS.flatMap((vital): VitalMark[] => {
        const value = vitals[vital];
        if (value === undefined || !Number.isFinite(value)) return [];
        const rating = rateVital(vital, value, VITAL_BANDS['web.dev']);
        return [{ vital, at: (trace.start[node] ?? 0) + value, value, rating }];
      }),
    )
    .toSorted((a, b) => a.at - b.at);
}

/** Marks whose names would lie over each other have one together. */
export function gatherMarks<Mark extends { readonly x: number }>(
  marks: readonly Mark[],
  room: number,
): Mark[][] {
  const groups: Mark[][] = [];
  for (const mark of marks) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (first !== undefined && mark.x - first.x < room * (last?.length ?? 1)) last?.push(mark);
    else groups.push([mark]);
  }
  return groups;
}
