import type { Block } from '../block.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import { OrderColumn } from './order-column.ts';

/** The key of each place of an order, in two bytes and a bit more, as `kernels/near-keys.ts` has them. */
export class NearKeys {
  readonly #heap: Heap;
  readonly #offsets: OrderColumn;
  readonly #bases: OrderColumn;

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#offsets = new OrderColumn(heap, 2);
    // Four bytes for 64 places.
    this.#bases = new OrderColumn(heap, 1 / 16);
  }

  get blocks(): readonly Block[] {
    return [this.#offsets.block, this.#bases.block];
  }

  /** How far each place's key lies above that of the first of its 64 (u16). */
  get offsets(): Address {
    return this.#offsets.at;
  }

  /** The key of the first of every 64 places (u32). */
  get bases(): Address {
    return this.#bases.at;
  }

  /** Writes the keys of sorted pairs for the places from `at` on. */
  write(pairs: Address, count: number, at: number): void {
    this.#heap.kernels.writeNearKeys(pairs, count, this.offsets, this.bases, at);
  }
}
