import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';

/** A stretch of the heap with so many bytes a row that moves when it grows. It takes no memory before it first grows. */
export class Block {
  readonly heap: Heap;
  readonly #bytesOf: (rows: number) => number;
  #at: Address = 0;
  #rows = 0;

  /** `bytesOf` says how many bytes so many rows take. */
  constructor(heap: Heap, bytesOf: (rows: number) => number) {
    this.heap = heap;
    this.#bytesOf = bytesOf;
  }

  get at(): Address {
    return this.#at;
  }

  /** Rows there is room for. */
  get rows(): number {
    return this.#rows;
  }

  get bytes(): number {
    return this.#rows === 0 ? 0 : this.#bytesOf(this.#rows);
  }

  /** Makes room for `rows` rows in all; what is there is kept, the rest is zeros. Whether it had to. */
  grow(rows: number): boolean {
    if (rows <= this.#rows) return false;
    const had = this.bytes;
    const bytes = this.#bytesOf(rows);
    const at = this.heap.allocate(bytes);
    const to = this.heap.u8(at, bytes);
    if (had > 0) {
      to.set(this.heap.u8(this.#at, had));
      this.heap.free(this.#at, had);
    }
    to.fill(0, had);
    this.#at = at;
    this.#rows = rows;
    return true;
  }

  /** Gives its memory back. */
  clear(): void {
    if (this.#rows > 0) this.heap.free(this.#at, this.bytes);
    this.#at = 0;
    this.#rows = 0;
  }
}

/** Bytes of a bitmap of so many rows, in whole words of 64 bits. */
export function bitmapBytes(rows: number): number {
  return Math.ceil(rows / 64) * 8;
}
