import { DAY, MINUTE, SECOND } from '../model/time.ts';
import type { EpochMs, Milliseconds, Range } from '../model/time.ts';
import type { Zone } from './view.ts';

/** What a typed time is read against. */
export interface InputContext {
  readonly now: EpochMs;
  /** Whose clock is meant where the text names none. */
  readonly zone: Zone;
  /** The day a week begins with, counted from Sunday as 0; Monday where it is left out. */
  readonly firstDay?: number;
}

/** Why a typed time cannot be read, and which characters of it are to blame. */
export interface InputFault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly advice: string;
}

export const TIME_ADVICE =
  'Try -2h, yesterday, 2026-11-01 14:00..15:00, or seconds or milliseconds since 1970.';

/** A part of the text that somebody typed, and where in the text it begins. */
export interface Piece {
  readonly text: string;
  readonly at: number;
}

/** A moment as it was typed: the time that its precision spans, such as a whole day or one minute. */
export interface Moment extends Range {
  /** `part`: a clock time or finer. */
  readonly precision: 'month' | 'day' | 'part';
}

export type MomentReading = Moment | { readonly fault: InputFault };

export function faultAt(piece: Piece, message: string, advice: string = TIME_ADVICE): { fault: InputFault } {
  return { fault: { start: piece.at, end: piece.at + piece.text.length, message, advice } };
}

/** Without the space around it. */
export function trimmed({ text, at }: Piece): Piece {
  return { text: text.trim(), at: at + text.length - text.trimStart().length };
}

/** Year, month (from 0), day and milliseconds of the day on a zone's clock, as a moment. */
function momentOf(
  year: number,
  month: number,
  day: number,
  ms: Milliseconds,
  zone: Zone | Milliseconds,
): EpochMs {
  if (zone === 'local') return new Date(year, month, day, 0, 0, 0, ms).getTime();
  return Date.UTC(year, month, day) + ms - (zone === 'utc' ? 0 : zone);
}

/** The day on a zone's clock, `by` days later. */
export function dayAt(at: EpochMs, zone: Zone, by = 0): EpochMs {
  const date = new Date(at);
  return zone === 'utc'
    ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + by)
    : new Date(date.getFullYear(), date.getMonth(), date.getDate() + by).getTime();
}

/** The first of the month on a zone's clock, `by` months later. */
export function monthAt(at: EpochMs, zone: Zone, by = 0): EpochMs {
  const date = new Date(at);
  return zone === 'utc'
    ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by)
    : new Date(date.getFullYear(), date.getMonth() + by).getTime();
}

const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?<fraction>\.\d{1,9})?)?`;
const OFFSET = String.raw`\s*(?<offset>z|utc|gmt|[+-]\d\d:?\d\d)?`;
const NUMBERS = new RegExp(
  String.raw`^(?<year>\d{4})-(?<month>\d\d)(?:-(?<day>\d\d)(?:(?:t|\s+)${CLOCK}${OFFSET})?)?$`,
  'di',
);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WORDS = new RegExp(
  String.raw`^(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,?\s+)?(?<day>\d{1,2})\s+(?<name>[a-z]{3,9})(?:\s+(?<year>\d{4}))?(?:,?\s+${CLOCK}${OFFSET})?$`,
  'di',
);
const NAMED = new RegExp(String.raw`^(?<name>today|yesterday)(?:\s+${CLOCK}${OFFSET})?$`, 'di');
const ALONE = new RegExp(`^${CLOCK}${OFFSET}$`, 'di');

type Groups = Readonly<Record<string, string | undefined>>;

interface Match {
  readonly groups: Groups;
  /** The characters of a group, for what has to be said about it. */
  readonly piece: (group: string) => Piece;
}

function match(pattern: RegExp, { text, at }: Piece): Match | null {
  const found = pattern.exec(text);
  if (found?.groups === undefined) return null;
  const places = found.indices?.groups;
  const { groups } = found;
  return {
    groups,
    piece: (group) => ({ text: groups[group] ?? '', at: at + (places?.[group]?.[0] ?? 0) }),
  };
}

/** How far ahead of UTC a written offset is; null where none is written. */
function offsetOf({ offset }: Groups): Milliseconds | null {
  if (offset === undefined) return null;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
}

interface ClockTime {
  /** Milliseconds since midnight. */
  readonly ms: Milliseconds;
  /** How long the written time lasts: a minute, a second, a millisecond. */
  readonly length: Milliseconds;
  readonly offset: Milliseconds | null;
}

/** Reads the clock time of a match; null where it has none. */
function clockOf({ groups, piece }: Match): ClockTime | { fault: InputFault } | null {
  const { hour, minute, second, fraction } = groups;
  if (hour === undefined || minute === undefined) return null;
  if (Number(hour) > 23) return faultAt(piece('hour'), `There is no hour ${hour}: a day has 0 to 23.`);
  if (Number(minute) > 59) return faultAt(piece('minute'), `There is no minute ${minute}.`);
  if (Number(second ?? 0) > 59) return faultAt(piece('second'), `There is no second ${second ?? ''}.`);
  const ms = (Number(hour) * 60 + Number(minute)) * MINUTE + Number(second ?? 0) * SECOND;
  const length = second === undefined ? MINUTE : fraction === undefined ? SECOND : 1;
  return { ms: ms + Number(fraction ?? 0) * SECOND, length, offset: offsetOf(groups) };
}

/** A day of the calendar, and the clock time on it if there is one. */
function onDay(found: Match, year: number, month: number, day: number, context: InputContext): MomentReading {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  if (day < 1 || day > last) {
    return faultAt(found.piece('day'), `That month has ${last} days.`);
  }
  const clock = clockOf(found);
  if (clock === null) {
    const start = momentOf(year, month, day, 0, context.zone);
    return { start, end: dayAt(start, context.zone, 1), precision: 'day' };
  }
  if ('fault' in clock) return clock;
  const start = momentOf(year, month, day, clock.ms, clock.offset ?? context.zone);
  return { start, end: start + clock.length, precision: 'part' };
}

function readNumbers(found: Match, context: InputContext): MomentReading {
  const { year, month, day } = found.groups;
  if (Number(year) < 1970) return faultAt(found.piece('year'), 'Times begin with 1970.');
  if (Number(month) < 1 || Number(month) > 12) {
    return faultAt(found.piece('month'), `There is no month ${month ?? ''}: a year has 01 to 12.`);
  }
  if (day === undefined) {
    const start = momentOf(Number(year), Number(month) - 1, 1, 0, context.zone);
    return { start, end: monthAt(start, context.zone, 1), precision: 'month' };
  }
  return onDay(found, Number(year), Number(month) - 1, Number(day), context);
}

function readWords(found: Match, context: InputContext): MomentReading {
  const { day, name = '', year } = found.groups;
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  if (month < 0) return faultAt(found.piece('name'), `“${name}” is no month.`);
  if (year !== undefined) return onDay(found, Number(year), month, Number(day), context);
  // Without a year the last such day is meant.
  const now = new Date(context.now);
  const thisYear = context.zone === 'utc' ? now.getUTCFullYear() : now.getFullYear();
  const read = onDay(found, thisYear, month, Number(day), context);
  return 'fault' in read || read.start <= context.now
    ? read
    : onDay(found, thisYear - 1, month, Number(day), context);
}

function readNamed(found: Match, context: InputContext): MomentReading {
  const start = dayAt(context.now, context.zone, found.groups['name']?.toLowerCase() === 'today' ? 0 : -1);
  const clock = clockOf(found);
  if (clock === null) return { start, end: dayAt(start, context.zone, 1), precision: 'day' };
  return 'fault' in clock ? clock : atClock(start, clock, context.zone);
}

function atClock(day: EpochMs, clock: ClockTime, zone: Zone): Moment {
  const date = new Date(day);
  const [year, month, date_] =
    zone === 'utc'
      ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
      : [date.getFullYear(), date.getMonth(), date.getDate()];
  const start = momentOf(year, month, date_, clock.ms, clock.offset ?? zone);
  return { start, end: start + clock.length, precision: 'part' };
}

/** A clock time without a day: after `after` as soon as may be, else the last one before now. */
function readAlone(found: Match, context: InputContext, after: EpochMs | null): MomentReading {
  const clock = clockOf(found);
  if (clock === null || 'fault' in clock) return clock ?? faultAt(found.piece('hour'), 'This is no time.');
  const { now, zone } = context;
  const base = atClock(dayAt(after ?? now, zone), clock, zone);
  if (after !== null) return base.start > after ? base : atClock(dayAt(after, zone, 1), clock, zone);
  return base.start <= now ? base : atClock(dayAt(now, zone, -1), clock, zone);
}

function readEpoch(piece: Piece): MomentReading {
  const digits = /^\d+/.exec(piece.text)?.[0].length ?? 0;
  const value = Number(piece.text);
  if (digits === 10) return { start: value * SECOND, end: value * SECOND + SECOND, precision: 'part' };
  if (digits === 13) return { start: value, end: value + 1, precision: 'part' };
  return faultAt(
    piece,
    `A number of ${digits} digits is no time.`,
    'Seconds since 1970 have 10 digits, milliseconds 13.',
  );
}

/**
 * Reads one moment: `now`, `today`, `yesterday 14:00`, `2026-11`, `2026-11-01`, `2026-11-01 14:00:05.250 UTC`,
 * `1 Nov 14:00`, `14:00`, seconds or milliseconds since 1970. A clock time alone is the next one after `after`, or
 * the last one before now.
 */
export function readMoment(whole: Piece, context: InputContext, after: EpochMs | null): MomentReading {
  const piece = trimmed(whole);
  const { now } = context;
  if (/^now$/i.test(piece.text)) return { start: now, end: now, precision: 'part' };
  if (/^\d{5,}(\.\d+)?$/.test(piece.text)) return readEpoch(piece);
  const numbers = match(NUMBERS, piece);
  if (numbers !== null) return readNumbers(numbers, context);
  const words = match(WORDS, piece);
  if (words !== null) return readWords(words, context);
  const named = match(NAMED, piece);
  if (named !== null) return readNamed(named, context);
  const alone = match(ALONE, piece);
  if (alone !== null) return readAlone(alone, context, after);
  return faultAt(piece, piece.text === '' ? 'Here a time is missing.' : `“${piece.text}” is no time.`);
}

/** Half of what is shown around a single moment. */
export const AROUND: Milliseconds = 15 * MINUTE;

/** The week on a zone's clock, from its first day, `by` weeks later. */
export function weekAt(at: EpochMs, { zone, firstDay = 1 }: InputContext, by = 0): EpochMs {
  const day = dayAt(at, zone);
  const weekday = zone === 'utc' ? new Date(day).getUTCDay() : new Date(day).getDay();
  return dayAt(day + DAY / 2, zone, 7 * by - ((weekday + 7 - firstDay) % 7));
}
