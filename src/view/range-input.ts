import { DAY, HOUR, MINUTE, SECOND } from '../model/time.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';
import { AROUND, TIME_ADVICE, dayAt, faultAt, monthAt, readMoment, trimmed, weekAt } from './moment-input.ts';
import type { InputContext, InputFault, Moment, Piece } from './moment-input.ts';
import { LONGEST } from './range.ts';
import type { ViewRange } from './range.ts';

export type RangeReading = { readonly range: ViewRange } | { readonly fault: InputFault };

const UNITS: readonly (readonly [RegExp, Milliseconds])[] = [
  [/^(s|secs?|seconds?)$/i, SECOND],
  [/^(m|mins?|minutes?)$/i, MINUTE],
  [/^(h|hrs?|hours?)$/i, HOUR],
  [/^(d|days?)$/i, DAY],
  [/^(w|weeks?)$/i, 7 * DAY],
];

/** `1 Nov`, which is no length though it is a number and a word. */
function isDate(text: string): boolean {
  return /^\d{1,2}\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(\s|$)/i.test(text);
}

const LENGTH_ADVICE = 'Write a number and s, m, h, d or w, such as 90m or 7d.';

/** Reads `2h`, `90 min`, `1h30m` as milliseconds; null where it is none at all. */
function readLength(piece: Piece): Milliseconds | { fault: InputFault } | null {
  if (!/^(\d+(\.\d+)?\s*[a-z]+\s*)+$/i.test(piece.text) || isDate(piece.text)) return null;
  let sum = 0;
  for (const part of piece.text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)) {
    const [whole, digits = '', name = ''] = part;
    const unit = UNITS.find(([pattern]) => pattern.test(name))?.[1];
    const at = piece.at + part.index;
    if (unit === undefined) {
      const place = { text: name, at: at + whole.length - name.length };
      return faultAt(place, `“${name}” is no unit of time.`, LENGTH_ADVICE);
    }
    sum += Number(digits) * unit;
  }
  const length = Math.round(sum);
  if (length > 0 && length <= LONGEST) return length;
  return faultAt(piece, length > 0 ? 'That is more than a hundred years.' : 'That is no time at all.');
}

const CALENDAR: Readonly<Record<string, (context: InputContext) => readonly [EpochMs, EpochMs]>> = {
  today: ({ now, zone }) => [dayAt(now, zone), now],
  'this week': (context) => [weekAt(context.now, context), context.now],
  'last week': (context) => [weekAt(context.now, context, -1), weekAt(context.now, context)],
  'this month': ({ now, zone }) => [monthAt(now, zone), now],
  'last month': ({ now, zone }) => [monthAt(now, zone, -1), monthAt(now, zone)],
};

/** Between the two ends of a range. */
const BETWEEN = /\.{2,3}|…|\s+(?:to|until|-|–|—)\s+|[–—]/i;

/**
 * Reads a range as people write it: a length before now (`-2h`, `90 min`, `last 7 days`), a part of the calendar
 * (`yesterday`, `last week`, `2026-11-01`, `2026-11`), two ends (`2026-11-01 14:00..15:00`, `yesterday 9:00 to now`,
 * `14:00..+30m`), or one moment, which shows a quarter of an hour to either side. Never throws.
 */
export function readRange(text: string, context: InputContext): RangeReading {
  const whole = trimmed({ text, at: 0 });
  if (whole.text === '') return faultAt(whole, 'Nothing is written yet.');
  const between = BETWEEN.exec(whole.text);
  if (between !== null) {
    const first = { text: whole.text.slice(0, between.index), at: whole.at };
    const next = between.index + between[0].length;
    return readEnds(first, { text: whole.text.slice(next), at: whole.at + next }, context);
  }
  const calendar = CALENDAR[whole.text.toLowerCase().replaceAll(/\s+/g, ' ')];
  if (calendar !== undefined) {
    const [start, end] = calendar(context);
    return toRange(start, end, whole, context);
  }
  const prefix = /^(?:-\s*|last\s+|past\s+)/i.exec(whole.text)?.[0].length ?? 0;
  const length = readLength({ text: whole.text.slice(prefix), at: whole.at + prefix });
  if (length !== null) return typeof length === 'number' ? { range: { last: length } } : length;
  const moment = readMoment(whole, context, null);
  if ('fault' in moment) return moment;
  return moment.precision === 'part'
    ? toRange(moment.start - AROUND, moment.end + AROUND, whole, context)
    : toRange(moment.start, moment.end, whole, context);
}

/** A moment, or so much before now (`-2h`). */
function readStart(piece: Piece, context: InputContext): Moment | { fault: InputFault } | { last: number } {
  const { text, at } = piece;
  const prefix = /^(?:now\s*)?-\s*/i.exec(text)?.[0].length ?? 0;
  if (prefix > 0) {
    const length = readLength({ text: text.slice(prefix), at: at + prefix });
    if (typeof length === 'number') return { last: length };
    if (length !== null) return length;
  }
  return readMoment(piece, context, null);
}

function readEnds(one: Piece, two: Piece, context: InputContext): RangeReading {
  const [first, second] = [trimmed(one), trimmed(two)];
  const from = readStart(first, context);
  if ('fault' in from) return from;
  const start = 'last' in from ? context.now - from.last : from.start;
  const isUntilNow = /^(now)?$/i.test(second.text);
  if (isUntilNow && 'last' in from) return { range: { last: from.last } };
  if (isUntilNow) return toRange(start, context.now, first, context);
  const plus = /^\+\s*/.exec(second.text)?.[0].length ?? 0;
  const length = readLength({ text: second.text.slice(plus), at: second.at + plus });
  if (length !== null) {
    return typeof length === 'number' ? toRange(start, start + length, second, context) : length;
  }
  if (plus > 0) return faultAt(second, 'After + comes a length of time.', LENGTH_ADVICE);
  const before = /^(?:now\s*)?-/i.test(second.text) ? readStart(second, context) : null;
  const until = before ?? readMoment(second, context, start);
  if ('fault' in until) return until;
  if ('last' in until) return toRange(start, context.now - until.last, second, context);
  // A day as the end belongs to the range, a clock time does not.
  return toRange(start, until.precision === 'part' ? until.start : until.end, second, context);
}

function toRange(start: EpochMs, end: EpochMs, piece: Piece, { now }: InputContext): RangeReading {
  const range = { start: Math.floor(start), end: Math.ceil(end) };
  if (!(range.start < range.end)) {
    return faultAt(piece, 'It ends before it starts.', 'Write the earlier time first.');
  }
  if (range.start >= now) {
    return faultAt(piece, 'It lies in the future, where nothing is yet.', TIME_ADVICE);
  }
  return { range };
}
