// Rows are found by their numbers without an index: whatever the numbers are, and in whatever order they come.
import { describe, expect, it } from 'vitest';
import { RowSet, earlierVersions } from '../../src/engine/row-set.ts';
import { SLOT } from '../../src/engine/slots.ts';
import { Table } from '../../src/engine/table.ts';
import type { Rows } from '../../src/model/rows.ts';
import { createRandom } from '../random.ts';

/** Rows of these numbers and times. */
function rowsOf(rows: readonly number[], ends: readonly number[]): Rows {
  return {
    length: rows.length,
    numbers: new Map<string, Float32Array | Float64Array>([
      ['row', Float64Array.from(rows)],
      ['timestamp', Float64Array.from(ends)],
      ['duration', Float32Array.from(rows, () => 1)],
    ]),
    texts: new Map(),
    ids: new Map(),
  };
}

/** The rows that are there with their times, by what is found of each. */
function held(table: Table, rows: readonly number[]): Map<number, number> {
  const times = table.values('timestamp')!;
  return new Map(
    table.find(Float64Array.from(rows)).map((position) => [table.rows.of(position), times[position]!]),
  );
}

function sorted(entries: Iterable<[number, number]>): [number, number][] {
  return [...entries].sort(([a], [b]) => a - b);
}

describe('rows that come, go and come again', () => {
  it.each([
    ['one after the other', (index: number) => index],
    ['far apart', (index: number) => (index * 2_654_435_761) % 4_000_000_007],
    ['in no order', (index: number) => (index * 7919) % 40_009],
    ['beyond 32 bits', (index: number) => 2 ** 45 + ((index * 7919) % 40_009)],
    ['further apart than 32 bits', (index: number) => ((index * 7919) % 40_009) * 2 ** 30],
    ['with fractions', (index: number) => ((index * 7919) % 40_009) / 4],
    ['below 0', (index: number) => -1 - index],
  ])('are found when their numbers are %s', (_, numberOf) => {
    const random = createRandom(5);
    const table = new Table();
    const wanted = new Map<number, number>();
    for (let from = 0, step = 0; from < 40_000; step++) {
      const indexes = Array.from({ length: random.whole(1, 9000) }, (_unused, index) => from + index);
      from += indexes.length;
      // Some are known already, some come twice in the batch.
      const again = random.several(0, 40, () => random.whole(0, from - 1));
      const batch = [...indexes, ...again, ...again.slice(0, 5)].map(numberOf);
      const ends = batch.map(() => random.whole(0, 1e9));
      table.append(rowsOf(batch, ends));
      for (const [index, row] of batch.entries()) wanted.set(row, ends[index]!);
      const gone = random.several(0, 200, () => numberOf(random.whole(0, 40_000)));
      table.remove(Float64Array.from([...gone, ...gone.slice(0, 3)]));
      for (const row of gone) wanted.delete(row);
      expect(table.alive).toBe(wanted.size);
    }
    const all = Array.from({ length: 50_000 }, (_unused, index) => numberOf(index));
    expect(sorted(held(table, all))).toEqual(sorted(wanted));
    for (const few of [all.slice(7, 8), all.filter((_unused, index) => index % 1999 === 3)]) {
      const known = few.flatMap((row): [number, number][] => {
        const end = wanted.get(row);
        return end === undefined ? [] : [[row, end]];
      });
      expect(sorted(held(table, few))).toEqual(sorted(known));
    }
  });

  it('are found in a slot that is filled anew', () => {
    const table = new Table();
    const first = Array.from({ length: SLOT }, (_, index) => index);
    table.append(rowsOf(first, first));
    table.remove(Float64Array.from(first));
    table.slots.release(table.slots.all[0]!);
    table.append(rowsOf([7, 100_000], [1, 2]));
    expect(sorted(held(table, [...first, 100_000]))).toEqual([
      [7, 1],
      [100_000, 2],
    ]);
  });
});

describe('rows whose numbers lie within 32 bits', () => {
  it('take four bytes, until one comes that does not', () => {
    const table = new Table();
    table.append(rowsOf([2 ** 40, 2 ** 40 + 5], [1, 2]));
    expect(table.rows.values).toBeInstanceOf(Uint32Array);
    expect(table.numbers.get('row')!.at).toBe(0);
    const { used } = table.heap;
    table.append(rowsOf([0.5], [3]));
    expect(table.heap.used - used).toBe(4 * SLOT);
    expect([0, 1, 2].map((position) => table.rows.of(position))).toEqual([2 ** 40, 2 ** 40 + 5, 0.5]);
    table.append(rowsOf([9], [4]));
    expect(sorted(held(table, [9, 2 ** 40, 0.5]))).toEqual([
      [0.5, 3],
      [9, 4],
      [2 ** 40, 1],
    ]);
  });
});

describe('a set of rows', () => {
  it('tells fractions from whole numbers', () => {
    const set = new RowSet([3, 5, 70]);
    expect([3, 5, 70, 3.5, 4, 2, 71, Number.NaN].map((row) => set.has(row))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(new RowSet([3.5, 1e300]).has(3.5)).toBe(true);
  });

  it('says whether one may lie between two numbers', () => {
    const set = new RowSet([3, 5, 70]);
    expect(set.mayHave(6, 69)).toBe(false);
    expect(set.mayHave(6, 70)).toBe(true);
    expect(set.mayHave(0, 2)).toBe(false);
    expect(set.mayHave(71, 99)).toBe(false);
  });

  it('says whether a number was given twice, and which are earlier ones', () => {
    expect(new RowSet([4, 9, 1]).hasTwice).toBe(false);
    expect(new RowSet([4, 9, 4]).hasTwice).toBe(true);
    expect(new RowSet([0.5, 9, 0.5]).hasTwice).toBe(true);
    expect(earlierVersions([4, 9, 4, 4, 9, 1])).toEqual([0, 2, 1]);
  });
});
