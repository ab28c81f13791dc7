import { Block } from './block.ts';
import { FreeList } from './free-list.ts';
import { kernelsOn } from './kernels.ts';
import type { Address, Kernels } from './kernels.ts';

const PAGE = 65_536;
/** 4 GB, which is as far as an address of 32 bits reaches. */
const MOST_PAGES = 65_536;
/** Pages by which the memory grows beyond what is needed. */
const LEAST_SPARE = 64;
const MOST_SPARE = 1024;
/** Bytes that the columns of a row take at least, those of an order not counted. */
const ROW_BYTES = 64;
/** Blocks begin at multiples of this: a cache line, and more than SIMD asks for. */
const LINE = 64;
/** The first bytes belong to the kernels, and no block has the address 0. */
const FIRST: Address = 1024;

function rounded(bytes: number): number {
  return Math.max(LINE, Math.ceil(bytes / LINE) * LINE);
}

/** There is no memory left: what was to take some was not done. */
export class NoMemory extends RangeError {
  constructor(bytes: number, cause: unknown) {
    const size = `${Math.round(bytes / 2 ** 20)} MB`;
    super(`There is no memory left for more rows: the browser gives no more than ${size}.`, { cause });
    this.name = 'NoMemory';
  }
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
  readonly #free = new FreeList();
  #top: Address = FIRST;
  #fresh: Address = FIRST;
  #used = 0;
  #buffer: ArrayBuffer;

  constructor() {
    this.kernels = kernelsOn(this.#memory);
    this.#buffer = this.#memory.buffer;
  }

  /** Changes whenever the memory grows. */
  get buffer(): ArrayBuffer {
    return this.#buffer;
  }

  /** Bytes in blocks that are in use. */
  get used(): number {
    return this.#used;
  }

  /** Bytes of memory in all. */
  get size(): number {
    return this.#buffer.byteLength;
  }

  /** Lets the memory grow at once, where it can, for the columns of so many rows that are to come. */
  reserve(rows: number): void {
    try {
      this.#growFor(Math.min(this.#top + rows * ROW_BYTES, MOST_PAGES * PAGE));
    } catch {
      // Whether there is enough is known when they are here.
    }
  }

  /** A block of at least one byte; what is in it is not defined. Throws `NoMemory` when there is none left. */
  allocate(bytes: number): Address {
    const size = rounded(bytes);
    const free = this.#free.take(size);
    const at = free < 0 ? this.#extend(size) : free;
    this.#used += size;
    return at;
  }

  /** From here on nothing was ever written: all is zeros, and takes none of the machine's memory. */
  get fresh(): Address {
    return this.#fresh;
  }

  /** A block of zeros, but for its first `used` bytes. */
  allocateZeros(bytes: number, used = 0): Address {
    const fresh = this.#fresh;
    const at = this.allocate(bytes);
    const end = Math.min(at + rounded(bytes), fresh);
    if (at + used < end) this.u8(at + used, end - at - used).fill(0);
    return at;
  }

  /** Gives a block back, which had `bytes` bytes. */
  free(at: Address, bytes: number): void {
    const size = rounded(bytes);
    this.#used -= size;
    this.#free.give(at, size);
    const top = this.#free.takeLast(this.#top);
    if (top >= 0) this.#top = top;
  }

  u8(at: Address, length: number): Uint8Array {
    return new Uint8Array(this.#buffer, at, length);
  }

  u16(at: Address, length: number): Uint16Array {
    return new Uint16Array(this.#buffer, at, length);
  }

  u32(at: Address, length: number): Uint32Array {
    return new Uint32Array(this.#buffer, at, length);
  }

  i32(at: Address, length: number): Int32Array {
    return new Int32Array(this.#buffer, at, length);
  }

  f32(at: Address, length: number): Float32Array {
    return new Float32Array(this.#buffer, at, length);
  }

  f64(at: Address, length: number): Float64Array {
    return new Float64Array(this.#buffer, at, length);
  }

  #extend(size: number): Address {
    const at = this.#top;
    this.#growFor(at + size);
    this.#top = at + size;
    this.#fresh = Math.max(this.#fresh, this.#top);
    return at;
  }

  #growFor(end: Address): void {
    const missing = end - this.size;
    if (missing <= 0) return;
    const pages = Math.ceil(missing / PAGE);
    // More than is needed, where there are some: growing takes a millisecond. What is not used takes none of the machine's.
    const held = this.size / PAGE;
    const spare = Math.min(MOST_SPARE, Math.max(LEAST_SPARE, Math.ceil(held / 8)));
    try {
      this.#memory.grow(Math.max(pages, Math.min(pages + spare, MOST_PAGES - held)));
    } catch {
      this.#growBy(pages);
    }
    this.#buffer = this.#memory.buffer;
  }

  #growBy(pages: number): void {
    try {
      this.#memory.grow(pages);
    } catch (cause) {
      throw new NoMemory(this.size, cause);
    }
  }
}
