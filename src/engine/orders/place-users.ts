import type { Block } from '../block.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import { OrderColumn } from './order-column.ts';

/** The code of the user of each place of order B, in two bytes and a bit more, as `kernels/users.ts` has it. */
export class PlaceUsers {
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

  /** How far each place's code lies above that of the first of its 64 (u16). */
  get offsets(): Address {
    return this.#offsets.at;
  }

  /** The code of the first of every 64 places (u32). */
  get bases(): Address {
    return this.#bases.at;
  }

  /** Writes the users of sorted pairs for the places from `at` on. */
  write(pairs: Address, count: number, at: number): void {
    this.#heap.kernels.writeUsers(pairs, count, this.offsets, this.bases, at);
  }
}
