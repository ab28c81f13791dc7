import type { Precision } from '../model/column.ts';

function isAbsent(values: Float32Array | Float64Array): boolean {
  for (const value of values) if (!Number.isNaN(value)) return false;
  return true;
}

/** A number column; NaN stands for "absent". It takes no memory before the first value. */
export class NumberColumn {
  readonly #precision: Precision;
  #values: Float32Array | Float64Array | null = null;

  constructor(precision: Precision) {
    this.#precision = precision;
  }

  /** One value a row; null while every row is absent. */
  get values(): Float32Array | Float64Array | null {
    return this.#values;
  }

  /** Writes a batch at `base`. */
  write(base: number, batch: Float32Array | Float64Array, length: number, capacity: number): void {
    const part = batch.length === length ? batch : batch.subarray(0, length);
    if (this.#values === null && isAbsent(part)) return;
    this.#widen(capacity).set(part, base);
  }

  /** Makes room for `capacity` rows. */
  grow(capacity: number): void {
    if (this.#values !== null) this.#widen(capacity);
  }

  #widen(capacity: number): Float32Array | Float64Array {
    const old = this.#values;
    if (old !== null && old.length >= capacity) return old;
    const values = this.#precision === 'float64' ? new Float64Array(capacity) : new Float32Array(capacity);
    if (old !== null) values.set(old);
    values.fill(Number.NaN, old?.length ?? 0);
    this.#values = values;
    return values;
  }
}
