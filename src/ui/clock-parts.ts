import { HOUR } from '../model/time.ts';
import type { EpochMs } from '../model/time.ts';
import type { Moment, Zone } from './format.ts';

/** What a calendar and a clock show at a moment; the weekday counted from Sunday, the month from January. */
interface Shown {
  readonly weekday: number;
  readonly date: number;
  readonly month: number;
  readonly year: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;
}

function shownAt(at: EpochMs, zone: Zone): Shown {
  const date = new Date(at);
  return zone === 'utc'
    ? {
        weekday: date.getUTCDay(),
        date: date.getUTCDate(),
        month: date.getUTCMonth(),
        year: date.getUTCFullYear(),
        hours: date.getUTCHours(),
        minutes: date.getUTCMinutes(),
        seconds: date.getUTCSeconds(),
        milliseconds: date.getUTCMilliseconds(),
      }
    : {
        weekday: date.getDay(),
        date: date.getDate(),
        month: date.getMonth(),
        year: date.getFullYear(),
        hours: date.getHours(),
        minutes: date.getMinutes(),
        seconds: date.getSeconds(),
        milliseconds: date.getMilliseconds(),
      };
}

// As British English writes them; a formatter that says so takes many times as long as all the rest.
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'] as const;

const MOST_ZONES = 1_000;
const zones = new Map<number, string>();
let zoneFormatter: Intl.DateTimeFormat | null = null;

/** The short name of the local zone; it changes at quarters of an hour. */
function localZone(at: EpochMs): string {
  const quarter = Math.floor((4 * at) / HOUR);
  const known = zones.get(quarter);
  if (known !== undefined) return known;
  zoneFormatter ??= new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });
  const found = zoneFormatter.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  if (zones.size >= MOST_ZONES) zones.clear();
  zones.set(quarter, found);
  return found;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** A moment of a calendar's years, in pieces. */
export function clockParts(at: EpochMs, zone: Zone): Moment {
  const { weekday, date, month, year, hours, minutes, seconds, milliseconds } = shownAt(at, zone);
  return {
    day: `${WEEKDAYS[weekday] ?? ''} ${date} ${MONTHS[month] ?? ''} ${year}`,
    time: `${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)}.${digits(milliseconds, 3)}`,
    zone: zone === 'utc' ? 'UTC' : localZone(at),
  };
}
