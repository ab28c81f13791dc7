import { unitOfShow } from '../metrics/derive.ts';
import { NUMBER_COLUMNS, isNumberColumn, isTag } from '../model/column.ts';
import type { Field } from '../model/column.ts';
import type { Show } from '../model/metric.ts';
import { SECOND } from '../model/time.ts';
import type { EpochMs } from '../model/time.ts';
import { asHeld, parseDuration } from './number.ts';

/** A number in digits, without an exponent: read again it is the same number. */
export function printDigits(value: number): string {
  const text = String(value);
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  if (shift > 0) return `${sign}${whole}${fraction}${'0'.repeat(shift - fraction.length)}`;
  return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
}

/** A length of time: `2.17s`, or in milliseconds where that is shorter or exact alone. */
function printDuration(value: number, isSame: (read: number) => boolean): string {
  const seconds = `${printDigits(value / SECOND)}s`;
  return Math.abs(value) >= SECOND && isSame(parseDuration(seconds)) ? seconds : `${printDigits(value)}ms`;
}

/** The shortest digits that a column holds as this number: 0.1 where it holds what float32 makes of that. */
function shortest(value: number, isSame: (read: number) => boolean): number {
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (isSame(short)) return short;
  }
  return value;
}

/** A number that a field is compared with. */
export function printNumber(field: Field, value: number): string {
  if (isTag(field) || !isNumberColumn(field)) return printDigits(value);
  const isSame = (read: number): boolean => asHeld(field, read) === value;
  const short = shortest(value, isSame);
  return NUMBER_COLUMNS.get(field)?.unit === 'ms' ? printDuration(short, isSame) : printDigits(short);
}

/** A moment, to the last bit of its fraction. */
export function printMoment(at: EpochMs): string {
  const whole = Math.floor(at);
  const text = new Date(whole).toISOString();
  const fraction = printDigits(at - whole).slice(2);
  return fraction === '' ? text : text.replace('Z', `${fraction}Z`);
}

/** A number that a metric is compared with. */
export function printMetricValue(show: Show, value: number): string {
  switch (unitOfShow(show)) {
    case 'ms':
      return printDuration(value, (read) => read === value);
    case 'epoch':
      return printMoment(value);
    default:
      return printDigits(value);
  }
}
