// Codes of a text column are made wider, and rare values of a tag are given up, in steps while rows come.
import { describe, expect, it } from 'vitest';
import { SLOT } from '../../src/engine/slots.ts';
import { Table } from '../../src/engine/table.ts';
import type { Rows } from '../../src/model/rows.ts';
import { manyRows } from './table-builder.ts';

const FIRST = 5 * SLOT + 1000;

function rows(from: number, length: number, text: (row: number) => string | null): Rows {
  return manyRows({
    from,
    length,
    end: (index) => from + index,
    texts: { 'tag:order': (index) => text(from + index) },
  });
}

/** What each row has, by the order of positions; of a row that was replaced also what it had before. */
function valuesOf(table: Table): { readonly row: number; readonly value: string | null }[] {
  const column = table.text('tag:order')!;
  return Array.from(column.codes!.subarray(0, table.length), (code, position) => ({
    row: table.rows.of(position),
    value: code === column.others ? '…' : column.valueOf(code),
  }));
}

describe('codes that are about to be too narrow', () => {
  const textOf = (row: number): string | null => (row % 11 === 0 ? null : `v${row % 240}`);
  const table = new Table();
  table.append(rows(0, FIRST, textOf));
  const steps = table.widenAhead()!;
  let batches = 0;
  while (steps.next().done !== true) {
    table.append(rows(FIRST + batches * 40, 40, textOf));
    // A later version of a row that was written already.
    table.append(rows(batches, 1, textOf));
    batches += 1;
  }

  it('are wide then', () => {
    expect(table.text('tag:order')!.width).toBe(2);
    expect(table.widenAhead()).toBeNull();
  });

  it('and stand for what they stood for, also those of rows that came meanwhile', () => {
    expect(batches).toBeGreaterThan(1);
    const all = valuesOf(table);
    expect(all).toHaveLength(FIRST + batches * 41);
    expect(all.filter(({ row, value }) => value !== textOf(row))).toEqual([]);
  });
});

describe('values that are given up in steps', () => {
  /** Ten frequent values, and others. */
  const textOf = (row: number): string => (row % 4 === 0 ? `rare${row % 300}` : `often${row % 10}`);
  const table = new Table();
  table.limitTags(10);
  table.append(rows(0, FIRST, textOf));
  const column = table.text('tag:order')!;
  const steps = column.keepMostFrequent(table.slots);
  let came = 0;
  let step = steps.next();
  while (step.done !== true) {
    table.append(rows(FIRST + came, 25, (row) => (row % 2 === 0 ? 'new' : textOf(row))));
    came += 25;
    step = steps.next();
  }

  it('are one then, but for those that came meanwhile', () => {
    expect(step.value).toBe(true);
    expect(column.size - 1).toBeLessThanOrEqual(10 + 1);
    const expected = (row: number): string => {
      if (row >= FIRST && row % 2 === 0) return 'new';
      return row % 4 === 0 ? '…' : textOf(row);
    };
    expect(valuesOf(table).filter(({ row, value }) => value !== expected(row))).toEqual([]);
    expect(table.length).toBe(FIRST + came);
  });

  it('and rows of a value that was given up are of the others when they come', () => {
    table.append(rows(1e6, 2, (row) => (row === 1e6 ? 'rare4' : 'often1')));
    expect(valuesOf(table).slice(-2)).toEqual([
      { row: 1e6, value: '…' },
      { row: 1e6 + 1, value: 'often1' },
    ]);
  });
});
