import type { Unit } from '../../model/column.ts';
import { withMark } from '../../model/number-style.ts';
import {
  durationParts,
  formatCount,
  formatPercent,
  formatPlain,
  formatRate,
  formatScore,
  toIsoTime,
} from '../format.ts';
import type { Parts } from '../format.ts';

/** Narrow no-break space, as `format.ts` sets between a number and its unit. */
const THIN = '\u202f';

function split(text: string, unit: string): Parts {
  return text.endsWith(unit) ? { value: text.slice(0, -unit.length), unit } : { value: text, unit: '' };
}

/** A value of a Result cut into number and unit, so that the unit can be set back. */
export function valueParts(value: number, unit: Unit): Parts {
  switch (unit) {
    case 'ms':
      return durationParts(value);
    case 'per-minute':
      return split(formatRate(value), '/min');
    case 'ratio':
      return split(formatPercent(value), '%');
    case 'count':
      return { value: formatCount(value), unit: '' };
    case 'score':
      return { value: formatScore(value), unit: '' };
    case 'none':
      return { value: formatPlain(value), unit: '' };
    case 'epoch':
      return { value: toIsoTime(value), unit: '' };
  }
}

/** Units that stand apart from their number; `/min` and `%` stand close. */
export function isApart(unit: string): boolean {
  return unit !== '' && unit !== '%' && unit !== '/min';
}

/** A value in full precision, with its unit: what tooltips and copies say. */
export function exactText(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return 'no data';
  switch (unit) {
    case 'ms':
      return `${withMark(String(value))}${THIN}ms`;
    case 'per-minute':
      return `${withMark(String(value))}${THIN}per minute`;
    case 'ratio':
      return `${withMark(String(value * 100))}${THIN}%`;
    case 'epoch':
      return toIsoTime(value);
    case 'count':
    case 'score':
    case 'none':
      return withMark(String(value));
  }
}
