import { DAY, HOUR, MINUTE, SECOND } from '../model/time.ts';

const DURATION_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  ms: 1,
  s: SECOND,
  m: MINUTE,
  min: MINUTE,
  h: HOUR,
  hr: HOUR,
  d: DAY,
  day: DAY,
  w: 7 * DAY,
  wk: 7 * DAY,
};

const NUMBER_SUFFIXES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9 };

function read(text: string, units: Readonly<Record<string, number>>): number {
  const [, digits, unit = ''] = /^(-?\d+(?:\.\d*)?)([a-z]*)$/i.exec(text) ?? [];
  const factor = units[unit.toLowerCase()];
  return digits === undefined || factor === undefined ? NaN : Number(digits) * factor;
}

/** Reads `300ms`, `2.17s`, `5m`, `1h`, or a number of milliseconds. NaN when it is none. */
export function parseDuration(text: string): number {
  return read(text, DURATION_UNITS);
}

/** Reads `500`, `1.5k`, `2m` (two million), `1b`. NaN when it is none. */
export function parseNumber(text: string): number {
  return read(text, NUMBER_SUFFIXES);
}
