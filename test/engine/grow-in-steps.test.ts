// Columns grow in steps while rows come: what was copied before it changed is copied again.
import { describe, expect, it } from 'vitest';
import { SLOT } from '../../src/engine/slots.ts';
import { Table } from '../../src/engine/table.ts';
import type { Rows } from '../../src/model/rows.ts';
import { manyRows } from './table-builder.ts';

const FIRST = SLOT + 1000;

function rows(from: number, length: number, end: (index: number) => number): Rows {
  return manyRows({
    from,
    length,
    end,
    duration: (index) => 1 + ((from + index) % 997),
    texts: { user: (index) => `u${(from + index) % 300}`, op: (index) => (index % 3 === 0 ? null : 'http') },
  });
}

/** A table of two slots to which rows come that move those of the open slot, and later versions of rows. */
function tableWith(steps: (table: Table) => Generator<void>): Table {
  const table = new Table();
  table.append(rows(0, FIRST, (index) => index * 2));
  const growth = steps(table);
  for (let batch = 0; batch < 12; batch++) {
    growth.next();
    table.append(rows(FIRST + batch * 50, 50, (index) => SLOT * 2 + batch * 3 + index));
    table.append(rows(batch * 10, 10, (index) => SLOT * 2 + 500 + index));
  }
  while (growth.next().done !== true);
  return table;
}

/** Whether two views hold the same bytes: `toEqual` takes a second for so many. */
function areSame(one: ArrayBufferView, two: ArrayBufferView): boolean {
  const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
    Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
  return bytesOf(one).equals(bytesOf(two));
}

function* notAtAll(): Generator<void> {}

describe('a table that grows in steps while rows come', () => {
  const grown = tableWith((table) => table.growAhead());
  const still = tableWith(notAtAll);
  const { length } = still;

  it('has more room', () => {
    expect([still.capacity, grown.capacity]).toEqual([2 * SLOT, 3 * SLOT]);
    expect(grown.alive).toBe(still.alive);
  });

  it.each(['timestamp', 'duration'] as const)('has every %s at its place', (name) => {
    const [one, two] = [grown, still].map((table) => table.values(name)!.subarray(0, length));
    expect(areSame(one!, two!)).toBe(true);
    expect(grown.values(name)).toHaveLength(grown.capacity);
  });

  it('has every row at its place', () => {
    const [one, two] = [grown, still].map(({ rows }) => rows.values!.subarray(0, length));
    expect(areSame(one!, two!)).toBe(true);
    expect(grown.rows.values).toHaveLength(grown.capacity);
  });

  it('has every text at its place', () => {
    for (const name of ['user', 'op']) {
      const [one, two] = [grown, still].map((table) => table.text(name)!.codes!.subarray(0, length));
      expect(areSame(one!, two!)).toBe(true);
      expect(
        grown
          .text(name)!
          .codes!.subarray(length)
          .every((code) => code === 0),
      ).toBe(true);
    }
  });

  it('has the coarse durations of every row', () => {
    const slicesOf = ({ heap, durationSlices }: Table): Uint8Array[] =>
      Array.from({ length: 11 }, (_, slice) =>
        heap.u8(durationSlices.at + slice * durationSlices.stride, Math.floor(length / 8)).slice(),
      );
    const others = slicesOf(still);
    expect(slicesOf(grown).every((slice, index) => areSame(slice, others[index]!))).toBe(true);
  });
});
