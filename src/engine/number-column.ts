import type { Precision } from '../model/column.ts';
import { Block } from './block.ts';
import type { VersionOf } from './block.ts';
import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';

function isAbsent(values: Float32Array | Float64Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (!Number.isNaN(values[index]!)) return false;
  return true;
}

/**
 * A number column; NaN stands for "absent". It takes no memory before the first value. Positions that no row was written to
 * hold anything.
 */
export class NumberColumn {
  /** Bytes a row. */
  readonly width: number;
  readonly #block: Block;
  #view: Float32Array | Float64Array | null = null;

  constructor(heap: Heap, precision: Precision) {
    const width = precision === 'float64' ? 8 : 4;
    this.width = width;
    this.#block = new Block(heap, (rows) => rows * width);
  }

  /** Where the values are; 0 while every row is absent. */
  get at(): Address {
    return this.#block.at;
  }

  /** One value a position; null while every row is absent. Detached when the heap grows. */
  get values(): Float32Array | Float64Array | null {
    const { heap, at, rows } = this.#block;
    if (rows === 0) return null;
    if (this.#view?.buffer !== heap.buffer || this.#view.length !== rows || this.#view.byteOffset !== at) {
      this.#view = this.width === 8 ? heap.f64(at, rows) : heap.f32(at, rows);
    }
    return this.#view;
  }

  /**
   * Writes the rows [from, to) of a batch at `base`; without a batch they are absent. `length` positions have been written
   * before, of this column or of others.
   */
  write(
    base: number,
    batch: Float32Array | Float64Array | undefined,
    from: number,
    to: number,
    capacity: number,
    length: number,
  ): void {
    const isFirst = this.#block.rows === 0;
    if (batch === undefined || (isFirst && isAbsent(batch, from, to))) {
      this.values?.fill(Number.NaN, base, base + to - from);
      return;
    }
    this.#block.grow(capacity);
    const values = this.values!;
    if (isFirst) values.fill(Number.NaN, 0, length);
    values.set(batch.subarray(from, to), base);
  }

  /** Makes room for `capacity` positions where there are values, or where `isFirst` says that there will be. */
  grow(capacity: number, isFirst = false): void {
    if (this.#block.rows > 0 || isFirst) this.#block.grow(capacity);
  }

  /** The same in steps, while rows come. */
  *growInSteps(capacity: number, versionOf: VersionOf): Generator<void> {
    if (this.#block.rows > 0) yield* this.#block.growInSteps(capacity, versionOf);
  }
}
