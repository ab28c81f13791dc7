import { DAY, HOUR } from '../model/time.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';

/** Shorter parts of a day are not told apart. */
const SLOT = 6 * HOUR;

/** 1970-01-01 was a Thursday; weeks are counted from the Monday before. */
const MONDAY = 3 * DAY;

/**
 * Which part of the week a bucket belongs to: working day or weekend, and the time of day, in UTC. Buckets of the same
 * part are compared with one another only, so that a weekend is not taken for an improvement. What the time is too
 * short for is not told apart: the time of day below two days, the weekend below a week.
 */
export function seasonOf(start: EpochMs, step: Milliseconds, buckets: number): Int32Array {
  const length = step * buckets;
  const slot = Math.max(step, SLOT);
  const slots = length >= 2 * DAY && slot < DAY ? Math.ceil(DAY / slot) : 1;
  const hasWeek = length >= 7 * DAY && step <= DAY;
  return Int32Array.from({ length: buckets }, (_, bucket) => {
    const middle = start + (bucket + 0.5) * step;
    const ofDay = slots === 1 ? 0 : Math.floor((((middle % DAY) + DAY) % DAY) / slot);
    const ofWeek = Math.floor((((middle + MONDAY) % (7 * DAY)) + 7 * DAY) / DAY) % 7;
    return ofDay + (hasWeek && ofWeek >= 5 ? slots : 0);
  });
}
