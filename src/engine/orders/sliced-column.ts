import type { Block } from '../block.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import { OrderColumn } from './order-column.ts';

/**
 * A column of codes of an order, cut into bits: bit b of each place's code stands in the b-th bitmap, the most
 * significant first. It takes as many bits as there are, and 128 rows are tested at a time.
 */
export class SlicedColumn {
  readonly #heap: Heap;
  #slices: readonly OrderColumn[];

  constructor(heap: Heap, bits: number) {
    this.#heap = heap;
    this.#slices = Array.from({ length: bits }, () => new OrderColumn(heap, 0));
  }

  get bits(): number {
    return this.#slices.length;
  }

  /** The bitmaps, the most significant first. */
  get blocks(): readonly Block[] {
    return this.#slices.map(({ block }) => block);
  }

  /** Makes room for codes of so many bits. What is there has zeros in the new ones. */
  widen(bits: number, places: number): void {
    while (this.bits < bits) {
      const slice = new OrderColumn(this.#heap, 0);
      slice.block.grow(places);
      this.#slices = [slice, ...this.#slices];
    }
  }

  /** Writes the addresses of the bitmaps, as kernels read them, to 64 bytes. */
  writeAddresses(at: Address): Address {
    this.#heap.u32(at, this.bits).set(this.#slices.map((slice) => slice.at));
    return at;
  }

  /** Cuts codes (u16) of `count` places from `place` on, both multiples of 64. `scratch` has room for the addresses. */
  write(codes: Address, place: number, count: number, scratch: Address): void {
    this.#heap.kernels.sliceShorts(codes, this.writeAddresses(scratch), this.bits, place, count);
  }
}
