import type { Range } from '../../model/time.ts';
import { Block } from '../block.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import { Recent } from '../recent.ts';
import type { Order } from './order.ts';
import type { Stretch } from './order-filter.ts';
import { placeBytes } from './order-column.ts';

/** Ranges whose rows are kept, an eighth of a byte a row each: that of a page, and the one it is compared with. */
const KEPT = 2;
/** Ranges of which it is known that they were asked about. */
const REMEMBERED = 4;

/** Which places of an order lie in a range, as far as it was asked for; as long as no leaf is written. */
export class OrderWindow {
  readonly #block: Block;
  readonly #places: number;
  /** For each 64 places whether they are tested. */
  readonly #tested: Uint8Array;

  constructor(heap: Heap, places: number) {
    this.#places = places;
    this.#block = new Block(heap, placeBytes);
    this.#tested = new Uint8Array(Math.ceil(places / 64));
  }

  /** Where the bitmap is, with what is not tested of some places written by `test`. */
  upTo(stretches: readonly Stretch[], test: (untested: readonly Stretch[], out: Address) => void): Address {
    if (this.#block.at === 0) this.#block.grow(this.#places);
    const untested = stretches.filter(({ leaves }) => leaves.some(({ at }) => this.#tested[at / 64] === 0));
    if (untested.length > 0) test(untested, this.#block.at);
    for (const { from, to } of untested) this.#tested.fill(1, from / 64, to / 64);
    return this.#block.at;
  }

  /** Gives its memory back; what is tested then is tested anew. */
  clear(): void {
    this.#block.clear();
    this.#tested.fill(0);
  }
}

/**
 * The rows of ranges that are asked about again, with another filter: of an order they are read from two bytes a place the
 * first time, later from a bit.
 */
export class OrderWindows {
  readonly #heap: Heap;
  readonly #asked = new Recent<true>(REMEMBERED);
  readonly #kept = new Recent<OrderWindow>(KEPT, (window) => window.clear());
  #version = -1;

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  /** Says that a selection of a range begins: what is known of it; null where it was not asked about before. */
  of(order: Order, { start, end }: Range): OrderWindow | null {
    if (order.version !== this.#version) {
      // While leaves are written all the time, it is not worth it.
      this.#asked.clear();
      this.#kept.clear();
    }
    this.#version = order.version;
    const key = `${start} ${end}`;
    const isAgain = this.#asked.has(key);
    this.#asked.get(key, () => true);
    return isAgain ? this.#kept.get(key, () => new OrderWindow(this.#heap, order.places)) : null;
  }
}
