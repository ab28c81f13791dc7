import { DAY, HOUR, MINUTE, SECOND } from '../model/time.ts';
import type { EpochMs, Milliseconds, Range } from '../model/time.ts';

/** The time a view looks at: the last so many milliseconds before now, or a fixed interval. Whole milliseconds. */
export type ViewRange = { readonly last: Milliseconds } | Range;

/** What the range control offers. */
export const RANGE_PRESETS: readonly Milliseconds[] = [
  15 * MINUTE,
  HOUR,
  4 * HOUR,
  DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
];

/** The interval a view's range stands for at a moment. */
export function resolveRange(range: ViewRange, now: EpochMs): Range {
  return 'last' in range ? { start: now - range.last, end: now } : range;
}

/** The interval of the same length before (-1) or after (1) one; what would reach into the future ends now. */
export function shiftRange(range: ViewRange, by: -1 | 1, now: EpochMs): ViewRange {
  const { start, end } = resolveRange(range, now);
  const length = end - start;
  const shifted = { start: Math.round(start + by * length), end: Math.round(end + by * length) };
  // What ends this close to now was meant to end there, unless it ends on the clock, as a day does.
  const isOnClock = shifted.end <= now && shifted.end % MINUTE === 0;
  return shifted.end > now - length / 50 && !isOnClock ? { last: Math.round(length) } : shifted;
}

/** Twice the time, about the same middle; what would reach into the future ends now. */
export function zoomOut(range: ViewRange, now: EpochMs): ViewRange {
  if ('last' in range) return { last: Math.min(2 * range.last, LONGEST) };
  const half = (range.end - range.start) / 2;
  const wide = { start: Math.max(Math.round(range.start - half), -MOST), end: Math.round(range.end + half) };
  return wide.end > now ? { start: Math.round(wide.start - (wide.end - now)), end: Math.round(now) } : wide;
}

/**
 * The time in which there are data, where they begin at `first` only: what ended now goes on ending now, and is the shortest
 * of the offered lengths that has them all, so that what comes is seen too.
 */
export function fitRange(range: ViewRange, first: EpochMs, now: EpochMs): ViewRange {
  if (!('last' in range)) return { start: Math.floor(first), end: range.end };
  const preset = RANGE_PRESETS.find((length) => length < range.last && now - length <= first);
  return { last: preset ?? Math.ceil((now - first) / MINUTE) * MINUTE };
}

/** What a Date can tell at most, on either side of 1970. */
const MOST: EpochMs = 8.64e15;

const UNITS: readonly (readonly [string, Milliseconds])[] = [
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
  ['ms', 1],
];

/** A length of time in the largest unit that keeps it whole, at most 48 h as hours: `24h`, `7d`, `90m`. */
export function printLast(last: Milliseconds): string {
  const largest = last <= 2 * DAY ? HOUR : DAY;
  for (const [name, unit] of UNITS) {
    if (unit <= largest && last % unit === 0) return `${last / unit}${name}`;
  }
  return `${last}ms`;
}

/** Reads `printLast`'s text; null when it is none, or zero. */
export function parseLast(text: string): Milliseconds | null {
  const [, digits, name] = /^(\d{1,15})(ms|s|m|h|d)$/.exec(text) ?? [];
  const unit = UNITS.find(([unit]) => unit === name)?.[1];
  if (digits === undefined || unit === undefined) return null;
  const last = Number(digits) * unit;
  return last > 0 && last <= LONGEST ? last : null;
}

/** A hundred years: what is longer is a slip of the pen. */
export const LONGEST: Milliseconds = 36_525 * DAY;
