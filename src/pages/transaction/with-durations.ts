import { refined } from '../../view/refine.ts';
import type { DurationSpan } from '../../ui/chart/use-duration-brush.ts';

/** A search narrowed to durations, both ends with them. */
export function withDurations(search: string, { from, to }: DurationSpan): string {
  const above = refined(search, { kind: 'at-least', field: 'duration', value: from });
  return refined(above, { kind: 'at-most', field: 'duration', value: to });
}
