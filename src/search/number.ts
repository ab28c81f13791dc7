import { NUMBER_COLUMNS } from '../model/column.ts';
import type { NumberColumn } from '../model/column.ts';
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

const PERCENTAGE = { '': 1, '%': 1 / 100 };

function read(text: string, units: Readonly<Record<string, number>>): number {
  const [, digits, unit = ''] = /^(-?\d+(?:\.\d*)?)([a-z%]*)$/i.exec(text) ?? [];
  const name = unit.toLowerCase();
  if (digits === undefined || !Object.hasOwn(units, name)) return Number.NaN;
  const factor = units[name] ?? 1;
  // 5 % is 5 ÷ 100: the product with 0.01 may be another double.
  const value = factor < 1 ? Number(digits) / (1 / factor) : Number(digits) * factor;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Reads `300ms`, `2.17s`, `5m`, `1h`, or a number of milliseconds. NaN when it is none, or beyond all numbers. */
export function parseDuration(text: string): number {
  return read(text, DURATION_UNITS);
}

/** Reads `500`, `1.5k`, `2m` (two million), `1b`. NaN when it is none, or beyond all numbers. */
export function parseNumber(text: string): number {
  return read(text, NUMBER_SUFFIXES);
}

/** Reads `5%` as 0.05, and `0.05`. NaN when it is none. */
export function parsePercentage(text: string): number {
  return read(text, PERCENTAGE);
}

/** A number as a column would hold it: a vital that was sent as 0.1 is found by 0.1. */
export function asHeld(field: NumberColumn, value: number): number {
  const rounded = NUMBER_COLUMNS.get(field)?.precision === 'float32' ? Math.fround(value) : value;
  return Number.isFinite(rounded) ? rounded : value;
}
