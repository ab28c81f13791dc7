import { isIdColumn, isNumberColumn, isTag, nameOf } from '../model/column.ts';
import type { Field, IdColumn, NumberColumn } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import { parseTerms } from './parse-once.ts';
import { print } from './print.ts';
import type { Term } from './token.ts';
import { withoutTerms } from './without-terms.ts';

/** What a cell of a table, a legend or a bar shows, as a search can select it. Null: no value. */
export type CellValue = string | number | null;

type CellField = Field | IdColumn;

function equality(field: CellField, values: readonly CellValue[]): Filter {
  if (isTag(field) || !isIdColumn(field)) {
    const [only] = values;
    if (values.length === 1 && typeof only === 'number' && !isTag(field) && isNumberColumn(field)) {
      return { kind: 'compare', field, is: '=', value: only };
    }
    return { kind: 'in', field, values };
  }
  return { kind: 'id', column: field, values: values.map(String) };
}

interface Equality {
  readonly values: readonly CellValue[];
  readonly isNegated: boolean;
}

/** The values that a filter asks of a field, or rules out; null where it says something else. */
function equalityOn(filter: Filter, field: CellField): Equality | null {
  const name = nameOf(field);
  switch (filter.kind) {
    case 'not': {
      const inner = equalityOn(filter.of, field);
      return inner === null ? null : { ...inner, isNegated: !inner.isNegated };
    }
    case 'in':
      return nameOf(filter.field) === name ? { values: filter.values, isNegated: false } : null;
    case 'compare':
      return filter.field === name && filter.is === '=' ? { values: [filter.value], isNegated: false } : null;
    case 'has':
      return nameOf(filter.field) === name ? { values: [null], isNegated: true } : null;
    case 'id':
      return filter.column === name ? { values: filter.values, isNegated: false } : null;
    default:
      return null;
  }
}

/** What a term says on its own; null where it is no condition on rows that can be read. */
function filterOf(text: string, term: Term): Filter | null {
  if (term.kind !== 'condition') return null;
  const parsed = parseTerms(text.slice(term.start, term.end));
  return 'error' in parsed ? null : parsed.filter;
}

/** The terms that hold of every row found: those that stand in no OR and in no parentheses. */
function heldTerms(terms: readonly Term[], text: string): readonly Term[] {
  const isEither = terms.some(
    ({ kind, depth, start, end }) =>
      kind === 'boolean' && depth === 0 && /^or$/i.test(text.slice(start, end)),
  );
  return isEither ? [] : terms.filter(({ depth }) => depth === 0);
}

/** A text with one condition more, which holds of all that is found. */
function withCondition(text: string, condition: Filter): string {
  const rest = text.trim();
  if (rest === '') return print(condition);
  const { terms } = parseTerms(rest);
  const isHeld = heldTerms(terms, rest).length > 0;
  return `${isHeld ? rest : `(${rest})`} ${print(condition)}`;
}

function without(text: string, terms: readonly Term[], isGone: (filter: Filter) => boolean): string {
  const gone = heldTerms(terms, text).filter((term) => {
    const filter = filterOf(text, term);
    return filter !== null && isGone(filter);
  });
  return withoutTerms(text, terms, new Set(gone));
}

/** A text without one of its terms: the one at this index of those that `parse` gives. */
export function removeTerm(text: string, index: number): string {
  const { terms } = parseTerms(text);
  return withoutTerms(text, terms, new Set(terms.slice(index, index + 1)));
}

function asked(value: CellValue): CellValue {
  return value === '' ? null : value;
}

/**
 * A search that finds only rows with this value. Takes the place of what the search says about the field: a value
 * that is seen fulfils it already, or was ruled out.
 */
export function include(text: string, field: CellField, value: CellValue): string {
  return includeAny(text, field, [value]);
}

/** The same of several values: rows with any of them. */
export function includeAny(text: string, field: CellField, values: readonly CellValue[]): string {
  const rest = without(text, parseTerms(text).terms, (filter) => saysOnly(filter, field));
  return withCondition(rest, equality(field, values.map(asked)));
}

/** Whether a filter is about which values a field may have: by equality, presence or a wildcard. */
function saysOnly(filter: Filter, field: CellField): boolean {
  if (filter.kind === 'not') return saysOnly(filter.of, field);
  if (filter.kind === 'like') return nameOf(filter.field) === nameOf(field);
  return equalityOn(filter, field) !== null;
}

/**
 * A search that finds no rows with this value. Values that are ruled out already become one list with it; a condition
 * that asks for this value alone goes.
 */
export function exclude(text: string, field: CellField, value: CellValue): string {
  return excludeAny(text, field, [value]);
}

/** The same of several values: rows with none of them. */
export function excludeAny(text: string, field: CellField, excluded: readonly CellValue[]): string {
  const { terms } = parseTerms(text);
  const wanted = new Set(excluded.map(asked));
  const ruledOut: CellValue[] = [];
  const rest = without(text, terms, (filter) => {
    const equal = equalityOn(filter, field);
    if (equal === null) return false;
    if (!equal.isNegated) return equal.values.every((value) => wanted.has(value));
    ruledOut.push(...equal.values);
    return true;
  });
  const values = [...new Set([...ruledOut, ...wanted])];
  return withCondition(rest, { kind: 'not', of: equality(field, values) });
}

/** A search that finds only rows above or below a value; an earlier bound on the same side goes. */
export function bound(text: string, field: NumberColumn, is: '<' | '<=' | '>' | '>=', value: number): string {
  const side = is.charAt(0);
  const rest = without(
    text,
    parseTerms(text).terms,
    (filter) => filter.kind === 'compare' && filter.field === field && filter.is.startsWith(side),
  );
  return withCondition(rest, { kind: 'compare', field, is, value });
}
