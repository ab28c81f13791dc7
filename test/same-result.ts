import { expect } from 'vitest';
import type { NumberResultColumn, ResultColumn } from '../src/model/result.ts';
import type { OracleResult } from './oracle.ts';
import { isSameNumber } from './same-number.ts';

/** What a column says, with each number that is the same within its tolerance written as the expected one. */
function aligned(actual: ResultColumn | undefined, expected: NumberResultColumn): unknown {
  if (actual?.kind !== 'number') return actual;
  const values = Array.from(actual.values, (value, index) => {
    const other = expected.values[index];
    return other !== undefined && isSameNumber(expected.name, value, other) ? other : value;
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
