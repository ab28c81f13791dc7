import { readHex } from '../model/hex.ts';
import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';
import type { Movable } from './slot-order.ts';
import { SLOT, slotOf } from './slots.ts';

/** What stands in one block of each id of a slot. */
export interface Piece {
  /** The block, which begins with the slot; null where all of its bytes are zeros. Detached when the heap grows. */
  readonly bytes: Uint8Array | null;
  /** Bytes from one id to the next, and how many of them are of the piece. */
  readonly stride: number;
  readonly length: number;
}

/** Ids that can be read: each is its pieces, one after the other. All zeros stand for "absent". */
export interface Ids {
  readonly width: number;
  /** Bytes that a row takes, on average over so many slots. */
  bytesPerRow(slots: number): number;
  /** The pieces of the ids of a slot. */
  pieces(slot: number): readonly Piece[];
  /** The id at a position as lower-case hex digits, null for "absent". */
  hexAt(position: number): string | null;
}

/** The id at a position, read from its pieces. */
export function readId(ids: Ids, position: number): string | null {
  const id = new Uint8Array(ids.width);
  const index = position % SLOT;
  let at = 0;
  for (const { bytes, stride, length } of ids.pieces(slotOf(position))) {
    if (bytes !== null) id.set(bytes.subarray(index * stride, index * stride + length), at);
    at += length;
  }
  return readHex(id, 0, id.length);
}

function isAbsent(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (bytes[index] !== 0) return false;
  return true;
}

/** A column of binary ids of one width. A slot takes no memory for them before the first that is not absent. */
export class IdColumn implements Ids {
  readonly width: number;
  readonly #heap: Heap;
  /** By slot; 0 where all are absent. */
  readonly #blocks: Address[] = [];

  constructor(heap: Heap, width: number) {
    this.#heap = heap;
    this.width = width;
  }

  bytesPerRow(slots: number): number {
    const blocks = this.#blocks.reduce((count, at) => count + (at === 0 ? 0 : 1), 0);
    return (this.width * blocks) / Math.max(1, slots);
  }

  /** Whether there is an id in a slot. */
  isIn(slot: number): boolean {
    return (this.#blocks[slot] ?? 0) !== 0;
  }

  /** The ids of a slot, `width` bytes each; null where all are absent. Detached when the heap grows. */
  bytes(slot: number): Uint8Array | null {
    const at = this.#blocks[slot] ?? 0;
    return at === 0 ? null : this.#heap.u8(at, SLOT * this.width);
  }

  pieces(slot: number): readonly Piece[] {
    return [{ bytes: this.bytes(slot), stride: this.width, length: this.width }];
  }

  hexAt(position: number): string | null {
    return readId(this, position);
  }

  /** The ids of a slot as a column that its rows move in; null where all are absent. */
  movable(slot: number): Movable | null {
    const at = this.#blocks[slot] ?? 0;
    // As if all slots before it had a block, too: positions count from the first slot on.
    return at === 0 ? null : { at: at - slot * SLOT * this.width, width: this.width };
  }

  /** The ids of a slot to write to, zeros where none was. */
  make(slot: number): Uint8Array {
    while (this.#blocks.length <= slot) this.#blocks.push(0);
    if (this.#blocks[slot] === 0) this.#blocks[slot] = this.#heap.allocateZeros(SLOT * this.width);
    return this.bytes(slot)!;
  }

  /** Writes the rows [from, to) of a batch at `base`, within a slot; without a batch they are absent. */
  write(base: number, batch: Uint8Array | undefined, from: number, to: number): void {
    const { width } = this;
    const slot = slotOf(base);
    const at = (base % SLOT) * width;
    const isNone = batch === undefined || (!this.isIn(slot) && isAbsent(batch, from * width, to * width));
    if (isNone) this.bytes(slot)?.fill(0, at, at + (to - from) * width);
    else this.make(slot).set(batch.subarray(from * width, to * width), at);
  }
}
