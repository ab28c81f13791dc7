import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import { Block, bitmapBytes } from '../block.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import type { Address } from '../kernels.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import { partsOf } from '../time-parts.ts';
import type { Part } from '../time-parts.ts';

/** Parts that a further condition is tested on in one block. */
const KEPT_AT_ONCE = 16;

let last = 0;

/** Leaves of a bitmap over the positions, within a part, those rows that a further condition lets pass. */
export type Keep = (bitmap: Address, part: Part) => void;

/** The rows of a range that pass a filter, as a bitmap over the positions, slot by slot in the order of time. */
export class TimeRows {
  readonly parts: readonly Part[];
  /** A number that no other rows have or had. */
  readonly id = (last += 1);
  readonly #table: Table;
  readonly #block: Block;
  #length = 0;
  #holders = 0;

  private constructor(table: Table, range: Range) {
    this.#table = table;
    this.parts = partsOf(table, range);
    this.#block = new Block(table.heap, bitmapBytes);
    this.#block.grow(Math.max(table.capacity, 64));
  }

  /** Selects the rows of a range, in blocks where a further condition is tested. Whoever asks for them holds them. */
  static *of(
    table: Table,
    filters: FilterBitmaps,
    range: Range,
    where: Filter,
    keep: Keep | null,
  ): Steps<TimeRows> {
    const rows = new TimeRows(table, range);
    let isWhole = false;
    try {
      yield* rows.#select(filters, where, keep);
      isWhole = true;
      return rows;
    } finally {
      if (!isWhole) rows.#block.clear();
    }
  }

  *#select(filters: FilterBitmaps, where: Filter, keep: Keep | null): Steps<void> {
    const { heap, liveAt } = this.#table;
    const passes = yield* filters.steps(
      where,
      this.parts.map(({ slot }) => slot),
    );
    const { at } = this.#block;
    for (const [index, part] of this.parts.entries()) {
      const { from, to } = part;
      const passing = heap.kernels.selectPart(passes, liveAt, from, to, at) >>> 0;
      if (keep === null) {
        this.#length += passing;
        continue;
      }
      keep(at, part);
      this.#length += heap.kernels.countBits(at, from, to) >>> 0;
      if (index % KEPT_AT_ONCE === KEPT_AT_ONCE - 1) yield;
    }
  }

  /** Rows. */
  get length(): number {
    return this.#length;
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
