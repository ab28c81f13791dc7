import { describe, expect, it } from 'vitest';
import { fromRows, toRows } from '../../src/formats/arrow/rows.ts';
import { extentOf, rowsWithin } from '../../src/sources/rows-within.ts';
import { randomTransactions } from '../random-data.ts';
import { transaction } from '../transaction-builder.ts';

const RANGES = [
  { start: 100, end: 200 },
  { start: 300, end: Infinity },
];

describe('rows within ranges', () => {
  it('are those that end in one: the start belongs to it, the end does not', () => {
    const ends = [99, 100, 199, 200, 299, 300, 1e12];
    const rows = toRows(ends.map((end) => transaction({ end, duration: 1 })));
    const kept = fromRows(rowsWithin(rows, RANGES));
    expect(kept.map(({ start }) => start + 1)).toEqual([100, 199, 300, 1e12]);
  });

  it('keep all that a row says', () => {
    const transactions = randomTransactions(5, 60);
    const ends = transactions.map(({ start, duration }) => start + duration).sort((a, b) => a - b);
    const range = { start: ends[20] ?? 0, end: ends[40] ?? 0 };
    const expected = fromRows(toRows(transactions)).filter(
      ({ start, duration }) => start + duration >= range.start && start + duration < range.end,
    );
    expect(expected.length).toBeGreaterThan(15);
    expect(fromRows(rowsWithin(toRows(transactions), [range]))).toEqual(expected);
  });

  it('are the same object when all are', () => {
    const rows = toRows([transaction({ end: 150 })]);
    expect(rowsWithin(rows, RANGES)).toBe(rows);
    expect(rowsWithin(rows, []).length).toBe(0);
  });
});

describe('the extent of rows', () => {
  it('goes from the first to the last, and is null without rows', () => {
    expect(extentOf(toRows([5, 900, 20].map((end) => transaction({ end, duration: 1 }))))).toEqual({
      first: 5,
      last: 900,
    });
    expect(extentOf(toRows([]))).toBeNull();
  });
});
