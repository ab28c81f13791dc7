import type { EpochMs, Range } from '../model/time.ts';

const LATEST = 8.64e15;

/** Reads an ISO 8601 date and time, UTC where it names no zone; NaN when it is none. */
export function parseTime(text: string): EpochMs {
  const found = /^[+-]?\d{4,6}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (found === null) return Number.NaN;
  const time = Date.parse(found[1] === undefined ? `${text}Z` : text);
  return Math.abs(time) <= LATEST ? time : Number.NaN;
}

export function printTime(time: EpochMs): string {
  return new Date(time).toISOString();
}

/** An interval as an address has it, `2026-11-19T13:00:00.000Z..2026-11-19T14:00:00.000Z`. Whole milliseconds. */
export function printInterval({ start, end }: Range): string {
  return `${printTime(start)}..${printTime(end)}`;
}

/** Reads `printInterval`'s text; null when it is none, or ends before it starts. */
export function parseInterval(text: string): Range | null {
  const [from = '', to = '', ...more] = text.split('..');
  const range = { start: parseTime(from), end: parseTime(to) };
  return more.length === 0 && range.start < range.end ? range : null;
}
