import { expect } from 'vitest';
import type { NumberResultColumn, ResultColumn } from '../src/model/result.ts';
import type { OracleResult } from './oracle.ts';

/** Sums and averages are added up in another order elsewhere; this is how far that may go, relatively. */
const SUM_TOLERANCE = 1e-9;

/** One unit in the last place of a float32, relative to the largest number that has it. */
const FLOAT32_UNIT = 2 ** -23;

/** What is added up of fractions, or divided by what is. */
const ADDED_UP = /^(avg|sum|throughput|failure_rate|apdex|user_misery)\b/;

const PERCENTILE = /^p\d+\b/;

/**
 * How far two numbers of a column may be apart: percentiles one unit of the last float32 place, what is added up
 * 1e-9 of itself, everything else (keys, counts, users, moments) nothing. A difference, and t, may be close to zero while
 * the numbers it comes from are not: it gets a millionth of its unit besides.
 */
function toleranceOf(name: string, expected: number): number {
  const [metric = '', read = 'value'] = name.split(':');
  const size = Math.abs(expected);
  const isDifference = read === 'difference' || read === 't';
  const slack = isDifference && (ADDED_UP.test(metric) || PERCENTILE.test(metric)) ? 1e-6 : 0;
  if (PERCENTILE.test(metric)) return slack + size * FLOAT32_UNIT * (read === 'ratio' ? 2 : 1);
  if (ADDED_UP.test(metric) || read === 'ratio') return slack + size * SUM_TOLERANCE;
  return 0;
}

/** Whether two numbers of a column are the same: no data equals no data alone. */
function isSame(name: string, actual: number, expected: number): boolean {
  if (Number.isNaN(actual) || Number.isNaN(expected)) return Number.isNaN(actual) === Number.isNaN(expected);
  return actual === expected || Math.abs(actual - expected) <= toleranceOf(name, expected);
}

/** What a column says, with each number that is the same within its tolerance written as the expected one. */
function aligned(actual: ResultColumn | undefined, expected: NumberResultColumn): unknown {
  if (actual?.kind !== 'number') return actual;
  const values = Array.from(actual.values, (value, index) => {
    const other = expected.values[index];
    return other !== undefined && isSame(expected.name, value, other) ? other : value;
  });
  return { kind: actual.kind, name: actual.name, unit: actual.unit, values };
}

/**
 * Fails unless a Result says what the oracle says: the same columns and units, texts, counts, users and ranks
 * identical, percentiles within one unit of the last float32 place, sums and averages within 1e-9.
 */
export function expectSameResult(actual: OracleResult, expected: OracleResult): void {
  const columns = expected.columns.map((column, index) => {
    const other = actual.columns[index];
    return column.kind === 'number' ? aligned(other, column) : other;
  });
  expect({
    length: actual.length,
    columns: [...columns, ...actual.columns.slice(expected.columns.length)],
    total: actual.total,
    matched: actual.matched,
    sampled: actual.sampled,
    edges: actual.edges,
  }).toEqual({
    length: expected.length,
    columns: expected.columns.map((column) =>
      column.kind === 'number' ? { ...column, values: Array.from(column.values) } : column,
    ),
    total: expected.total,
    matched: expected.matched,
    sampled: expected.sampled,
    edges: expected.edges,
  });
}
