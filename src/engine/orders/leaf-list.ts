import { Block } from '../block.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import type { Order } from './order.ts';

/** The leaves of some groups of an order, group by group, as kernels read them. */
export class LeafList {
  /** How many leaves and groups there are. */
  readonly leaves: number;
  readonly groups: number;
  /** By group, which leaf is its first one; one more than there are groups. */
  readonly starts: Uint32Array;
  readonly #block: Block;

  constructor(heap: Heap, order: Order, groups: readonly number[]) {
    this.groups = groups.length;
    this.starts = new Uint32Array(groups.length + 1);
    const places: number[] = [];
    // Loops by number: iterators take several times as long where they are not compiled yet.
    for (let index = 0; index < groups.length; index++) {
      const leaves = order.leaves[groups[index]!];
      for (let leaf = 0; leaf < (leaves?.length ?? 0); leaf++)
        places.push(leaves![leaf]!.at, leaves![leaf]!.rows);
      this.starts[index + 1] = places.length / 2;
    }
    this.leaves = places.length / 2;
    this.#block = new Block(heap, (words) => words * 4);
    this.#block.grow(places.length + this.starts.length);
    heap.u32(this.#block.at, places.length).set(places);
    heap.u32(this.startsAt, this.starts.length).set(this.starts);
  }

  /** Pairs of u32: first place and number of places. */
  get at(): Address {
    return this.#block.at;
  }

  /** Where `starts` are. */
  get startsAt(): Address {
    return this.#block.at + this.leaves * 8;
  }

  /** Gives its memory back. */
  clear(): void {
    this.#block.clear();
  }
}
