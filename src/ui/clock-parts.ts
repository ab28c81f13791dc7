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

interface Names {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
}

let names: Names | null = null;

/** As the language writes them. A formatter takes many times as long as all the rest, so each name is asked for once. */
function namesOf(): Names {
  if (names !== null) return names;
  const name = (options: Intl.DateTimeFormatOptions): ((at: EpochMs) => string) => {
    const formatter = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
    return (at) => formatter.format(at);
  };
  // The fourth of January 1970 was a Sunday.
  const weekdays = Array.from({ length: 7 }, (_, day) => Date.UTC(1970, 0, 4 + day));
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(1970, month, 1));
  names = {
    weekdays: weekdays.map(name({ weekday: 'short' })),
    months: months.map(name({ month: 'short' })),
  };
  return names;
}

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
  const { weekdays, months } = namesOf();
  return {
    day: `${weekdays[weekday] ?? ''} ${date} ${months[month] ?? ''} ${year}`,
    time: `${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)}.${digits(milliseconds, 3)}`,
    zone: zone === 'utc' ? 'UTC' : localZone(at),
  };
}
