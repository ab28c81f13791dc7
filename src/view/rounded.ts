import { SECOND } from '../model/time.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';

/** Which way a number is rounded: `down` gives one that is not larger, `up` one that is not smaller. */
export type Rounding = 'near' | 'down' | 'up';

const DIGITS = 3;

/** A finite number in three significant digits. */
export function rounded(value: number, rounding: Rounding = 'near'): number {
  const near = Number(value.toPrecision(DIGITS));
  const isBeyond = rounding === 'down' ? near > value : rounding === 'up' && near < value;
  if (!isBeyond) return near;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - DIGITS + 1);
  return Number((rounding === 'down' ? near - step : near + step).toPrecision(DIGITS));
}

/** A length of time as a search takes it, in three digits: `412ms`, `1.35s`. */
export function writtenDuration(ms: Milliseconds, rounding: Rounding = 'near'): string {
  const short = rounded(ms, rounding);
  return short < 1_000 ? `${short}ms` : `${Number((short / 1_000).toPrecision(DIGITS))}s`;
}

/** A time as a search takes it, to the second: `2026-11-22T14:03:20Z`. */
export function writtenMoment(at: EpochMs, rounding: Rounding = 'near'): string {
  const round = { near: Math.round, down: Math.floor, up: Math.ceil }[rounding];
  return new Date(round(at / SECOND) * SECOND).toISOString().replace('.000Z', 'Z');
}
