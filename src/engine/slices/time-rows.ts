import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import { Block, bitmapBytes } from '../block.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import { partsOf } from '../time-parts.ts';
import type { Part } from '../time-parts.ts';

let last = 0;

/** Leaves of a bitmap over the positions, within a part, those rows that a further condition lets pass. */
export type Keep = (bitmap: Address, part: Part) => void;

/** The rows of a range that pass a filter, as a bitmap over the positions, slot by slot in the order of time. */
export class TimeRows {
  readonly parts: readonly Part[];
  /** Rows. */
  readonly length: number;
  /** A number that no other rows have or had. */
  readonly id = (last += 1);
  readonly #block: Block;
  #holders = 0;

  constructor(table: Table, filters: FilterBitmaps, range: Range, where: Filter, keep: Keep | null = null) {
    const { heap } = table;
    this.parts = partsOf(table, range);
    this.#block = new Block(heap, bitmapBytes);
    this.#block.grow(Math.max(table.capacity, 64));
    const passes = filters.of(
      where,
      this.parts.map(({ slot }) => slot),
    );
    const { at } = this.#block;
    let length = 0;
    for (const part of this.parts) {
      const { from, to } = part;
      length += heap.kernels.selectPart(passes, table.liveAt, from, to, at) >>> 0;
      if (keep === null) continue;
      length -= heap.kernels.countBits(at, from, to) >>> 0;
      keep(at, part);
      length += heap.kernels.countBits(at, from, to) >>> 0;
    }
    this.length = length;
  }

  /** Where the bitmap is; bits of other rows are 0. */
  get at(): Address {
    return this.#block.at;
  }

  /** Says that one more needs these rows. */
  hold(): void {
    this.#holders += 1;
  }

  /** Says that one who held these rows does not need them any more; the last one gives the memory back. */
  release(): void {
    this.#holders -= 1;
    if (this.#holders === 0) this.#block.clear();
  }
}
