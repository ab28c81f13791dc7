import { DAY, HOUR, MINUTE } from '../../model/time.ts';
import type { EpochMs, Milliseconds, Range } from '../../model/time.ts';
import type { Zone } from '../format.ts';

/** Narrow no-break space, as between every number and its unit. */
const THIN = '\u202f';

/** `24 h`, `7 d`, `90 min`: a length in the largest unit that keeps it whole; hours up to two days. */
export function formatLength(length: Milliseconds): string {
  const units: readonly (readonly [string, Milliseconds])[] = [
    ['d', DAY],
    ['h', HOUR],
    ['min', MINUTE],
    ['s', 1000],
  ];
  for (const [name, unit] of units) {
    if (name === 'd' && length <= 2 * DAY) continue;
    if (length % unit === 0) return `${length / unit}${THIN}${name}`;
  }
  return `${length}${THIN}ms`;
}

/** Kept: to make one takes a hundred times as long as to use it. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function part(zone: Zone, options: Intl.DateTimeFormatOptions, at: EpochMs): string {
  const timeZone = zone === 'utc' ? { timeZone: 'UTC' } : {};
  const key = JSON.stringify([zone, options]);
  const format =
    FORMATS.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...timeZone, ...options, hourCycle: 'h23' });
  FORMATS.set(key, format);
  return format.format(at);
}

function day(zone: Zone, at: EpochMs): string {
  return part(zone, { day: 'numeric', month: 'short' }, at);
}

function time(zone: Zone, at: EpochMs): string {
  const isWhole = at % MINUTE === 0;
  return part(zone, { hour: '2-digit', minute: '2-digit', ...(isWhole ? {} : { second: '2-digit' }) }, at);
}

/** `19 Nov 13:00 – 14:30`, or with both days where they differ. */
export function formatInterval({ start, end }: Range, zone: Zone): string {
  const from = `${day(zone, start)} ${time(zone, start)}`;
  const isSameDay = day(zone, start) === day(zone, end);
  return `${from} – ${isSameDay ? '' : `${day(zone, end)} `}${time(zone, end)}`;
}

/** Both ends at the nearest minute, where seconds would say no more. */
export function roundedToMinutes({ start, end }: Range): Range {
  return { start: Math.round(start / MINUTE) * MINUTE, end: Math.round(end / MINUTE) * MINUTE };
}

/** A date and a time of day as their input fields hold them: `2026-11-19` and `13:05`. */
export interface Fields {
  readonly date: string;
  readonly time: string;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Splits a moment for input fields; seconds are left away. */
export function toFields(at: EpochMs, zone: Zone): Fields {
  if (zone === 'utc') {
    const [date = '', time = ''] = new Date(at).toISOString().split('T');
    return { date, time: time.slice(0, 5) };
  }
  const moment = new Date(at);
  return {
    date: `${String(moment.getFullYear()).padStart(4, '0')}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`,
    time: `${two(moment.getHours())}:${two(moment.getMinutes())}`,
  };
}

/** The moment that input fields mean; NaN while they are not filled. `9:05` and `09:05:30` are times as well. */
export function fromFields({ date, time }: Fields, zone: Zone): EpochMs {
  const [, hours, rest] = /^(\d{1,2})(:\d\d(?::\d\d)?)$/.exec(time.trim()) ?? [];
  if (hours === undefined) return NaN;
  return Date.parse(`${date}T${hours.padStart(2, '0')}${rest}${zone === 'utc' ? 'Z' : ''}`);
}
