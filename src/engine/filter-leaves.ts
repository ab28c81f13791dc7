import type { Field, NumberColumn as NumberName, Precision } from '../model/column.ts';
import { NUMBER_COLUMNS, isNumberColumn, nameOf } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import { compares } from '../model/filter.ts';
import { versionOrder } from '../model/version.ts';
import { toMatcher } from '../model/wildcard.ts';
import { CodeSet } from './code-set.ts';
import type { CodeColumn } from './code-set.ts';
import { scanIds } from './filter-ids.ts';
import { boundsOf } from './number-bounds.ts';
import type { Bounds } from './number-bounds.ts';
import { refuse } from './refuse.ts';
import { scanConstant } from './scan.ts';
import type { Scan } from './scan.ts';
import type { Table } from './table.ts';

const ALL_ABSENT: CodeColumn = { at: 0, width: 0 };

/** Kernels test whole words of 64 bits. */
function wholeWords(to: number): number {
  return Math.ceil(to / 64) * 64;
}

/** Tests every value of a dictionary once, then looks rows up by their code. */
function scanText(table: Table, { name, test, wanted }: TextTest): Scan {
  const set = new CodeSet(test, wanted);
  return (into, from, to) => {
    const column = table.text(name);
    if (column !== undefined) set.learn(column);
    set.scan(table.heap, column ?? ALL_ABSENT, into.byteOffset, from, wholeWords(to));
  };
}

/** Rows whose number lies within bounds; null lets none pass. */
function scanBounds(table: Table, name: NumberName, bounds: Bounds | null): Scan {
  return (into, from, to) => {
    const column = table.numbers.get(name);
    if (column === undefined || column.at === 0 || bounds === null) {
      scanConstant(false)(into, from, to);
      return;
    }
    const { low, high } = bounds;
    const { kernels } = table.heap;
    if (column.width === 4)
      kernels.floatsBetween(column.at, low, high, into.byteOffset, from, wholeWords(to));
    else kernels.doublesBetween(column.at, low, high, into.byteOffset, from, wholeWords(to));
  };
}

/** Tests the value of every row; NaN stands for "absent". */
function scanNumber(table: Table, name: NumberName, test: (value: number) => boolean): Scan {
  return (into, from, to) => {
    const isRow = name === 'row';
    const values = isRow ? table.rows.values : table.values(name);
    const base = isRow ? table.rows.base : 0;
    if (values === null) {
      scanConstant(test(Number.NaN))(into, from, to);
      return;
    }
    for (let word = from >>> 5, start = from; start < to; word++, start += 32) {
      const end = Math.min(start + 32, to);
      let bits = 0;
      for (let position = start; position < end; position++) {
        if (test(values[position]! + base)) bits |= 1 << (position & 31);
      }
      into[word] = bits;
    }
  };
}

function precisionOf(name: NumberName): Precision {
  return NUMBER_COLUMNS.get(name)?.precision ?? 'float64';
}

/** The number column that a field names, null for a text column or a tag. */
function numberOf(field: Field): NumberName | null {
  return typeof field === 'string' && isNumberColumn(field) ? field : null;
}

/** A filter that tests one field. */
export type Leaf = Exclude<Filter, { kind: 'and' | 'or' | 'not' }>;

/** A test of the values of a text column or tag; null stands for "absent". */
export interface TextTest {
  readonly name: string;
  readonly test: (value: string | null) => boolean;
  /** All texts that pass, where they are known. */
  readonly wanted?: readonly string[];
}

/** What a leaf tests of the values of a text column or tag; null where it tests something else. */
export function textTestOf(leaf: Leaf): TextTest | null {
  if (leaf.kind === 'compare' || leaf.kind === 'id') return null;
  if (leaf.kind === 'version') {
    const { part, is, value: wanted } = leaf;
    return {
      name: 'release',
      test: (value) => value !== null && compares(versionOrder(value, part, wanted), is, 0),
    };
  }
  if (numberOf(leaf.field) !== null) return null;
  const name = nameOf(leaf.field);
  if (leaf.kind === 'has') return { name, test: (value) => value !== null };
  if (leaf.kind === 'like') {
    const matches = toMatcher(leaf.pattern);
    // The empty text stands for values that are not told apart: none of them matches but where all do.
    const isAnything = /^\*+$/.test(leaf.pattern);
    return {
      name,
      test: (value) => value !== null && (value === '' ? isAnything : matches(value)),
    };
  }
  const absent = leaf.values.includes(null) || leaf.values.includes('');
  const wanted = new Set(leaf.values);
  return {
    name,
    test: (value) => (value === null ? absent : wanted.has(value)),
    wanted: leaf.values.filter((value) => typeof value === 'string'),
  };
}

function scanIn(table: Table, name: NumberName, values: readonly (string | number | null)[]): Scan {
  const absent = values.includes(null) || values.includes('');
  const wanted = new Set(values.filter((value) => typeof value === 'number'));
  return scanNumber(table, name, (value) => (Number.isNaN(value) ? absent : wanted.has(value)));
}

/** What a leaf of a filter reads and tests. */
export function scanLeaf(table: Table, leaf: Leaf): Scan {
  const text = textTestOf(leaf);
  if (text !== null) return scanText(table, text);
  switch (leaf.kind) {
    case 'version':
      return scanConstant(false);
    case 'in':
      return scanIn(table, leaf.field as NumberName, leaf.values);
    case 'has':
      if (leaf.field === 'row') return scanConstant(true);
      return scanBounds(table, leaf.field as NumberName, { low: -Infinity, high: Infinity });
    case 'compare': {
      const { is, value: right } = leaf;
      if (leaf.field === 'row') return scanNumber(table, 'row', (value) => compares(value, is, right));
      return scanBounds(table, leaf.field, boundsOf(is, right, precisionOf(leaf.field)));
    }
    case 'id':
      return scanIds(table, leaf.column, leaf.values);
    case 'like':
      return refuse(
        `A wildcard cannot match the numbers of ${nameOf(leaf.field)}.`,
        'Compare it instead, such as with >.',
      );
  }
}
