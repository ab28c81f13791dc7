import type { Comparison } from '../model/filter.ts';
import { DAY, HOUR, MINUTE, bucketStart } from '../model/time.ts';
import type { EpochMs, Milliseconds, Range } from '../model/time.ts';
import type { OperatorPiece } from './piece.ts';

/** A stretch of time, each side open where it is null. */
export interface Moments {
  readonly from: { readonly is: '>' | '>='; readonly at: EpochMs } | null;
  readonly to: { readonly is: '<' | '<='; readonly at: EpochMs } | null;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?(?:Z|([+-])(\d\d):?(\d\d))?$/;

interface ReadDate {
  readonly at: EpochMs;
  /** Written without a time of day. */
  readonly isDay: boolean;
}

/** Reads `2026-11-01`, `2026-11-01T14:00`, with seconds, their fraction and a zone. UTC without one; null: no date. */
export function parseDate(text: string): ReadDate | null {
  const found = DATE.exec(text);
  if (found === null) return null;
  const numberAt = (index: number): number => Number(found[index] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(numberAt) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isDate || hour > 23 || minute > 59 || second > 59 || numberAt(9) > 23 || numberAt(10) > 59)
    return null;
  const fraction = (found[7] ?? '').padEnd(3, '0');
  const whole = date.setUTCHours(hour, minute, second, Number(fraction.slice(0, 3)));
  const offset = (numberAt(9) * HOUR + numberAt(10) * MINUTE) * (found[8] === '-' ? -1 : 1);
  return { at: whole - offset + Number(`0.${fraction.slice(3)}0`), isDay: found[4] === undefined };
}

const RELATIVE_UNITS: Readonly<Record<string, Milliseconds>> = { w: 7 * DAY, d: DAY, h: HOUR, m: MINUTE };

/** Reads `-24h` as "since then" and `+24h` as "until then". Null: neither. */
function parseRelative(text: string, now: EpochMs): Moments | null {
  const [, sign, count, unit] = /^([+-])(\d+)([wdhm])$/.exec(text) ?? [];
  const length = RELATIVE_UNITS[unit ?? ''];
  if (count === undefined || length === undefined) return null;
  const at = now - Number(count) * length;
  if (!Number.isFinite(at)) return null;
  return sign === '-' ? { from: { is: '>=', at }, to: null } : { from: null, to: { is: '<=', at } };
}

/** The window that a moment without an operator stands for: its day, or from 5 minutes before to 6 after. */
function windowOf({ at, isDay }: ReadDate): Moments {
  const [start, end] = isDay ? [at, at + DAY] : [at - 5 * MINUTE, at + 6 * MINUTE];
  return { from: { is: '>=', at: start }, to: { is: '<', at: end } };
}

/** The same for a moment that is known to the hour or day only: of what lies in one, all is alike. */
function steppedWindowOf({ at, isDay }: ReadDate, step: Milliseconds): Moments {
  const start = bucketStart(at, step);
  const end = isDay ? bucketStart(at + DAY, step) : start + step;
  return { from: { is: '>=', at: start }, to: { is: '<', at: Math.max(end, start + step) } };
}

function comparedTo(is: Exclude<Comparison, '='>, at: EpochMs, step: Milliseconds | null): Moments {
  if (step === null) {
    return is === '>' || is === '>=' ? { from: { is, at }, to: null } : { from: null, to: { is, at } };
  }
  const floor = bucketStart(at, step);
  const ceiling = floor === at ? at : floor + step;
  const from = (start: EpochMs): Moments => ({ from: { is: '>=', at: start }, to: null });
  const to = (end: EpochMs): Moments => ({ from: null, to: { is: '<', at: end } });
  switch (is) {
    case '>':
      return from(floor + step);
    case '>=':
      return from(ceiling);
    case '<':
      return to(ceiling);
    case '<=':
      return to(floor + step);
  }
}

/**
 * What a date behind a key stands for; null where the text is no date. `!=` stands for the same as `=`: the
 * moments that are to be left out. With `step`, times are known to whole steps only.
 */
export function readMoments(
  sign: OperatorPiece['sign'] | null,
  text: string,
  now: EpochMs,
  step: Milliseconds | null = null,
): Moments | null {
  const relative = sign === null ? parseRelative(text, now) : null;
  if (relative !== null) return relative;
  const date = parseDate(text);
  if (date === null) return null;
  if (sign === null || sign === '=' || sign === '!=') {
    return step === null ? windowOf(date) : steppedWindowOf(date, step);
  }
  return comparedTo(sign, date.at, step);
}

/** Whether no moment of a range is among these. */
export function isOutside({ from, to }: Moments, range: Range): boolean {
  if (from !== null && from.at >= range.end) return true;
  return to !== null && (to.at < range.start || (to.at === range.start && to.is === '<'));
}
