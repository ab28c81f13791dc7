import type { Milliseconds } from '../model/time.ts';
import { refined } from './refine.ts';

/** Longer than any duration: an end that bounds nothing. */
const UNBOUNDED: Milliseconds = 1e11;

/** A search narrowed to durations, both ends with them. */
export function withDurations(
  search: string,
  { from, to }: { readonly from: Milliseconds; readonly to: Milliseconds },
): string {
  const above = from > 0 ? refined(search, { kind: 'at-least', field: 'duration', value: from }) : search;
  return to < UNBOUNDED ? refined(above, { kind: 'at-most', field: 'duration', value: to }) : above;
}
