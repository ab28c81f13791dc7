import type { Field, NumberColumn as NumberName } from '../model/column.ts';
import { NUMBER_COLUMNS, isNumberColumn, nameOf } from '../model/column.ts';
import type { ResultColumn } from '../model/result.ts';
import { Block } from './block.ts';
import type { Address } from './kernels.ts';
import { Interner } from './row-by-row/interner.ts';
import type { TimeRows } from './slices/time-rows.ts';
import { SLOT } from './slots.ts';
import type { Steps } from './steps.ts';
import type { Table } from './table.ts';
import { ABSENT } from './text-column.ts';
import type { TextColumn } from './text-column.ts';
import type { Part } from './time-parts.ts';
import { takenFloats, valuesOf } from './values-of.ts';

/** Which side of a comparison rows are on. */
export type SideName = 'value' | 'versus';

/** Some rows of a part of a slot: their positions (u32), ascending. */
export interface RowList {
  readonly at: Address;
  readonly count: number;
  readonly part: Part;
}

/** One key of a grouping: what each row's code is, and what a code stands for. */
export interface GroupKey {
  /**
   * Writes a code (u32) for each row of a list, 2^32 − 1 where it is in no group of this key, as is what only the other
   * side has where `learn` numbers.
   */
  read(rows: RowList, side: SideName, out: Address): void;
  /** Numbers in blocks what the rows of the value side have, where that is no dictionary's task. Before anything is read. */
  learn(rows: TimeRows): Iterable<void>;
  /** One more than the largest code there can be. */
  readonly codes: number;
  /** A number for each of some codes by which they sort, ascending; "absent" is the last. */
  rank(codes: Int32Array): Float64Array;
  /** The column of a Result that says what some codes stand for. */
  toColumn(codes: Int32Array): ResultColumn;
  /** Gives back what reading needed. What the codes stand for is still known. */
  release(): void;
}

/** Dictionaries of so many values are ranked as a whole, once for all questions. */
const MANY = 4096;
const RANKS = new WeakMap<readonly string[], Ranked>();

/** The ranks of a dictionary's values, and how many of its codes had been given out again by then. */
interface Ranked {
  readonly ranks: Float64Array;
  readonly reused: readonly number[];
  readonly reuses: number;
}

type Dictionary = Pick<TextColumn, 'values' | 'reused'>;

/** Where no row ever had a value. */
const ABSENT_ALONE: Dictionary = { values: [''], reused: [] };

/** Codes by their values' UTF-16 code units; the first code, which stands for "absent", is the last. */
function sortCodes(codes: Int32Array, values: readonly string[]): Int32Array {
  return codes.sort((one, two) => {
    if (one === ABSENT || two === ABSENT) return one === ABSENT ? 1 : -1;
    return values[one]! < values[two]! ? -1 : 1;
  });
}

/** The ranks of all values of a dictionary. */
function ranksOfAll({ values, reused }: Dictionary): Float64Array {
  const known = RANKS.get(values);
  const isSame = known?.reused === reused && known.reuses === reused.length;
  if (isSame && known.ranks.length === values.length) return known.ranks;
  const codes = sortCodes(
    Int32Array.from(values, (_, code) => code),
    values,
  );
  const ranks = new Float64Array(values.length);
  for (let rank = 0; rank < codes.length; rank++) ranks[codes[rank]!] = rank;
  RANKS.set(values, { ranks, reused, reuses: reused.length });
  return ranks;
}

/** Ranks texts by UTF-16 code units, absent ones last. */
function rankTexts(codes: Int32Array, dictionary: Dictionary): Float64Array {
  const { values } = dictionary;
  if (values.length <= MANY) return takenFloats(ranksOfAll(dictionary), codes);
  const sorted = sortCodes(Int32Array.from(new Set(codes)), values);
  const rankOf = new Map(Array.from(sorted, (code, rank) => [code, rank] as const));
  return valuesOf(codes, (code) => rankOf.get(code)!);
}

/** Stands for "in no group". */
const NONE = 0xffff_ffff;

/** Groups by a text column or tag: the codes are the dictionary's own. Values that it does not tell apart are no group. */
function textKey(table: Table, name: string): GroupKey {
  const column = table.text(name);
  const valueOf = (code: number): string | null => column?.valueOf(code) ?? null;
  return {
    codes: column?.values.length ?? 1,
    learn: () => [],
    read({ at, count }, _side, out) {
      table.heap.kernels.readCodes(at, count, column?.at ?? 0, column?.width ?? 0, out);
      const others = column?.others ?? -1;
      if (others < 0) return;
      const codes = table.heap.u32(out, count);
      for (let row = 0; row < count; row++) if (codes[row] === others) codes[row] = NONE;
    },
    rank: (codes) => rankTexts(codes, column ?? ABSENT_ALONE),
    toColumn(codes) {
      // A loop, because `from` with a function takes ten times as long.
      const values: (string | null)[] = [];
      for (let index = 0; index < codes.length; index++) values.push(valueOf(codes[index]!));
      return { kind: 'text', name, values };
    },
    release: () => undefined,
  };
}

/** Bytes for the codes of the value side's rows that are kept from learning them; of more rows they are looked up again. */
const MOST_KEPT = 2 ** 25;

/** Groups by the different values of a number column; the rows without one are a group of their own. */
class NumberKey implements GroupKey {
  readonly #table: Table;
  readonly #name: NumberName;
  #interner: Interner | null = null;
  /** The codes (u32) of the value side's rows one after the other, where they are not too many. */
  readonly #kept: Block;
  /** By the position a part begins with, how many rows come before it. */
  readonly #before = new Map<number, number>();
  /** By code; code 0 is "absent". */
  #values: Float64Array = Float64Array.of(Number.NaN);

  constructor(table: Table, name: NumberName) {
    this.#table = table;
    this.#name = name;
    this.#kept = new Block(table.heap, (rows) => rows * 4);
  }

  get codes(): number {
    return this.#values.length;
  }

  *learn(rows: TimeRows): Steps<void> {
    const { heap, numbers } = this.#table;
    const column = numbers.get(this.#name);
    if (column === undefined || column.at === 0) return;
    this.#interner = new Interner(heap, [Number.NaN]);
    if (rows.length * 4 <= MOST_KEPT) this.#kept.grow(rows.length);
    const list = heap.allocate(SLOT * 8);
    let before = 0;
    try {
      for (const { from, to } of rows.parts) {
        const count = heap.kernels.listBits(rows.at, 0, from, to, list) >>> 0;
        const isKept = this.#kept.at !== 0;
        const out = isKept ? this.#kept.at + before * 4 : list + SLOT * 4;
        this.#interner.numbers(list, count, column.at, column.width, true, out);
        if (isKept) this.#before.set(from, before);
        before += count;
        yield;
      }
    } finally {
      heap.free(list, SLOT * 8);
    }
    this.#values = this.#interner.values();
  }

  read({ at, count, part }: RowList, side: SideName, out: Address): void {
    const { heap, numbers } = this.#table;
    const column = numbers.get(this.#name);
    const before = side === 'value' ? this.#before.get(part.from) : undefined;
    if (this.#interner === null || column === undefined) heap.u32(out, count).fill(0);
    else if (before !== undefined) heap.u32(out, count).set(heap.u32(this.#kept.at + before * 4, count));
    else this.#interner.numbers(at, count, column.at, column.width, false, out);
  }

  rank(codes: Int32Array): Float64Array {
    const values = this.#values;
    return valuesOf(codes, (code) => (code === 0 ? Number.POSITIVE_INFINITY : values[code]!));
  }

  toColumn(codes: Int32Array): ResultColumn {
    const unit = NUMBER_COLUMNS.get(this.#name)?.unit ?? 'none';
    const values = this.#values;
    return {
      kind: 'number',
      name: this.#name,
      unit,
      values: takenFloats(values, codes),
    };
  }

  release(): void {
    this.#interner?.release();
    this.#interner = null;
    this.#kept.clear();
    this.#before.clear();
  }
}

/** The key of a field: its values, and one group for the rows without one. */
export function fieldKey(table: Table, field: Field): GroupKey {
  if (typeof field === 'string' && isNumberColumn(field)) return new NumberKey(table, field);
  return textKey(table, nameOf(field));
}
