import type { EpochMs, Range } from '../model/time.ts';

/** Of the length of what is wanted. */
const AHEAD = 0.1;

/**
 * What to load of a range, which is `missing` of it. One that moves on with time, but is not of the present, misses a
 * little at its end whenever it is asked for again: then some of what comes next is loaded too, up to the present, so
 * that the range is whole for a while.
 */
export function withAhead(missing: Range, wanted: Range, present: EpochMs): Range {
  const ahead = AHEAD * (wanted.end - wanted.start);
  const isSliver = missing.end === wanted.end && missing.start > wanted.start;
  if (!isSliver || missing.end - missing.start > ahead) return missing;
  return { start: missing.start, end: Math.max(missing.end, Math.min(missing.end + ahead, present)) };
}
