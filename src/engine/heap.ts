import { Block } from './block.ts';
import { kernelsOn } from './kernels.ts';
import type { Address, Kernels } from './kernels.ts';

const PAGE = 65_536;
/** 4 GB, which is as far as an address of 32 bits reaches. */
const MOST_PAGES = 65_536;
/** Blocks begin at multiples of this: a cache line, and more than SIMD asks for. */
const LINE = 64;
/** The first bytes belong to the kernels, and no block has the address 0. */
const FIRST: Address = 1024;

function rounded(bytes: number): number {
  return Math.max(LINE, Math.ceil(bytes / LINE) * LINE);
}

interface Free {
  at: Address;
  bytes: number;
}

/**
 * The one memory in which all columns of an engine lie, and the kernels that work on it. Blocks that are given back
 * are joined with their neighbours and used again; the memory itself only grows, up to 4 GB.
 *
 * When it grows every view of it is detached. A view is therefore made anew each time (`u32` and its like), and held
 * no longer than nothing is allocated.
 */
export class Heap {
  readonly kernels: Kernels;
  /** For what is written to be read by the next kernel, and no longer. */
  readonly scratch: Block = new Block(this, (bytes) => bytes);
  readonly #memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES });
  /** By address, never two that touch. */
  readonly #free: Free[] = [];
  #top: Address = FIRST;
  #used = 0;

  constructor() {
    this.kernels = kernelsOn(this.#memory);
  }

  /** Changes whenever the memory grows. */
  get buffer(): ArrayBuffer {
    return this.#memory.buffer;
  }

  /** Bytes in blocks that are in use. */
  get used(): number {
    return this.#used;
  }

  /** Bytes of memory in all. */
  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /** A block of at least one byte; what is in it is not defined. Throws a RangeError when there is no more memory. */
  allocate(bytes: number): Address {
    const size = rounded(bytes);
    this.#used += size;
    let best = -1;
    for (let index = 0; index < this.#free.length; index++) {
      const fits = this.#free[index]!.bytes >= size;
      if (fits && (best < 0 || this.#free[index]!.bytes < this.#free[best]!.bytes)) best = index;
    }
    if (best < 0) return this.#extend(size);
    const free = this.#free[best]!;
    const { at } = free;
    free.at += size;
    free.bytes -= size;
    if (free.bytes === 0) this.#free.splice(best, 1);
    return at;
  }

  /** A block of zeros. */
  allocateZeros(bytes: number): Address {
    const at = this.allocate(bytes);
    this.u8(at, rounded(bytes)).fill(0);
    return at;
  }

  /** Gives a block back, which had `bytes` bytes. */
  free(at: Address, bytes: number): void {
    const size = rounded(bytes);
    this.#used -= size;
    let index = this.#free.findIndex((free) => free.at > at);
    if (index < 0) index = this.#free.length;
    const before = this.#free[index - 1];
    const after = this.#free[index];
    const joinsBefore = before !== undefined && before.at + before.bytes === at;
    const joinsAfter = after !== undefined && at + size === after.at;
    if (joinsBefore) {
      before.bytes += size + (joinsAfter ? after.bytes : 0);
      if (joinsAfter) this.#free.splice(index, 1);
    } else if (joinsAfter) {
      after.at = at;
      after.bytes += size;
    } else {
      this.#free.splice(index, 0, { at, bytes: size });
    }
    const last = this.#free.at(-1);
    if (last !== undefined && last.at + last.bytes === this.#top) {
      this.#top = last.at;
      this.#free.pop();
    }
  }

  u8(at: Address, length: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, length);
  }

  u16(at: Address, length: number): Uint16Array {
    return new Uint16Array(this.#memory.buffer, at, length);
  }

  u32(at: Address, length: number): Uint32Array {
    return new Uint32Array(this.#memory.buffer, at, length);
  }

  i32(at: Address, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, at, length);
  }

  f32(at: Address, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, length);
  }

  f64(at: Address, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, at, length);
  }

  #extend(size: number): Address {
    const at = this.#top;
    const missing = at + size - this.size;
    if (missing > 0) {
      const pages = Math.ceil(missing / PAGE);
      // Some more than is needed, where there are some, so that small blocks do not each make it grow.
      this.#memory.grow(Math.max(pages, Math.min(pages + 16, MOST_PAGES - this.size / PAGE)));
    }
    this.#top = at + size;
    return at;
  }
}
