import { NUMBER_COLUMNS, isNumberColumn, isTag } from '../model/column.ts';
import type { Field } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import { SEARCH_KEYS } from './key.ts';

/** Writes a filter as a search text that `parse` reads as the same filter. */
export function print(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
      return filter.of.map((part) => (part.kind === 'or' ? `(${print(part)})` : print(part))).join(' ');
    case 'or':
      return filter.of.map(print).join(' OR ');
    case 'not':
      return printNegated(filter.of);
    case 'has':
      return `has:${printKey(filter.field)}`;
    case 'like':
      return `${printKey(filter.field)}:${quote(filter.pattern)}`;
    case 'compare': {
      const operator = filter.is === '=' ? '' : filter.is;
      return `${filter.field}:${operator}${printNumber(filter.field, filter.value)}`;
    }
    case 'in':
      return printIn(filter.field, filter.values);
    case 'id':
      return `${filter.column}:[${filter.values.join(',')}]`;
    case 'version':
      return `release.${filter.part}:${filter.is}${quote(filter.value)}`;
  }
}

function printNegated(filter: Filter): string {
  const isLeaf = filter.kind === 'has' || filter.kind === 'like' || filter.kind === 'in';
  const isEquality = filter.kind === 'compare' && filter.is === '=';
  if (filter.kind === 'in' && filter.values.length === 1 && filter.values[0] === null) {
    return `has:${printKey(filter.field)}`;
  }
  return isLeaf || isEquality ? `!${print(filter)}` : `!(${print(filter)})`;
}

function printIn(field: Field, values: readonly (string | number | null)[]): string {
  const [only] = values;
  if (values.length === 1 && only === null) return `!has:${printKey(field)}`;
  const key = printKey(field);
  // Only in a list is a star always just a star.
  if (values.length === 1 && typeof only === 'string' && !only.includes('*')) return `${key}:${quote(only)}`;
  const items = values.map((value) => {
    if (value === null) return '""';
    return typeof value === 'number' ? printNumber(field, value) : quote(value);
  });
  return `${key}:[${items.join(',')}]`;
}

/** A tag whose name is also a field's says that it is a tag. */
function printKey(field: Field): string {
  if (!isTag(field)) return field;
  const { tag } = field;
  return SEARCH_KEYS.includes(tag) || !/^[a-zA-Z0-9_.-]+$/.test(tag) || tag === 'has' ? `tags[${tag}]` : tag;
}

/**
 * Quotes a text where it needs it: `key://` would be read as the start of an address. Backslashes before a quote are
 * doubled, as the scanner reads them in pairs.
 */
function quote(text: string): string {
  if (/^(?!\/\/)[^\s()[\]",]+$/.test(text)) return text;
  const escaped = text.replace(
    /(\\*)("|$)/g,
    (_all, run: string, quote: string) => run + run + (quote === '' ? '' : '\\"'),
  );
  return `"${escaped}"`;
}

function printNumber(field: Field, value: number): string {
  const digits = value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
  const isDuration = !isTag(field) && isNumberColumn(field) && NUMBER_COLUMNS.get(field)?.unit === 'ms';
  return isDuration ? `${digits}ms` : digits;
}
