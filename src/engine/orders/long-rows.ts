import { Block } from '../block.ts';
import type { Address } from '../kernels.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import type { Leaf, Order } from './order.ts';
import { placeBytes } from './order-column.ts';

/** Places that are looked at in one block. */
const BLOCK = 2 ** 20;

/** What a leaf was looked at for, and which one it was then. */
interface Marked {
  readonly limit: number;
  readonly version: number;
}

/**
 * The rows of order B with a duration above a limit of their group, selected or not, kept for the questions that ask about
 * the same limits again: thresholds stay when a filter changes. Where they are asked about for the first time, it is less
 * work to look at the selected rows alone.
 */
export class LongRows {
  readonly #table: Table;
  readonly #order: Order;
  readonly #marks: Block;
  #marked = new WeakMap<Leaf, Marked>();
  /** By group, the limit that was asked about last. */
  #asked: number[] = [];
  /** By group, the limit that all of its leaves are marked for, as long as the order is this version. */
  #known: number[] = [];
  #version = -1;
  #generation = 0;

  constructor(table: Table, order: Order) {
    this.#table = table;
    this.#order = order;
    this.#marks = new Block(table.heap, placeBytes);
  }

  /** Rises when marks have changed. */
  get generation(): number {
    return this.#generation;
  }

  /** Where the rows are marked, over the places; null where a limit was not asked about before. In blocks. */
  *marksOf(groups: readonly number[], limits: Float64Array): Steps<Address | null> {
    let isAgain = true;
    for (let index = 0; index < groups.length; index++) {
      const group = groups[index]!;
      isAgain &&= this.#asked[group] === limits[index];
      this.#asked[group] = limits[index]!;
    }
    if (!isAgain) return null;
    if (this.#version !== this.#order.version) this.#known = [];
    this.#version = this.#order.version;
    this.#marks.grow(this.#order.places);
    let places = 0;
    for (let index = 0; index < groups.length; index++) {
      const group = groups[index]!;
      const limit = limits[index]!;
      if (this.#known[group] === limit) continue;
      places += this.#mark(this.#order.leaves[group] ?? [], limit);
      this.#known[group] = limit;
      if (places < BLOCK) continue;
      places = 0;
      yield;
    }
    return this.#marks.at;
  }

  /** Marks leaves that were not marked so before; how many places these are. */
  #mark(leaves: readonly Leaf[], limit: number): number {
    const { heap, numbers } = this.#table;
    const { positions, live, durationBits } = this.#order;
    const slices = heap.scratch.at;
    const durations = numbers.get('duration')!.at;
    let places = 0;
    for (const leaf of leaves) {
      const { at, room, version } = leaf;
      const known = this.#marked.get(leaf);
      if (known?.version === version && known.limit === limit) continue;
      durationBits.writeAddresses(slices);
      heap.kernels.durationsAbove(
        live.at,
        slices,
        positions.at,
        durations,
        limit,
        this.#marks.at,
        at / 64,
        (at + room) / 64,
      );
      this.#marked.set(leaf, { limit, version });
      places += room;
    }
    if (places > 0) this.#generation += 1;
    return places;
  }
}
