import { NUMBER_COLUMNS, TEXT_COLUMNS, isIdColumn, isNumberColumn, isTextColumn } from '../model/column.ts';
import type { Field } from '../model/column.ts';
import { VITALS } from '../model/transaction.ts';
import { isSimilar } from './similar.ts';

/** Other names of fields, as people know them from Sentry and OpenTelemetry. */
const ALIASES: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['env', 'environment'],
  ['transaction.duration', 'duration'],
  ['transaction.op', 'op'],
  ['transaction.status', 'status'],
  ['http.request.method', 'http.method'],
  ['http.response.status_code', 'http.status_code'],
  ...VITALS.map((vital): [string, Field] => [`measurements.${vital}`, vital]),
]);

/** Number columns that hold no property of a transaction that anyone searches by. */
const INTERNAL: ReadonlySet<string> = new Set(['row']);

/** The names that a search knows; any other name is a tag. */
export const SEARCH_KEYS: readonly string[] = [
  ...TEXT_COLUMNS,
  ...[...NUMBER_COLUMNS.keys()].filter((name) => !INTERNAL.has(name)),
  ...ALIASES.keys(),
];

export type Key =
  | { readonly kind: 'field'; readonly field: Field; readonly hint: string | null }
  | { readonly kind: 'refused'; readonly message: string; readonly advice: string };

/** What the name before a colon stands for: a column, an alias of one, or else a tag. */
export function toKey(name: string): Key {
  if (isIdColumn(name) || name === 'id') {
    return {
      kind: 'refused',
      message: `“${name}” is an id, and ids are not searched.`,
      advice: 'Open a trace by its id instead.',
    };
  }
  if (name === 'timestamp' || name === 'received') {
    return {
      kind: 'refused',
      message: `“${name}” cannot be searched.`,
      advice: 'Set the time with the range control.',
    };
  }
  const alias = ALIASES.get(name);
  if (alias !== undefined) return { kind: 'field', field: alias, hint: null };
  if (isTextColumn(name) || (isNumberColumn(name) && !INTERNAL.has(name))) {
    return { kind: 'field', field: name, hint: null };
  }
  const similar = SEARCH_KEYS.find((key) => isSimilar(key, name));
  return {
    kind: 'field',
    field: { tag: name },
    hint:
      similar === undefined
        ? `“${name}” is read as a tag.`
        : `“${name}” is read as a tag. Did you mean “${similar}”?`,
  };
}
