import type { Field, NumberColumn as NumberName } from '../model/column.ts';
import { NUMBER_COLUMNS, isNumberColumn, nameOf } from '../model/column.ts';
import type { ResultColumn } from '../model/result.ts';
import { PositionIndex } from './position-index.ts';
import type { Table } from './table.ts';
import { ABSENT } from './text-column.ts';

/** Which side of a comparison rows are on. */
export type SideName = 'value' | 'versus';

/** One key of a grouping: what each row's code is, and what a code stands for. */
export interface GroupKey {
  /**
   * A code from 0 for each position, −1 where a row is in no group of this key. The value side is read first;
   * what only the other side has may get −1.
   */
  read(positions: Uint32Array, side: SideName): Int32Array;
  /** One more than the largest code there is. */
  readonly codes: number;
  /** A number for each of some codes by which they sort, ascending; "absent" is the last. */
  rank(codes: Int32Array): Float64Array;
  /** The column of a Result that says what some codes stand for. */
  toColumn(codes: Int32Array): ResultColumn;
}

/** Ranks texts by UTF-16 code units, absent ones last. */
function rankTexts(codes: Int32Array, valueOf: (code: number) => string | null): Float64Array {
  const texts = [...new Set(codes)]
    .map((code) => ({ code, text: valueOf(code) }))
    .sort((one, two) => {
      if (one.text === null || two.text === null)
        return (one.text === null ? 1 : 0) - (two.text === null ? 1 : 0);
      if (one.text === two.text) return 0;
      return one.text < two.text ? -1 : 1;
    });
  const rankOf = new Map(texts.map(({ code }, rank) => [code, rank]));
  return Float64Array.from(codes, (code) => rankOf.get(code) ?? Number.POSITIVE_INFINITY);
}

/** Groups by a text column or tag: the codes are the dictionary's own. */
function textKey(table: Table, name: string): GroupKey {
  const column = table.text(name);
  const valueOf = (code: number): string | null => column?.valueOf(code) ?? null;
  return {
    codes: column?.values.length ?? 1,
    read(positions) {
      const codes = new Int32Array(positions.length);
      const from = column?.codes ?? null;
      if (from === null) return codes.fill(ABSENT);
      for (let index = 0; index < positions.length; index++) codes[index] = from[positions[index]!]!;
      return codes;
    },
    rank: (codes) => rankTexts(codes, valueOf),
    toColumn: (codes) => ({ kind: 'text', name, values: Array.from(codes, valueOf) }),
  };
}

/** Groups by the different values of a number column; the rows without one are a group of their own. */
class NumberKey implements GroupKey {
  readonly #name: NumberName;
  readonly #column: Float32Array | Float64Array | null;
  readonly #index = new PositionIndex();
  /** By code; code 0 is "absent". */
  #values = new Float64Array(64).fill(Number.NaN);
  #count = 1;

  constructor(table: Table, name: NumberName) {
    this.#name = name;
    this.#column = table.values(name);
  }

  get codes(): number {
    return this.#count;
  }

  read(positions: Uint32Array, side: SideName): Int32Array {
    const codes = new Int32Array(positions.length);
    const column = this.#column;
    if (column === null) return codes;
    for (let index = 0; index < positions.length; index++) {
      const value = column[positions[index]!]!;
      if (Number.isNaN(value)) continue;
      const known = this.#index.find(this.#values, value);
      codes[index] = known >= 0 || side === 'versus' ? known : this.#add(value);
    }
    return codes;
  }

  rank(codes: Int32Array): Float64Array {
    return Float64Array.from(codes, (code) => (code === 0 ? Number.POSITIVE_INFINITY : this.#values[code]!));
  }

  toColumn(codes: Int32Array): ResultColumn {
    const unit = NUMBER_COLUMNS.get(this.#name)?.unit ?? 'none';
    const values = Float64Array.from(codes, (code) => this.#values[code]!);
    return { kind: 'number', name: this.#name, unit, values };
  }

  #add(value: number): number {
    if (this.#count === this.#values.length) {
      const wider = new Float64Array(this.#count * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    const code = this.#count;
    this.#values[code] = value;
    this.#index.point(this.#values, code);
    this.#count += 1;
    return code;
  }
}

/** The key of a field: its values, and one group for the rows without one. */
export function fieldKey(table: Table, field: Field): GroupKey {
  if (typeof field === 'string' && isNumberColumn(field)) return new NumberKey(table, field);
  return textKey(table, nameOf(field));
}
