import { describe, expect, it } from 'vitest';
import { byteBudget, rowBudget } from '../../src/sources/row-budget.ts';

describe('the rows a tab should hold', () => {
  it.each([
    ['nothing', null, 12_000_000],
    ['8 GiB', 8, 12_000_000],
    ['4 GiB', 4, 8_589_934],
    ['half a GiB', 0.5, 1_073_741],
    ['nonsense', Number.NaN, 12_000_000],
  ] as const)('are those that fit where the device says %s', (_says, memory, rows) => {
    expect(rowBudget(memory)).toBe(rows);
  });

  it('take 1.5 GB at most, or a quarter of what there is', () => {
    expect([null, 8, 2].map(byteBudget)).toEqual([1.5e9, 1.5e9, 2 ** 29]);
  });
});
