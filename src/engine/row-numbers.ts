import { Block } from './block.ts';
import type { VersionOf } from './block.ts';
import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';
import type { NumberColumn } from './number-column.ts';

/** How many numbers 32 bits tell apart. */
const NARROW = 2 ** 32;

/** The base of rows around one of them. */
function baseOf(row: number): number {
  return row >= 0 && row < NARROW / 2 ? 0 : Math.floor(row) - NARROW / 2;
}

/** Whether all rows are whole numbers and lie within 32 bits above a base. */
function areNarrow(rows: Float32Array | Float64Array, base: number): boolean {
  for (let index = 0; index < rows.length; index++) {
    const over = rows[index]! - base;
    if (!(over >= 0 && over < NARROW && Number.isInteger(over))) return false;
  }
  return true;
}

/**
 * The `row` of each position. A source numbers its rows one after the other, so they are kept in 32 bits above a base.
 * From the first one on that is too far from it or no whole number, all are kept in 64 bits, in the number column `row`.
 */
export class RowNumbers {
  readonly #heap: Heap;
  readonly #wide: NumberColumn;
  readonly #narrow: Block;
  #view: Uint32Array | null = null;
  #base = 0;
  #isWide = false;

  /** `wide` is the number column, which stays empty while 32 bits are enough. */
  constructor(heap: Heap, wide: NumberColumn) {
    this.#heap = heap;
    this.#wide = wide;
    this.#narrow = new Block(heap, (rows) => rows * 4);
  }

  /** Where the 32 bits are; 0 where there are none. */
  get at(): Address {
    return this.#narrow.at;
  }

  /** Bytes a position, without those of the number column. */
  readonly width = 4;

  /** What has to be added to each of `values`. */
  get base(): number {
    return this.#isWide ? 0 : this.#base;
  }

  /** A number a position, less `base`; null before the first row. Detached when the heap grows. */
  get values(): Uint32Array | Float64Array | null {
    if (this.#isWide) return this.#wide.values as Float64Array | null;
    const { at, rows } = this.#narrow;
    if (rows === 0) return null;
    const isOld =
      this.#view?.buffer !== this.#heap.buffer || this.#view.length !== rows || this.#view.byteOffset !== at;
    if (isOld) this.#view = this.#heap.u32(at, rows);
    return this.#view;
  }

  /** The row at a position, NaN where there is no room for one. */
  of(position: number): number {
    return (this.values?.[position] ?? Number.NaN) + this.base;
  }

  /** Writes rows at `start` and the positions that follow. */
  write(start: number, rows: Float32Array | Float64Array, capacity: number): void {
    if (!this.#isWide && this.#narrow.rows === 0) this.#base = baseOf(rows[0]!);
    if (!this.#isWide && !areNarrow(rows, this.#base)) this.widen();
    if (this.#isWide) {
      this.#wide.write(start, rows, 0, rows.length, capacity, 0);
      return;
    }
    this.#narrow.grow(capacity);
    const values = this.values!;
    const base = this.#base;
    for (let index = 0; index < rows.length; index++) values[start + index] = rows[index]! - base;
  }

  /** Makes room for `capacity` positions where there are rows. */
  grow(capacity: number): void {
    if (this.#narrow.rows > 0) this.#narrow.grow(capacity);
  }

  /** The same in steps, while rows come. */
  *growInSteps(capacity: number, versionOf: VersionOf): Generator<void> {
    if (this.#narrow.rows > 0) yield* this.#narrow.growInSteps(capacity, versionOf);
  }

  /** Keeps rows in the number column from now on, where questions read them as all other numbers. */
  widen(): void {
    if (this.#isWide) return;
    const { rows } = this.#narrow;
    if (rows > 0) {
      this.#wide.grow(rows, true);
      const to = this.#wide.values!;
      const from = this.#heap.u32(this.#narrow.at, rows);
      for (let position = 0; position < rows; position++) to[position] = from[position]! + this.#base;
    }
    this.#narrow.clear();
    this.#view = null;
    this.#isWide = true;
  }
}
