import { readingOf, showName } from '../metrics/derive.ts';
import type { Field } from '../model/column.ts';
import { NOTHING } from '../model/filter.ts';
import type { Comparison, Filter } from '../model/filter.ts';
import type { Having } from '../model/query.ts';
import { printMetricValue, printMoment, printNumber } from './print-number.ts';
import { printTrend, printTrendValue } from './print-trend.ts';
import { printKey, printText, quoted } from './quote.ts';

/**
 * Writes what a search selects as a text that `parse` reads as the same: the same rows, not always the same tree.
 * A `like` has to have a wildcard, as `parse` makes them: the language has no equality that ignores case.
 */
export function print(filter: Filter, having: Having | null = null): string {
  const parts = [
    ...(isEverything(filter) ? [] : [enclosed(filter, having !== null)]),
    ...(having === null || isEverything(having) ? [] : [enclosedHaving(having, !isEverything(filter))]),
  ];
  return parts.join(' ');
}

function isEverything(part: Filter | Having): boolean {
  return part.kind === 'and' && part.of.length === 0;
}

/** A part without what joins nothing else to it. */
function unwrapped<P extends Filter | Having>(part: P): P {
  const isJoint = part.kind === 'and' || part.kind === 'or';
  const [only, ...others] = isJoint ? (part.of as readonly P[]) : [];
  return only === undefined || others.length > 0 ? part : unwrapped(only);
}

/** A filter as it can be written: no list takes times. */
function spelled(filter: Filter): Filter {
  const part = unwrapped(filter);
  if (part.kind !== 'in' || !isTime(part.field) || isAbsence(part)) return part;
  const { field, values } = part;
  const moments = values.map((value): Filter => {
    if (typeof value === 'number') return { kind: 'compare', field, is: '=', value };
    return value === null || value === '' ? { kind: 'in', field, values: [null] } : NOTHING;
  });
  return unwrapped<Filter>({ kind: 'or', of: moments });
}

function isAbsence(filter: Filter): boolean {
  return (
    filter.kind === 'in' &&
    filter.values.length === 1 &&
    (filter.values[0] === null || filter.values[0] === '')
  );
}

/** A filter that may stand beside something else. */
function enclosed(filter: Filter, isBesides: boolean): string {
  const part = spelled(filter);
  const text = printFilter(part);
  return isBesides && part.kind === 'or' && part.of.length > 0 ? `(${text})` : text;
}

/** Every transaction has an end, so that this is said of all of them, and its opposite of none. */
const ALWAYS = 'has:timestamp';
const NEVER = '!has:timestamp';

function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
      return filter.of.length === 0
        ? ALWAYS
        : filter.of.map((part) => enclosed(part, filter.of.length > 1)).join(' ');
    case 'or':
      return filter.of.length === 0 ? NEVER : filter.of.map((part) => enclosed(part, false)).join(' OR ');
    case 'not':
      return printNegated(filter.of);
    case 'has':
      return `has:${printKey(filter.field)}`;
    case 'like':
      return `${printKey(filter.field)}:${printText(filter.pattern)}`;
    case 'compare':
      return printCompare(filter.field, filter.is, filter.value);
    case 'in':
      return printIn(filter.field, filter.values);
    case 'id':
      return printIds(filter.column, filter.values);
    case 'version':
      return `release.${filter.part}:${filter.is === '=' ? '' : filter.is}${printText(filter.value)}`;
  }
}

function printNegated(negated: Filter): string {
  const filter = spelled(negated);
  if (isAbsence(filter) && filter.kind === 'in') return `has:${printKey(filter.field)}`;
  const text = printFilter(filter);
  // What is written as one condition that `!` turns around as a whole.
  const isOne =
    filter.kind === 'has' ||
    filter.kind === 'like' ||
    (filter.kind === 'in' && !text.startsWith('!')) ||
    (filter.kind === 'id' && filter.values.length > 0) ||
    ((filter.kind === 'compare' || filter.kind === 'version') && filter.is === '=' && !text.includes(' '));
  return isOne ? `!${text}` : `!(${text})`;
}

function isTime(field: Field): field is 'timestamp' | 'received' {
  return field === 'timestamp' || field === 'received';
}

function printCompare(field: Field, is: Comparison, value: number): string {
  const key = printKey(field);
  if (!isTime(field)) return `${key}:${is === '=' ? '' : is}${printNumber(field, value)}`;
  const moment = printMoment(value);
  // A moment without an operator is a window around it.
  return is === '=' ? `${key}:>=${moment} ${key}:<=${moment}` : `${key}:${is}${moment}`;
}

function printIn(field: Field, values: readonly (string | number | null)[]): string {
  if (values.length === 0) return NEVER;
  const [only] = values;
  const key = printKey(field);
  if (values.length === 1 && (only === null || only === '')) return `!has:${key}`;
  // Only in a list is a star always just a star.
  if (values.length === 1 && typeof only === 'string' && !only.includes('*')) {
    return `${key}:${isWord(field, only) ? quoted(only) : printText(only)}`;
  }
  const items = values.map((value) => {
    if (value === null) return '""';
    if (typeof value === 'number') return printNumber(field, value);
    return isWord(field, value) ? quoted(value) : printText(value);
  });
  return `${key}:[${items.join(',')}]`;
}

/** Whether a value would be read as something else than itself. */
function isWord(field: Field, value: string): boolean {
  return field === 'release' && value === 'latest';
}

function printIds(column: string, ids: readonly string[]): string {
  const [only] = ids;
  if (only === undefined) return NEVER;
  return ids.length === 1 ? `${column}:${only}` : `${column}:[${ids.join(',')}]`;
}

/** A condition on metrics that may stand beside something else. */
function enclosedHaving(having: Having, isBesides: boolean): string {
  const part = unwrapped(having);
  const text = printHaving(part);
  return isBesides && part.kind === 'or' && part.of.length > 0 ? `(${text})` : text;
}

/** Transactions are groups of rows, so that each has at least one. */
const ANY = 'sampled_count():>=1';
const NONE = 'sampled_count():<1';

function printHaving(having: Having): string {
  switch (having.kind) {
    case 'and':
      return having.of.length === 0
        ? ANY
        : having.of.map((part) => enclosedHaving(part, having.of.length > 1)).join(' ');
    case 'or':
      return having.of.length === 0 ? NONE : having.of.map(printHaving).join(' OR ');
    case 'not':
      return `!(${printHaving(having.of)})`;
    case 'metric':
      return printMetric(having);
  }
}

function printMetric({ show, is, value }: Having & { readonly kind: 'metric' }): string {
  const order = is === '=' ? '' : is;
  if (readingOf(show) !== 'value') return `${printTrend(show)}:${order}${printTrendValue(show, value)}`;
  const name = showName(show);
  const key = name.includes('(') ? name : `${name}()`;
  const number = printMetricValue(show, value);
  if (show.metric !== 'last_seen' || is !== '=') return `${key}:${order}${number}`;
  return `${key}:>=${number} ${key}:<=${number}`;
}
