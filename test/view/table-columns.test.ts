import { describe, expect, it } from 'vitest';
import { inColumnOrder, withColumnBefore, withColumnWidth } from '../../src/view/table-columns.ts';

const SHOWN = ['star', 'transaction', 'distribution', 'sum', 'throughput', 'p50', 'p95'];

describe('the order of columns', () => {
  it('puts what cannot be moved first and what is not named last', () => {
    const columns = SHOWN.map((id) => ({ id }));
    expect(inColumnOrder(columns, ['p95', 'sum']).map(({ id }) => id)).toEqual([
      'star',
      'transaction',
      'p95',
      'sum',
      'distribution',
      'throughput',
      'p50',
    ]);
    expect(inColumnOrder(columns, [])).toEqual(columns);
  });

  it('is written as a whole after a move, and not at all where it is the usual one', () => {
    const moved = withColumnBefore([], SHOWN, 'p95', 'sum');
    expect(moved).toEqual(['distribution', 'p95', 'sum', 'throughput', 'p50']);
    expect(withColumnBefore(moved, ['star', 'transaction', ...moved], 'p95', null)).toEqual([]);
    expect(withColumnBefore([], SHOWN, 'distribution', null).at(-1)).toBe('distribution');
  });

  it('keeps the order of columns that another tab shows', () => {
    expect(withColumnBefore(['apdex', 'p99', 'p50'], ['p50', 'p95'], 'p95', 'p50')).toEqual([
      'p95',
      'p50',
      'apdex',
      'p99',
    ]);
  });
});

describe('the width of a column', () => {
  it('is whole and within bounds, and goes where it is the usual one again', () => {
    expect(withColumnWidth({ p50: 90 }, 'p95', 120.4)).toEqual({ p50: 90, p95: 120 });
    expect(withColumnWidth({}, 'p95', 2)).toEqual({ p95: 40 });
    expect(withColumnWidth({}, 'p95', 2_000)).toEqual({ p95: 800 });
    expect(withColumnWidth({ p50: 90, p95: 100 }, 'p95', null)).toEqual({ p50: 90 });
    expect(withColumnWidth({ p50: 90 }, 'transaction', 300)).toEqual({ p50: 90 });
  });
});
