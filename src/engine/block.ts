import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';
import { SLOT } from './slots.ts';

/** Bytes that are copied at a step, in about a millisecond. */
const STEP = 2 ** 21;

/** The number of the last change of a slot's rows. */
export type VersionOf = (slot: number) => number;

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
    const at = this.heap.allocateZeros(bytes, had);
    if (had > 0) {
      this.heap.u8(at, had).set(this.heap.u8(this.#at, had));
      this.heap.free(this.#at, had);
    }
    this.#at = at;
    this.#rows = rows;
    return true;
  }

  /**
   * Makes room as `grow` does, in steps of some megabytes. In between, what is there is used and changed; slots that
   * were changed, as `versionOf` tells, are copied again at the end.
   */
  *growInSteps(rows: number, versionOf: VersionOf): Generator<void> {
    if (rows <= this.#rows) return;
    const { heap, bytes: had } = this;
    const before = this.#rows;
    const bytes = this.#bytesOf(rows);
    const slot = this.#bytesOf(2 * SLOT) - this.#bytesOf(SLOT);
    const { fresh } = heap;
    const at = heap.allocate(bytes);
    const written = Math.min(bytes, fresh - at);
    const copied: number[] = [];
    const copy = (index: number): void => {
      const from = index * slot;
      const size = Math.min(slot, had - from);
      heap.u8(at + from, size).set(heap.u8(this.#at + from, size));
      copied[index] = versionOf(index);
    };
    let isTaken = false;
    try {
      // A view of it is taken anew at each step: meanwhile the memory may grow.
      for (let index = 0; index * slot < had; index++) {
        if (this.#rows !== before) break;
        copy(index);
        if (((index + 1) * slot) % STEP < slot) yield;
      }
      for (let from = had; from < written; from += STEP) {
        heap.u8(at + from, Math.min(STEP, written - from)).fill(0);
        yield;
      }
      // Somebody who could not wait has made room, or what is there is no longer needed.
      if (this.#rows !== before) return;
      for (const [index, version] of copied.entries()) if (versionOf(index) !== version) copy(index);
      if (had > 0) heap.free(this.#at, had);
      this.#at = at;
      this.#rows = rows;
      isTaken = true;
    } finally {
      if (!isTaken) heap.free(at, bytes);
    }
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
