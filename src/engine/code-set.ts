import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';
import { ABSENT } from './text-column.ts';
import type { TextColumn } from './text-column.ts';

/** Codes that the SIMD search of a set of 16-bit codes can tell apart. */
const MOST_SHORTS = 2048;
/** Bits of one step of it. */
const BLOCK = 128;

/** Codes of one width, as a column or an order of it holds them; of width 0 all are absent. */
export interface CodeColumn {
  readonly at: Address;
  readonly width: number;
}

/**
 * The codes of a dictionary that pass a test: one bit each. Every value is tested once, those that come later when
 * they have come. Which values pass does not depend on how they are sorted, so dictionaries need no order.
 */
export class CodeSet {
  readonly #test: (value: string | null) => boolean;
  readonly #wanted: readonly string[] | null;
  #bits = new Uint8Array(32);
  #tested = 0;
  /** How many of the codes that were given out again were tested. */
  #again = 0;
  /** Codes that pass, from the first to the last of them. */
  #first = 0;
  #end = 0;
  #count = 0;

  /** `wanted` are all values that pass, where they are known: then these are looked up, and no other is tested. */
  constructor(test: (value: string | null) => boolean, wanted: readonly string[] | null = null) {
    this.#test = test;
    this.#wanted = wanted;
    this.#tested = ABSENT + 1;
    if (test(null)) this.#pass(ABSENT);
  }

  /** Whether a code passes that was learnt. */
  has(code: number): boolean {
    return ((this.#bits[code >>> 3]! >>> (code & 7)) & 1) === 1;
  }

  /** Tests what a dictionary has got since. */
  learn(column: TextColumn): void {
    const { values, reused } = column;
    for (; this.#again < reused.length; this.#again++) {
      const code = reused[this.#again]!;
      if (code < this.#tested && this.#test(values[code]!)) this.#pass(code);
    }
    if (this.#wanted === null) {
      for (let code = this.#tested; code < values.length; code++) {
        if (this.#test(values[code]!)) this.#pass(code);
      }
    } else if (this.#tested < values.length) {
      const codes = this.#wanted.map((value) => column.codeOf(value) ?? -1);
      const fresh = new Set(codes.filter((code) => code >= this.#tested));
      for (const code of [...fresh].toSorted((one, two) => one - two)) this.#pass(code);
    }
    this.#tested = Math.max(this.#tested, values.length);
    this.#widen(this.#tested);
  }

  /**
   * Writes which rows' codes pass into a bitmap, for the rows [from, to), multiples of 64: 16 rows at a time where
   * codes are few, or where those that pass follow one another.
   */
  scan(heap: Heap, { at, width }: CodeColumn, out: Address, from: number, to: number): void {
    const { kernels } = heap;
    const isRun = this.#end - this.#first === this.#count;
    if (width === 0) {
      heap.u8(out + from / 8, (to - from) / 8).fill(this.has(ABSENT) ? 255 : 0);
    } else if (width === 1 && isRun && this.#count > 0) {
      kernels.bytesBetween(at, this.#first, this.#end - 1, out, from, to);
    } else if (width === 2 && isRun && this.#count < 0x1_0000) {
      kernels.shortsBetween(at, this.#first, this.#end, out, from, to);
    } else if (width === 4 && isRun) {
      kernels.wordsBetween(at, this.#first, this.#end, out, from, to);
    } else {
      const set = this.#write(heap);
      if (width === 1) kernels.inBytes(at, set, out, from, to);
      else if (width === 2 && this.#tested <= MOST_SHORTS) {
        kernels.inShorts(at, set, Math.ceil(this.#tested / BLOCK), out, from, to);
      } else kernels.inWords(at, width, set, out, from, to);
    }
  }

  #write(heap: Heap): Address {
    const set = heap.scratch.at;
    heap.u8(set, this.#bits.length).set(this.#bits);
    return set;
  }

  #widen(codes: number): void {
    if (codes <= this.#bits.length * 8) return;
    const wider = new Uint8Array(Math.max(this.#bits.length * 2, Math.ceil(codes / 8)));
    wider.set(this.#bits);
    this.#bits = wider;
  }

  #pass(code: number): void {
    this.#widen(code + 1);
    this.#bits[code >>> 3]! |= 1 << (code & 7);
    this.#first = this.#count === 0 ? code : Math.min(this.#first, code);
    this.#end = Math.max(this.#end, code + 1);
    this.#count += 1;
  }
}
