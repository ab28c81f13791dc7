import type { TextValues } from '../model/rows.ts';
import { Block } from './block.ts';
import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';

/** Codes of a dictionary in the narrowest array that holds them. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** The code of an absent value; an empty text counts as absent. */
export const ABSENT = 0;

/** Bytes of a code, for so many values. */
function widthFor(values: number): 1 | 2 | 4 {
  if (values <= 0x100) return 1;
  return values <= 0x1_0000 ? 2 : 4;
}

/** A text column: a dictionary of its own and one code a row. The codes take no memory before the first value. */
export class TextColumn {
  /** By code; the first stands for "absent". */
  readonly values: string[] = [''];
  readonly #heap: Heap;
  readonly #codeOf = new Map<string, number>([['', ABSENT]]);
  #width: 1 | 2 | 4 = 1;
  #block: Block;
  #view: Codes | null = null;

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#block = new Block(heap, (rows) => rows);
  }

  /** Bytes a code; 0 while every row is absent. */
  get width(): 0 | 1 | 2 | 4 {
    return this.#block.rows === 0 ? 0 : this.#width;
  }

  /** Where the codes are; 0 while every row is absent. */
  get at(): Address {
    return this.#block.at;
  }

  /** One code a position; null while every row is absent. Detached when the heap grows. */
  get codes(): Codes | null {
    const { at, rows } = this.#block;
    if (rows === 0) return null;
    if (
      this.#view?.buffer !== this.#heap.buffer ||
      this.#view.length !== rows ||
      this.#view.byteOffset !== at
    ) {
      this.#view = this.#viewOf(this.#width, at, rows);
    }
    return this.#view;
  }

  /** The code of a value; undefined for one that no row ever had. */
  codeOf(value: string): number | undefined {
    return this.#codeOf.get(value);
  }

  /** The value a code stands for, null for "absent". */
  valueOf(code: number): string | null {
    return code === ABSENT ? null : (this.values[code] ?? null);
  }

  /**
   * Writes the rows [from, to) of a batch at `base`, its codes mapped into this dictionary; only values that are used
   * come in. Without a batch the rows are absent.
   */
  write(base: number, batch: TextValues | undefined, from: number, to: number, capacity: number): void {
    if (batch === undefined) {
      this.codes?.fill(ABSENT, base, base + to - from);
      return;
    }
    const { codes: given, dictionary } = batch;
    const mapped = new Int32Array(dictionary.length).fill(-1);
    for (let index = from; index < to; index++) {
      const code = given[index]!;
      if (code >= 0 && mapped[code]! < 0) mapped[code] = this.#intern(dictionary[code]!);
    }
    if (this.#block.rows === 0 && this.values.length === 1) return;
    this.#widen(capacity);
    const own = this.codes!;
    for (let index = from; index < to; index++) {
      const code = given[index]!;
      own[base + index - from] = code < 0 ? ABSENT : mapped[code]!;
    }
  }

  /** Makes room for `capacity` positions where there are values. */
  grow(capacity: number): void {
    if (this.#block.rows > 0) this.#widen(capacity);
  }

  #intern(value: string): number {
    const known = this.#codeOf.get(value);
    if (known !== undefined) return known;
    const code = this.values.length;
    this.values.push(value);
    this.#codeOf.set(value, code);
    return code;
  }

  #widen(capacity: number): void {
    const width = widthFor(this.values.length);
    if (this.#block.rows === 0 || width === this.#width) {
      if (this.#block.rows === 0 && width !== this.#width) this.#renew(width);
      this.#block.grow(capacity);
      return;
    }
    const old = this.#block;
    const oldWidth = this.#width;
    this.#renew(width);
    this.#block.grow(Math.max(capacity, old.rows));
    this.codes!.set(this.#viewOf(oldWidth, old.at, old.rows));
    old.clear();
  }

  #renew(width: 1 | 2 | 4): void {
    this.#width = width;
    this.#view = null;
    this.#block = new Block(this.#heap, (rows) => rows * width);
  }

  #viewOf(width: 1 | 2 | 4, at: Address, rows: number): Codes {
    if (width === 1) return this.#heap.u8(at, rows);
    return width === 2 ? this.#heap.u16(at, rows) : this.#heap.u32(at, rows);
  }
}
