import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import { Block, bitmapBytes } from '../block.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import type { Address } from '../kernels.ts';
import { SLOT } from '../slots.ts';
import type { Table } from '../table.ts';
import { partsOf } from '../time-parts.ts';
import type { Part } from '../time-parts.ts';

/** The rows of a range that pass a filter, as a bitmap over the positions, slot by slot in the order of time. */
export class TimeRows {
  readonly parts: readonly Part[];
  /** Rows. */
  readonly length: number;
  readonly #block: Block;
  #holders = 0;

  constructor(table: Table, filters: FilterBitmaps, range: Range, where: Filter) {
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
    for (const { slot, from, to } of this.parts) {
      const first = (slot * SLOT) / 8;
      heap.u8(at + first, SLOT / 8).set(heap.u8(passes + first, SLOT / 8));
      heap.kernels.andWords(at, table.liveAt, (slot * SLOT) / 64, ((slot + 1) * SLOT) / 64);
      length += heap.kernels.countBits(at, from, to) >>> 0;
    }
    this.length = length;
  }

  /** Where the bitmap is; only bits within the parts count. */
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
