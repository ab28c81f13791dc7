import type { IdColumn as IdName, NumberColumn as NumberName } from '../model/column.ts';
import { ID_COLUMNS, NUMBER_COLUMNS, TEXT_COLUMNS } from '../model/column.ts';
import type { Rows } from '../model/rows.ts';
import type { Range } from '../model/time.ts';
import { clearBit, hasBit, setBit, widened, wordsFor } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';
import { IdColumn } from './id-column.ts';
import { NumberColumn } from './number-column.ts';
import { PositionIndex } from './position-index.ts';
import { TextColumn } from './text-column.ts';

const FIRST_CAPACITY = 1024;
const GROWTH = 1.5;

/** Whether a row of a batch has a weight other than 1. */
function hasWeight(rows: Rows): boolean {
  const weights = rows.numbers.get('weight');
  if (weights === undefined) return false;
  for (let index = 0; index < rows.length; index++) {
    if (weights[index] !== 1 && !Number.isNaN(weights[index])) return true;
  }
  return false;
}

/**
 * Transaction rows in columns. A row is written once and never changed in place: a later version of it goes to a
 * new position and the old one leaves `live`. So whatever was computed from a position's values stays true.
 */
export class Table {
  readonly numbers: ReadonlyMap<NumberName, NumberColumn>;
  readonly ids: ReadonlyMap<IdName, IdColumn>;
  readonly #texts = new Map<string, TextColumn>(TEXT_COLUMNS.map((name) => [name, new TextColumn()]));
  readonly #index = new PositionIndex();
  #live: Bitmap = new Uint32Array(0);
  #capacity = 0;
  #length = 0;
  #alive = 0;
  #hasWeights = false;

  constructor() {
    this.numbers = new Map(
      [...NUMBER_COLUMNS].map(([name, type]) => [name, new NumberColumn(type.precision)]),
    );
    this.ids = new Map(
      Object.entries(ID_COLUMNS).map(([name, width]) => [name as IdName, new IdColumn(width)]),
    );
  }

  /** Positions in use, those of replaced and removed rows among them. */
  get length(): number {
    return this.#length;
  }

  /** Rows there are. */
  get alive(): number {
    return this.#alive;
  }

  /** Whether any row ever had a weight other than 1. */
  get hasWeights(): boolean {
    return this.#hasWeights;
  }

  /** The positions of the rows there are. */
  get live(): Bitmap {
    return this.#live;
  }

  /** A text column by its name, tags as `tag:key`; undefined for a tag that no row ever had. */
  text(name: string): TextColumn | undefined {
    return this.#texts.get(name);
  }

  /** Every text column with its name. */
  get texts(): ReadonlyMap<string, TextColumn> {
    return this.#texts;
  }

  /** The values of a number column; null while every row is absent. */
  values(name: NumberName): Float32Array | Float64Array | null {
    return this.numbers.get(name)?.values ?? null;
  }

  /** Writes a batch that `checkRows` let pass: new rows, or later versions of rows that are known. */
  append(rows: Rows): void {
    const base = this.#length;
    const count = rows.length;
    if (base + count > this.#capacity) {
      this.reserve(Math.max(FIRST_CAPACITY, base + count, Math.ceil(this.#capacity * GROWTH)));
    }
    for (const [name, column] of this.numbers) {
      const batch = rows.numbers.get(name);
      if (batch !== undefined) column.write(base, batch, count, this.#capacity);
    }
    for (const [name, column] of this.ids) {
      const batch = rows.ids.get(name);
      if (batch !== undefined) column.write(base, batch, count, this.#capacity);
    }
    for (const [name, batch] of rows.texts) {
      let column = this.#texts.get(name);
      if (column === undefined) {
        column = new TextColumn();
        this.#texts.set(name, column);
      }
      column.write(base, batch, count, this.#capacity);
    }
    this.#length = base + count;
    this.#hasWeights ||= hasWeight(rows);
    this.#point(base);
  }

  /** Makes room for `length` positions at once, rather than step by step. */
  reserve(length: number): void {
    if (length <= this.#capacity) return;
    for (const column of this.numbers.values()) column.grow(length);
    for (const column of this.ids.values()) column.grow(length);
    for (const column of this.#texts.values()) column.grow(length);
    this.#live = widened(this.#live, wordsFor(length));
    this.#index.reserve(length, this.#rowKeys());
    this.#capacity = length;
  }

  /** Takes rows out by their `row`; those that are not there are ignored. */
  remove(rows: Float64Array): void {
    const keys = this.#rowKeys();
    for (const row of rows) {
      const position = this.#index.find(keys, row);
      if (position >= 0) this.#clear(position);
    }
  }

  /** Takes out the rows whose end lies in none of the ranges, which are sorted and disjoint. */
  keepOnly(ranges: readonly Range[]): void {
    const ends = this.values('timestamp');
    if (ends === null) return;
    for (let position = 0; position < this.#length; position++) {
      const end = ends[position]!;
      if (!ranges.some((range) => end >= range.start && end < range.end)) this.#clear(position);
    }
  }

  #rowKeys(): Float64Array {
    const values = this.values('row');
    return values instanceof Float64Array ? values : new Float64Array(0);
  }

  #point(base: number): void {
    const keys = this.#rowKeys();
    for (let position = base; position < this.#length; position++) {
      const before = this.#index.point(keys, position);
      if (before >= 0) this.#clear(before);
      setBit(this.#live, position);
      this.#alive += 1;
    }
  }

  #clear(position: number): void {
    if (!hasBit(this.#live, position)) return;
    clearBit(this.#live, position);
    this.#alive -= 1;
  }
}
