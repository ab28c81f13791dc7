import type { Comparison, Filter } from '../../src/model/filter.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { isNumber, numberOf, valueOf } from './value.ts';
import type { Value } from './value.ts';
import { holdsOfVersion } from './version.ts';
import { matches } from './wildcard.ts';

/** Whether a row passes a filter. Throws a RangeError on `like` over a number, which is no question. */
export function passes(row: Transaction, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((part) => passes(row, part));
    case 'or':
      return filter.of.some((part) => passes(row, part));
    case 'not':
      return !passes(row, filter.of);
    case 'has':
      return valueOf(row, filter.field) !== null;
    case 'in': {
      const value = valueOf(row, filter.field);
      return filter.values.some((one) => value === emptyAsAbsent(one));
    }
    case 'like': {
      if (isNumber(filter.field)) throw new RangeError(`A wildcard cannot match the number ${filter.field}.`);
      const value = valueOf(row, filter.field);
      return typeof value === 'string' && matches(value, filter.pattern);
    }
    case 'compare': {
      const value = numberOf(row, filter.field);
      return value !== null && holds(value, filter.is, filter.value);
    }
    case 'id':
      return filter.values.some((id) => valueOf(row, filter.column) === id);
    case 'version': {
      const value = valueOf(row, 'release');
      return typeof value === 'string' && holdsOfVersion(value, filter);
    }
  }
}

function emptyAsAbsent(value: Value): Value {
  return value === '' ? null : value;
}

/** Whether `left is right`, for two numbers that are there. */
export function holds(left: number, is: Comparison, right: number): boolean {
  switch (is) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '=':
      return left === right;
  }
}
