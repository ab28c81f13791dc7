import type { Unit } from '../model/column.ts';
import { withMark, writtenFixed, writtenWhole } from '../model/number-style.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';
import { writing } from './writing.ts';
import { clockParts } from './clock-parts.ts';

/** Stands in every place of a value that there is none of: never a zero. */
export const NO_VALUE = '—';

/** Narrow no-break space: between a number and its unit. */
const THIN = '\u202f';
const MINUS = '\u2212';

/** A value cut into its number and its unit, so that the unit can be set back. An empty unit has none. */
export interface Parts {
  readonly value: string;
  readonly unit: string;
}

function join({ value, unit }: Parts): string {
  return unit === '' ? value : `${value}${THIN}${unit}`;
}

/** Three significant digits of a number from 0 to below 1,000; trailing zeros stay: `2.10`, `84.6`, `412`. */
function threeDigits(value: number): string {
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(3));
  if (rounded >= 100) return rounded.toFixed(0);
  return withMark(rounded >= 10 ? rounded.toFixed(1) : rounded.toFixed(2));
}

/** The same of a number of any size: whole with its thousands set apart from 1,000 on, and what is little in full. */
function threeDigitsOfAny(value: number): string {
  const rounded = Number(value.toPrecision(3));
  if (rounded >= 1000) return writtenWhole(value);
  if (rounded === 0 || rounded >= 1) return threeDigits(value);
  return withMark(value.toFixed(Math.min(20, 2 - Math.floor(Math.log10(value)))));
}

const STEPS = [
  { unit: 'ns', perMs: 1e6, below: 1000 },
  { unit: 'µs', perMs: 1e3, below: 1000 },
  { unit: 'ms', perMs: 1, below: 1000 },
  { unit: 's', perMs: 1e-3, below: 60 },
] as const;

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function longDuration(ms: Milliseconds): Parts {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.round(ms / 60_000);
  const hours = Math.round(ms / 3_600_000);
  if (seconds < 3600) {
    return { value: `${Math.floor(seconds / 60)}${THIN}m ${twoDigits(seconds % 60)}`, unit: 's' };
  }
  if (minutes < 24 * 60) {
    return { value: `${Math.floor(minutes / 60)}${THIN}h ${twoDigits(minutes % 60)}`, unit: 'm' };
  }
  return { value: `${Math.floor(hours / 24)}${THIN}d ${twoDigits(hours % 24)}`, unit: 'h' };
}

/**
 * A length of time as the reader wants durations: in the unit that suits it (`suitedParts`), or in three significant
 * digits of the one unit that was chosen, whole units above 1,000: `0.412 s`, `252,000 ms`.
 */
export function durationParts(ms: Milliseconds): Parts {
  const { durations } = writing();
  if (durations === 'suited' || !Number.isFinite(ms)) return suitedParts(ms);
  const size = durations === 's' ? Math.abs(ms) / 1000 : Math.abs(ms);
  return { value: (ms < 0 ? MINUS : '') + threeDigitsOfAny(size), unit: durations };
}

/**
 * A length of time in the unit that suits it, three significant digits below a minute: 840 ns, 412 µs, 4.31 ms,
 * 412 ms, 3.42 s, 4 m 12 s, 2 h 05 m, 3 d 04 h. A value that rounds up to the next unit is written in it.
 */
function suitedParts(ms: Milliseconds): Parts {
  if (!Number.isFinite(ms)) return { value: NO_VALUE, unit: '' };
  if (ms === 0) return { value: '0', unit: 'ms' };
  const size = Math.abs(ms);
  const sign = ms < 0 ? MINUS : '';
  for (const { unit, perMs, below } of STEPS) {
    const value = size * perMs;
    if (Number(value.toPrecision(3)) < below) return { value: sign + threeDigits(value), unit };
  }
  const { value, unit } = longDuration(size);
  return { value: sign + value, unit };
}

/** `durationParts` as one text: `2.17 s`. NaN, which is "no data", becomes a dash. */
export function formatDuration(ms: Milliseconds): string {
  return join(durationParts(ms));
}

/** How long something lasts that is waited for, or lies back: always in the units that suit it. */
export function formatWait(ms: Milliseconds): string {
  return join(suitedParts(ms));
}

/** The units that an axis or a table column may be written in as a whole. */
export type DurationUnit = (typeof STEPS)[number]['unit'];

/** The unit for a whole axis or column, chosen from a typical value of it such as the median. */
export function durationUnit(typical: Milliseconds): DurationUnit {
  const { unit } = durationParts(typical);
  return STEPS.find((step) => step.unit === unit)?.unit ?? 's';
}

/** A length of time in a given unit, as columns with one unit write it: three significant digits, whole units above 1,000. */
export function durationPartsIn(ms: Milliseconds, unit: DurationUnit): Parts {
  if (!Number.isFinite(ms)) return { value: NO_VALUE, unit: '' };
  return { value: (ms < 0 ? MINUS : '') + threeDigitsOfAny(Math.abs(ms) * perMsOf(unit)), unit };
}

function perMsOf(unit: DurationUnit): number {
  return STEPS.find((step) => step.unit === unit)?.perMs ?? 1;
}

/** `durationPartsIn` as one text, as axes write it. `digits` fixes the decimals instead, where ticks must line up. */
export function formatDurationIn(ms: Milliseconds, unit: DurationUnit, digits?: number): string {
  if (digits === undefined || !Number.isFinite(ms)) return join(durationPartsIn(ms, unit));
  return `${ms < 0 ? MINUS : ''}${writtenFixed(Math.abs(ms) * perMsOf(unit), digits)}${THIN}${unit}`;
}

function signed(value: number, write: (size: number) => string): string {
  if (!Number.isFinite(value)) return NO_VALUE;
  return (value < 0 ? MINUS : '') + write(Math.abs(value));
}

/** A whole number with its thousands set apart: `41,877`. An estimated count is rounded. */
export function formatCount(count: number): string {
  return signed(count, writtenWhole);
}

const LARGE = ['', 'k', 'M', 'G', 'T'] as const;

/** A number in three significant digits with a suffix for thousands: `0.42`, `12.0`, `1.24k`, `3.10M`. */
function short(value: number): string {
  return signed(value, (size) => {
    let rest = size;
    let step = 0;
    while (Number(rest.toPrecision(3)) >= 1000 && step < LARGE.length - 1) {
      rest /= 1000;
      step += 1;
    }
    if (rest > 0 && rest < 0.005) return withMark('<0.01');
    return `${threeDigits(rest)}${LARGE[step] ?? ''}`;
  });
}

/** A count where room is short: whole below 1,000, then `1.24k`, `12.4k`, `3.10M`. */
export function formatShortCount(count: number): string {
  return Math.abs(Math.round(count)) < 1000 ? formatCount(count) : short(count);
}

/** Events a minute: `1.24k/min`, `0.42/min`, `<0.01/min`. */
export function formatRate(perMinute: number): string {
  return Number.isFinite(perMinute) ? `${short(perMinute)}/min` : NO_VALUE;
}

/**
 * A ratio from 0 to 1 as a percentage: `0.42%`, `12.5%`, `7.00%`, and `7%` when it is that exactly. What is not zero
 * is never written as zero (`<0.01%`, on either side of it), and what is not all is never written as all (`>99.9%`,
 * and `<−99.9%` of all that is taken away).
 */
export function formatPercent(ratio: number): string {
  const isLittle = ratio !== 0 && Math.abs(ratio) * 100 < 0.01;
  if (isLittle) return withMark('<0.01%');
  const isNearlyAll = Math.abs(ratio) < 1 && Number((Math.abs(ratio) * 100).toPrecision(3)) >= 100;
  if (isNearlyAll) return withMark(ratio < 0 ? `<${MINUS}99.9%` : '>99.9%');
  return signed(ratio, (size) => {
    const percent = size * 100;
    if (percent === 0) return '0%';
    const isWhole = percent >= 1000 || Math.abs(percent - Math.round(percent)) < 1e-9;
    return `${isWhole ? writtenWhole(percent) : threeDigits(percent)}%`;
  });
}

/** How many times as much something is: `×1.42`, `×12.0`, `×1,240`. */
export function formatFactor(factor: number): string {
  return Number.isFinite(factor) ? `×${threeDigitsOfAny(Math.abs(factor))}` : NO_VALUE;
}

/** Apdex and User Misery: two decimals. */
export function formatScore(score: number): string {
  return signed(score, (size) => withMark(size.toFixed(2)));
}

/** A number without a unit, such as CLS: three decimals below 10, else three significant digits. */
export function formatPlain(value: number): string {
  return signed(value, (size) => (size < 10 ? withMark(size.toFixed(3)) : short(size)));
}

/** Which clock times are written in; a setting of the view. */
export type Zone = 'utc' | 'local';

/** The pieces of a moment as text, for those who set them apart: `day` is `Thu 19 Nov 2026`. */
export interface Moment {
  readonly day: string;
  /** `13:22:04.611` */
  readonly time: string;
  /** `UTC`, or the short name of the local zone. */
  readonly zone: string;
}

/** Cuts a moment into day, time of day and zone; null where there is no such moment. */
export function momentParts(at: EpochMs, zone: Zone): Moment | null {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return null;
  return clockParts(at, zone);
}

/** The zone that clock times are written in at a moment: `UTC`, or the local one's short name such as `CET`. */
export function zoneName(at: EpochMs, zone: Zone): string {
  return momentParts(at, zone)?.zone ?? '';
}

/** A moment to the millisecond, with its zone: `Thu 19 Nov 2026 13:22:04.611 UTC`. */
export function formatTime(at: EpochMs, zone: Zone): string {
  const moment = momentParts(at, zone);
  return moment === null ? NO_VALUE : `${moment.day} ${moment.time} ${moment.zone}`;
}

/** A moment to the minute, with its zone: `19 Nov 2026 13:22 UTC`. */
export function formatMinute(at: EpochMs, zone: Zone): string {
  const moment = momentParts(at, zone);
  if (moment === null) return NO_VALUE;
  return `${moment.day.slice(moment.day.indexOf(' ') + 1)} ${moment.time.slice(0, 5)} ${moment.zone}`;
}

/** A moment as ISO 8601 in UTC, as copies carry it. */
export function toIsoTime(at: EpochMs): string {
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : NO_VALUE;
}

/** A value of a Result in its column's unit. */
export function formatValue(value: number, unit: Unit, zone: Zone = 'utc'): string {
  switch (unit) {
    case 'ms':
      return formatDuration(value);
    case 'epoch':
      return formatTime(value, zone);
    case 'count':
      return formatCount(value);
    case 'per-minute':
      return formatRate(value);
    case 'ratio':
      return formatPercent(value);
    case 'score':
      return formatScore(value);
    case 'none':
      return formatPlain(value);
  }
}
