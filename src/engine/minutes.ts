import { MINUTE } from '../model/time.ts';
import type { Range } from '../model/time.ts';

/** The length of a range in minutes; 0 for an empty one. */
export function minutesOf(range: Range): number {
  return Math.max(range.end - range.start, 0) / MINUTE;
}
