import type { Filter } from '../../model/filter.ts';
import { Block } from '../block.ts';
import type { CodeSet } from '../code-set.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import { placeBytes } from './order-column.ts';
import type { SlicedColumn } from './sliced-column.ts';

/** A filter over the places of an order: on a column that the order carries, or looked up in a bitmap over the positions. */
export type Test =
  | { readonly kind: 'carried'; readonly column: SlicedColumn; readonly set: CodeSet; readonly codes: number }
  | { readonly kind: 'looked up'; readonly filter: Filter }
  | { readonly kind: 'not'; readonly of: Test }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Test[] };

/** What is looked up, and the bitmap over the places that it is written to. */
export interface LookUp {
  readonly filter: Filter;
  readonly block: Block;
}

/** Bytes of the result of a step, as `kernels/places.ts` has chunks. */
const RESULT = 256;
/** Bytes of a step: four addresses. */
const STEP = 16;
/** Results that are there from the beginning: no row passes, all rows pass. */
const NONE = 0;
const ALL = 1;

/**
 * A filter as steps that kernels take over 2,048 places at a time: each step chooses, by a bit of a code or of what was
 * looked up, between the results of two steps before it. So a set of codes of b bits is a decision diagram over these
 * bits, in which equal parts are shared (R. E. Bryant, 1986), and what and, or, not do costs nothing of its own.
 */
export class FilterProgram {
  readonly lookUps: LookUp[] = [];
  readonly #heap: Heap;
  readonly #block: Block;
  readonly #places: number;
  /** The bitmap, and the results for 0 and 1, of each step. */
  readonly #steps: (readonly [bitmap: Address, low: number, high: number])[] = [];
  readonly #known = new Map<string, number>();
  readonly #result: number;

  constructor(heap: Heap, places: number, test: Test) {
    this.#heap = heap;
    this.#places = places;
    this.#block = new Block(heap, (bytes) => bytes);
    this.#result = this.#compile(test, ALL, NONE);
    this.#write();
  }

  get steps(): Address {
    return this.#block.at;
  }

  get count(): number {
    return this.#steps.length;
  }

  /** Where the result of the last step is. */
  get result(): Address {
    return this.#at(this.#result);
  }

  /** Gives its memory back. */
  clear(): void {
    this.#block.clear();
    for (const { block } of this.lookUps) block.clear();
  }

  /** The result that is `yes` where a test lets pass, else `no`. */
  #compile(test: Test, yes: number, no: number): number {
    switch (test.kind) {
      case 'not':
        return this.#compile(test.of, no, yes);
      case 'and':
        return test.of.reduceRight((then, part) => this.#compile(part, then, no), yes);
      case 'or':
        return test.of.reduceRight((otherwise, part) => this.#compile(part, yes, otherwise), no);
      case 'looked up': {
        const block = new Block(this.#heap, placeBytes);
        block.grow(this.#places);
        this.lookUps.push({ filter: test.filter, block });
        return this.#choose(block.at, no, yes);
      }
      case 'carried': {
        const { column, set, codes } = test;
        const bitmaps = column.blocks.map(({ at }) => at);
        return (
          this.#decide(bitmaps, 0, (code) => (code < codes ? (set.has(code) ? yes : no) : null), 0) ?? no
        );
      }
    }
  }

  /** The result for the codes that begin with the bits of `prefix`; null where there are none. */
  #decide(
    bitmaps: readonly Address[],
    bit: number,
    resultOf: (code: number) => number | null,
    prefix: number,
  ): number | null {
    if (bit === bitmaps.length) return resultOf(prefix);
    const low = this.#decide(bitmaps, bit + 1, resultOf, prefix * 2);
    const high = this.#decide(bitmaps, bit + 1, resultOf, prefix * 2 + 1);
    // Codes that do not exist may go with those that do.
    return low === null || high === null ? low : this.#choose(bitmaps[bit]!, low, high);
  }

  #choose(bitmap: Address, low: number, high: number): number {
    if (low === high) return low;
    const key = `${bitmap} ${low} ${high}`;
    let result = this.#known.get(key);
    if (result === undefined) {
      this.#steps.push([bitmap, low, high]);
      result = this.#steps.length + 1;
      this.#known.set(key, result);
    }
    return result;
  }

  #at(result: number): Address {
    return this.#block.at + this.#steps.length * STEP + result * RESULT;
  }

  #write(): void {
    const count = this.#steps.length;
    this.#block.grow(count * STEP + (count + 2) * RESULT);
    this.#heap.u8(this.#at(NONE), RESULT).fill(0);
    this.#heap.u8(this.#at(ALL), RESULT).fill(255);
    const words = this.#heap.u32(this.#block.at, count * 4);
    for (const [index, [bitmap, low, high]] of this.#steps.entries()) {
      words.set([bitmap, this.#at(low), this.#at(high), this.#at(index + 2)], index * 4);
    }
  }
}
