import type { Field, NumberColumn as NumberName } from '../model/column.ts';
import { isNumberColumn, nameOf } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import { compares } from '../model/filter.ts';
import { versionOrder } from '../model/version.ts';
import { toMatcher } from '../model/wildcard.ts';
import type { Bitmap } from './bitmap.ts';
import { scanIds } from './filter-ids.ts';
import { refuse } from './refuse.ts';
import type { Table } from './table.ts';
import type { TextColumn } from './text-column.ts';

/**
 * Writes which rows pass into the words of a bitmap, for the positions `from` ≤ p < `to`. `from` is a multiple of
 * 32; bits beyond `to` in the last word may be anything.
 */
export type Scan = (into: Bitmap, from: number, to: number) => void;

/** Fills the words of a span of positions with one answer for all. */
export function scanConstant(passes: boolean): Scan {
  return (into, from, to) => {
    into.fill(passes ? 0xffff_ffff : 0, from >>> 5, (to + 31) >>> 5);
  };
}

/** Tests every value of a dictionary once, then looks rows up by their code. */
function scanText(table: Table, name: string, test: (value: string | null) => boolean): Scan {
  let passes = new Uint8Array([test(null) ? 1 : 0]);
  let tested = 1;
  const learn = (column: TextColumn): void => {
    const { values } = column;
    if (tested === values.length) return;
    if (passes.length < values.length) {
      const wider = new Uint8Array(values.length * 2);
      wider.set(passes);
      passes = wider;
    }
    for (; tested < values.length; tested++) passes[tested] = test(values[tested]!) ? 1 : 0;
  };
  return (into, from, to) => {
    const column = table.text(name);
    const codes = column?.codes ?? null;
    if (column === undefined || codes === null) {
      scanConstant(passes[0] === 1)(into, from, to);
      return;
    }
    learn(column);
    const lookup = passes;
    for (let word = from >>> 5, start = from; start < to; word++, start += 32) {
      const end = Math.min(start + 32, to);
      let bits = 0;
      for (let position = start; position < end; position++) {
        bits |= lookup[codes[position]!]! << (position & 31);
      }
      into[word] = bits;
    }
  };
}

/** Tests the value of every row; NaN stands for "absent". */
function scanNumber(table: Table, name: NumberName, test: (value: number) => boolean): Scan {
  return (into, from, to) => {
    const values = table.values(name);
    if (values === null) {
      scanConstant(test(Number.NaN))(into, from, to);
      return;
    }
    for (let word = from >>> 5, start = from; start < to; word++, start += 32) {
      const end = Math.min(start + 32, to);
      let bits = 0;
      for (let position = start; position < end; position++) {
        if (test(values[position]!)) bits |= 1 << (position & 31);
      }
      into[word] = bits;
    }
  };
}

/** The number column that a field names, null for a text column or a tag. */
function numberOf(field: Field): NumberName | null {
  return typeof field === 'string' && isNumberColumn(field) ? field : null;
}

function scanIn(table: Table, field: Field, values: readonly (string | number | null)[]): Scan {
  const absent = values.includes(null) || values.includes('');
  const number = numberOf(field);
  if (number !== null) {
    const wanted = new Set(values.filter((value) => typeof value === 'number'));
    return scanNumber(table, number, (value) => (Number.isNaN(value) ? absent : wanted.has(value)));
  }
  const wanted = new Set(values.filter((value) => typeof value === 'string'));
  return scanText(table, nameOf(field), (value) => (value === null ? absent : wanted.has(value)));
}

function scanLike(table: Table, field: Field, pattern: string): Scan {
  if (numberOf(field) !== null) {
    refuse(`A wildcard cannot match the numbers of ${nameOf(field)}.`, 'Compare it instead, such as with >.');
  }
  const matches = toMatcher(pattern);
  return scanText(table, nameOf(field), (value) => value !== null && matches(value));
}

function scanHas(table: Table, field: Field): Scan {
  const number = numberOf(field);
  if (number !== null) return scanNumber(table, number, (value) => !Number.isNaN(value));
  return scanText(table, nameOf(field), (value) => value !== null);
}

/** What a leaf of a filter reads and tests. */
export function scanLeaf(table: Table, leaf: Exclude<Filter, { kind: 'and' | 'or' | 'not' }>): Scan {
  switch (leaf.kind) {
    case 'in':
      return scanIn(table, leaf.field, leaf.values);
    case 'like':
      return scanLike(table, leaf.field, leaf.pattern);
    case 'has':
      return scanHas(table, leaf.field);
    case 'compare': {
      const { is, value: right } = leaf;
      return scanNumber(table, leaf.field, (value) => compares(value, is, right));
    }
    case 'id':
      return scanIds(table, leaf.column, leaf.values);
    case 'version': {
      const { part, is, value: wanted } = leaf;
      const test = (value: string): boolean => compares(versionOrder(value, part, wanted), is, 0);
      return scanText(table, 'release', (value) => value !== null && test(value));
    }
  }
}
