import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import { placeBytes } from './order-column.ts';

/**
 * Room for a bitmap over the places of an order. What is in it is not defined: who takes it writes the words of the leaves
 * that are read, and zeros for all others would cost as much as a statistic.
 */
export class PlaceBitmap {
  readonly at: Address;
  readonly #heap: Heap;
  readonly #bytes: number;

  constructor(heap: Heap, places: number) {
    this.#heap = heap;
    this.#bytes = placeBytes(places);
    this.at = heap.allocate(this.#bytes);
  }

  /** Gives its memory back, once. */
  release(): void {
    this.#heap.free(this.at, this.#bytes);
  }
}
