import { nameOf } from '../../../src/model/column.ts';
import type { Field } from '../../../src/model/column.ts';
import { compares } from '../../../src/model/filter.ts';
import type { Filter } from '../../../src/model/filter.ts';
import { toMatcher } from '../../../src/model/wildcard.ts';
import type { RowObject } from './row-object.ts';

export type Value = string | number | null;

/** What a row holds in a field. */
export function valueOf(row: RowObject, field: Field): Value {
  return row[nameOf(field) as keyof RowObject];
}

/** A filter as a function of a row. */
export function toPredicate(filter: Filter): (row: RowObject) => boolean {
  switch (filter.kind) {
    case 'and': {
      const parts = filter.of.map(toPredicate);
      return (row) => parts.every((part) => part(row));
    }
    case 'or': {
      const parts = filter.of.map(toPredicate);
      return (row) => parts.some((part) => part(row));
    }
    case 'not': {
      const part = toPredicate(filter.of);
      return (row) => !part(row);
    }
    case 'in': {
      const values = new Set<Value>(filter.values);
      return (row) => values.has(valueOf(row, filter.field));
    }
    case 'like': {
      const matches = toMatcher(filter.pattern);
      return (row) => {
        const value = valueOf(row, filter.field);
        return typeof value === 'string' && matches(value);
      };
    }
    case 'compare':
      return (row) => compares(Number(valueOf(row, filter.field) ?? Number.NaN), filter.is, filter.value);
    case 'has':
      return (row) => valueOf(row, filter.field) !== null;
    default:
      throw new Error(`The bench does not filter by "${filter.kind}".`);
  }
}
