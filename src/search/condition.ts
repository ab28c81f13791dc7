import { NUMBER_COLUMNS } from '../model/column.ts';
import type { Field, NumberColumn } from '../model/column.ts';
import type { Comparison, Filter } from '../model/filter.ts';
import { STATUSES } from '../model/status.ts';
import { isWildcard, parseWildcard } from '../model/wildcard.ts';
import { parseDuration, parseNumber } from './number.ts';
import { SearchProblem } from './search-error.ts';
import type { Place } from './search-error.ts';

/** What stands after the colon: one value or a bracketed list, with where it stands. */
export interface Value extends Place {
  readonly items: readonly string[];
  readonly isList: boolean;
  readonly isQuoted: boolean;
}

/** Why a number of this column was not understood, by an example of what would be. */
const EXAMPLES = { ms: 'duration:>300ms or duration:<=2.5s', plain: 'http.status_code:>=500' };

const NEGATED: Readonly<Record<Comparison, Comparison>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '=': '=',
};

const STATUS_WORDS: ReadonlySet<string> = new Set([...STATUSES, 'unknown_error']);

function not(filter: Filter): Filter {
  return { kind: 'not', of: filter };
}

function negate(filter: Filter, isNegated: boolean): Filter {
  return isNegated ? not(filter) : filter;
}

/** `has:key` and, negated, its opposite. */
export function hasCondition(field: Field, isNegated: boolean): Filter {
  return negate({ kind: 'has', field }, isNegated);
}

/** `key:value`: compares whole values with their case, or matches a wildcard without it. */
export function textCondition(field: Field, value: Value, isNegated: boolean): Filter {
  if (value.isList) {
    const values = value.items.map((item) => (item === '' ? null : item));
    if (field === 'status') for (const item of value.items) checkStatus(item, value);
    return negate({ kind: 'in', field, values }, isNegated);
  }
  const text = value.items[0] ?? '';
  if (text === '') return hasCondition(field, !isNegated);
  if (field === 'status') checkStatus(text, value);
  if (isWildcard(text)) return negate({ kind: 'like', field, pattern: text }, isNegated);
  return negate({ kind: 'in', field, values: [parseWildcard(text)[0] ?? ''] }, isNegated);
}

function checkStatus(word: string, place: Place): void {
  if (word === '' || STATUS_WORDS.has(word)) return;
  throw new SearchProblem(
    isWildcard(word) ? 'A status takes no wildcard.' : `There is no status “${word}”.`,
    place,
    `It is one of ${STATUSES.join(', ')}. Several go in brackets: status:[not_found,aborted].`,
  );
}

/**
 * `key:>value` on a number: a negated inequality is the opposite one, which a missing value does not fulfil either;
 * a negated equality keeps rows without a value.
 */
export function numberCondition(field: NumberColumn, value: Value, isNegated: boolean): Filter {
  const read = (text: string): number => readNumber(field, text, value);
  if (value.isList) return negate({ kind: 'in', field, values: value.items.map(read) }, isNegated);
  const text = value.items[0] ?? '';
  if (text === '') return hasCondition(field, !isNegated);
  const [, operator = '', rest = ''] = /^(<=|>=|!=|<|>|=|)(.*)$/s.exec(text) ?? [];
  const number = read(rest);
  const isUnequal = isNegated !== (operator === '!=');
  const is = operator === '' || operator === '!=' ? '=' : toComparison(operator);
  if (is === '=') return negate({ kind: 'compare', field, is, value: number }, isUnequal);
  return { kind: 'compare', field, is: isNegated ? NEGATED[is] : is, value: number };
}

function toComparison(operator: string): Comparison {
  switch (operator) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return operator;
    default:
      return '=';
  }
}

function readNumber(field: NumberColumn, text: string, place: Place): number {
  const isDuration = NUMBER_COLUMNS.get(field)?.unit === 'ms';
  const number = isDuration ? parseDuration(text) : parseNumber(text);
  if (!Number.isNaN(number)) return number;
  const what = isDuration ? 'a duration' : 'a number';
  throw new SearchProblem(
    text.includes('*') ? `“${field}” is ${what}, and wildcards match text.` : `“${text}” is not ${what}.`,
    place,
    `Write for instance ${isDuration ? EXAMPLES.ms : EXAMPLES.plain}.`,
  );
}
