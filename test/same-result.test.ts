import { describe, expect, it } from 'vitest';
import type { Unit } from '../src/model/column.ts';
import type { OracleResult } from './oracle.ts';
import { expectSameResult } from './same-result.ts';

function result(name: string, values: readonly number[], unit: Unit = 'ms'): OracleResult {
  return {
    length: values.length,
    columns: [
      { kind: 'text', name: 'op', values: values.map(() => 'db') },
      { kind: 'number', name, unit, values: Float64Array.from(values) },
    ],
    total: values.length,
    matched: 10,
    sampled: false,
    edges: null,
  };
}

function same(actual: OracleResult, expected: OracleResult): boolean {
  try {
    expectSameResult(actual, expected);
    return true;
  } catch {
    return false;
  }
}

const UNIT = 2 ** -23;

describe('the same result', () => {
  it.each<[string, number, number, boolean]>([
    ['count', 3, 3, true],
    ['count', 3, 3 + 1e-12, false],
    ['users', 3, 4, false],
    ['last_seen', 1_767_571_200_000.25, 1_767_571_200_000.5, false],
    ['p95', 1000 * (1 + UNIT / 2), 1000, true],
    ['p95(lcp)', 1000 * (1 + UNIT * 2), 1000, false],
    ['avg', 1000 * (1 + 1e-10), 1000, true],
    ['avg', 1000 * (1 + 1e-8), 1000, false],
    ['sum(spans.db)', 1e9 + 0.5, 1e9, true],
    ['avg:difference', 1e-12, 0, true],
    ['avg:difference', 1e-3, 0, false],
    ['count:difference', 1e-12, 0, false],
    ['count:ratio', 1 / 3 + 1e-12, 1 / 3, true],
    ['p50', Number.NaN, Number.NaN, true],
    ['p50', 0, Number.NaN, false],
    ['p50', Number.NaN, 0, false],
    ['spans', 5, 5.000001, false],
  ])('of %s: %d is %d: %s', (name, actual, expected, isSame) => {
    expect(same(result(name, [1, actual]), result(name, [1, expected]))).toBe(isSame);
  });

  it('has the same shape, texts and counts', () => {
    const expected = result('p50', [1, 2]);
    expect(same(result('p50', [1, 2]), expected)).toBe(true);
    expect(same(result('p50', [2, 1]), expected)).toBe(false);
    expect(same(result('p75', [1, 2]), expected)).toBe(false);
    expect(same(result('p50', [1, 2], 'count'), expected)).toBe(false);
    expect(same({ ...expected, columns: [...expected.columns].reverse() }, expected)).toBe(false);
    expect(same({ ...expected, columns: expected.columns.slice(0, 1) }, expected)).toBe(false);
    expect(same({ ...expected, columns: [...expected.columns, ...expected.columns] }, expected)).toBe(false);
    expect(same({ ...expected, total: 3 }, expected)).toBe(false);
    expect(same({ ...expected, matched: 9 }, expected)).toBe(false);
    expect(same({ ...expected, sampled: true }, expected)).toBe(false);
    expect(same({ ...expected, edges: [] }, expected)).toBe(false);
  });
});
