import { NUMBER_COLUMNS } from '../model/column.ts';
import type { NumberColumn } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import { asHeld, parseDuration, parseNumber } from './number.ts';
import type { Operand } from './operand.ts';
import { SearchProblem } from './search-error.ts';
import type { Place } from './search-error.ts';

/** What a negated comparison is: the opposite one, which a missing value does not fulfil either. */
export const OPPOSITE = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

function negate(filter: Filter, isNegated: boolean): Filter {
  return isNegated ? { kind: 'not', of: filter } : filter;
}

/** `key:>value` on a number. A negated equality keeps rows without a value. */
export function numberCondition(field: NumberColumn, operand: Operand, isNegated: boolean): Filter {
  const read = (text: string): number => asHeld(field, readNumber(field, text, operand));
  if (operand.kind === 'list') {
    const values = operand.items.map(({ text, isQuoted }) => (text === '' && isQuoted ? null : read(text)));
    return negate({ kind: 'in', field, values }, isNegated);
  }
  const { sign, text } = operand;
  if (text === '' && sign === null) return negate({ kind: 'has', field }, !isNegated);
  const value = read(text);
  if (sign === null || sign === '=' || sign === '!=') {
    return negate({ kind: 'compare', field, is: '=', value }, isNegated !== (sign === '!='));
  }
  return { kind: 'compare', field, is: isNegated ? OPPOSITE[sign] : sign, value };
}

/** Throws where an operator, or a pair of quotes, has nothing behind or in it. */
export function refuseEmpty(text: string, place: Place): void {
  if (text !== '') return;
  throw new SearchProblem(
    'There is nothing to compare with.',
    place,
    'Write the value right behind the operator.',
  );
}

function readNumber(field: NumberColumn, text: string, place: Place): number {
  const isDuration = NUMBER_COLUMNS.get(field)?.unit === 'ms';
  refuseEmpty(text, place);
  const number = isDuration ? parseDuration(text) : parseNumber(text);
  if (!Number.isNaN(number)) return number;
  const what = isDuration ? 'a duration' : 'a number';
  throw new SearchProblem(
    text.includes('*') ? `“${field}” is ${what}, and wildcards match text.` : `“${text}” is not ${what}.`,
    place,
    isDuration
      ? 'Write for instance duration:>300ms or duration:<=2.5s; the units are ms, s, m, h, d and w.'
      : 'Write for instance http.status_code:>=500 or spans:>1k; k, m and b stand for thousands, millions and billions.',
  );
}
