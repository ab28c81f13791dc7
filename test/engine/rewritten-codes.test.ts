// Codes of a text column are made wider, and rare values of a tag are given up, in steps while rows come.
import { describe, expect, it } from 'vitest';
import { shortenTags } from '../../src/engine/rare-values.ts';
import { SLOT } from '../../src/engine/slots.ts';
import { finish } from '../../src/engine/steps.ts';
import { Table } from '../../src/engine/table.ts';
import type { TextColumn } from '../../src/engine/text-column.ts';
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

describe('values that are given up at once between two of these steps, because too many came', () => {
  const textOf = (row: number): string | null => {
    if (row % 7 === 0) return null;
    return row % 4 === 0 ? `rare${row % 30}` : `often${row % 10}`;
  };

  function filled(): { readonly table: Table; readonly column: TextColumn } {
    const table = new Table();
    table.limitTags(10);
    table.append(rows(0, 2 * SLOT + 1000, textOf));
    return { table, column: table.text('tag:order')! };
  }

  /** The steps there are. */
  const { table: still, column: alone } = filled();
  const all = [...alone.keepMostFrequent(still.slots)].length;

  it.each(Array.from({ length: all }, (_, index) => index + 1))('are given up once, at step %i', (before) => {
    const { table, column } = filled();
    const steps = column.keepMostFrequent(table.slots);
    for (let step = 0; step < before; step++) expect(steps.next().done).toBe(false);
    table.append(rows(1e6, 100, (row) => `many${row}`));
    expect([...shortenTags(table, 4)]).toEqual(['tag:order']);
    expect(finish(steps)).toBe(false);
    // Ten are kept, and absent is absent.
    expect(column.size).toBe(10 + 1);
    expect(column.codeOf('')).toBe(0);
    // Codes that were freed are given to one value each.
    const fresh = Array.from({ length: 60 }, (_, index) => `fresh${index}`);
    column.admit(fresh, []);
    table.append(rows(2e6, 60, (row) => fresh[row - 2e6]!));
    const expected = (row: number): string | null => {
      if (row >= 2e6) return fresh[row - 2e6]!;
      const text = row < 1e6 ? textOf(row) : '…';
      return text === null || column.codeOf(text) !== undefined ? text : '…';
    };
    expect(valuesOf(table).filter(({ row, value }) => value !== expected(row))).toEqual([]);
  });
});
