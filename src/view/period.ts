import { DAY, HOUR, MINUTE, SECOND, coveredBy } from '../model/time.ts';
import type { EpochMs, Milliseconds, Range } from '../model/time.ts';
import type { Zone } from './view.ts';

/** The period of equal length right before a range: what everything is compared with. */
export function previousRange({ start, end }: Range): Range {
  return { start: start - (end - start), end: start };
}

/**
 * The period of equal length that begins so many days earlier at the same time of the clock: in a zone whose clocks
 * were changed meanwhile that is an hour more or less than as many times 24.
 */
export function daysEarlier({ start, end }: Range, days: number, zone: Zone): Range {
  const begin = zone === 'utc' ? start - days * DAY : localDaysEarlier(start, days);
  return { start: begin, end: begin + (end - start) };
}

function localDaysEarlier(time: EpochMs, days: number): EpochMs {
  const whole = Math.floor(time);
  const clock = new Date(whole);
  clock.setDate(clock.getDate() - days);
  return clock.getTime() + (time - whole);
}

/** Widths of a chart's buckets, in steps people count in. */
const STEPS: readonly Milliseconds[] = [
  SECOND,
  5 * SECOND,
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
];

/** What a chart draws at most. */
const MOST_BUCKETS = 120;

/** The narrowest bucket with which a chart of this range has at most 120 of them; above that whole multiples. */
export function stepOf({ start, end }: Range): Milliseconds {
  // Buckets are aligned to the clock, so that a range touches one more than fit into it.
  const narrowest = (end - start) / (MOST_BUCKETS - 1);
  const longest = STEPS.at(-1) ?? DAY;
  return STEPS.find((step) => step >= narrowest) ?? Math.ceil(narrowest / longest) * longest;
}

/** Whether all of a range is covered. `covered` is a union: sorted and disjoint. */
export function isCovered(range: Range, covered: readonly Range[]): boolean {
  return coveredBy(range, covered).some(({ start, end }) => start <= range.start && end >= range.end);
}
