import type { EpochMs } from '../../model/time.ts';
import { toEpoch, toNumber } from '../foreign-value.ts';

const RFC_3339 = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * The seconds since 1970 of a timestamp as SDKs write it: seconds with a fraction, or, in older ones, RFC 3339 with
 * any number of digits; without a zone it is UTC. Null for anything else.
 */
export function toSeconds(value: unknown): number | null {
  const number = toNumber(value);
  if (number !== null) return toEpoch(number * 1000) === null ? null : number;
  if (typeof value !== 'string') return null;
  const [, date, time, fraction = '', zone = 'Z'] = RFC_3339.exec(value.trim()) ?? [];
  const whole = Date.parse(`${date}T${time}${zone.toUpperCase()}`) / 1000;
  const seconds = Number.isNaN(whole) ? null : whole + Number(`0${fraction}`);
  return seconds === null || toEpoch(seconds * 1000) === null ? null : seconds;
}

/** Epoch milliseconds of a timestamp; null when it is none. */
export function toEpochMs(value: unknown): EpochMs | null {
  const seconds = toSeconds(value);
  return seconds === null ? null : seconds * 1000;
}
