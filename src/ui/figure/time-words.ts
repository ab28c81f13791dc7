import { DAY, HOUR, MINUTE, SECOND } from '../../model/time.ts';
import type { EpochMs, Milliseconds } from '../../model/time.ts';
import { NO_VALUE, formatWait } from '../format.ts';

const THIN = '\u202f';

/** How long ago a moment was, in one unit: `4 s`, `30 min`, `3 h`, `5 d`. What is not past is `now`. */
export function formatAgo(at: EpochMs, now: EpochMs): string {
  if (!Number.isFinite(at)) return NO_VALUE;
  const age = now - at;
  if (age < SECOND) return 'now';
  if (age < MINUTE) return `${Math.floor(age / SECOND)}${THIN}s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)}${THIN}min`;
  if (age < 2 * DAY) return `${Math.floor(age / HOUR)}${THIN}h`;
  return `${Math.floor(age / DAY)}${THIN}d`;
}

/** The width of a chart's buckets: `15 min`, `1 h`, `7 d`. */
export function formatStep(step: Milliseconds): string {
  const units: readonly (readonly [string, Milliseconds])[] = [
    ['d', DAY],
    ['h', HOUR],
    ['min', MINUTE],
    ['s', SECOND],
  ];
  const [name, unit] = units.find(([, unit]) => step >= unit && step % unit === 0) ?? ['ms', 1];
  return `${step / unit}${THIN}${name}`;
}

/** How long something will take, as `3 s left`; never less than a second. */
export function leftWords(left: Milliseconds): string {
  const seconds = Math.max(1, Math.ceil(left / SECOND));
  return `${seconds < 60 ? `${seconds}${THIN}s` : formatWait(seconds * SECOND)} left`;
}
