import { readHex } from '../model/hex.ts';
import { Block } from './block.ts';
import type { VersionOf } from './block.ts';
import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';

function isAbsent(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (bytes[index] !== 0) return false;
  return true;
}

/** A column of binary ids of one width; zeros stand for "absent". It takes no memory before the first value. */
export class IdColumn {
  readonly width: number;
  readonly #block: Block;

  constructor(heap: Heap, width: number) {
    this.width = width;
    this.#block = new Block(heap, (rows) => rows * width);
  }

  /** Where the ids are; 0 while every row is absent. */
  get at(): Address {
    return this.#block.at;
  }

  /** `width` bytes a position; null while every row is absent. Detached when the heap grows. */
  get bytes(): Uint8Array | null {
    const { heap, at, rows, bytes } = this.#block;
    return rows === 0 ? null : heap.u8(at, bytes);
  }

  /** Writes the rows [from, to) of a batch at `base`; without a batch they are absent. */
  write(base: number, batch: Uint8Array | undefined, from: number, to: number, capacity: number): void {
    const { width } = this;
    if (batch === undefined || (this.#block.rows === 0 && isAbsent(batch, from * width, to * width))) {
      this.bytes?.fill(0, base * width, (base + to - from) * width);
      return;
    }
    this.#block.grow(capacity);
    this.bytes!.set(batch.subarray(from * width, to * width), base * width);
  }

  /** Makes room for `capacity` positions where there are values. */
  grow(capacity: number): void {
    if (this.#block.rows > 0) this.#block.grow(capacity);
  }

  /** The same in steps, while rows come. */
  *growInSteps(capacity: number, versionOf: VersionOf): Generator<void> {
    if (this.#block.rows > 0) yield* this.#block.growInSteps(capacity, versionOf);
  }

  /** The id at a position as lower-case hex digits, null for "absent". */
  hexAt(position: number): string | null {
    const { bytes } = this;
    return bytes === null ? null : readHex(bytes, position * this.width, this.width);
  }
}
