import type { Filter } from '../model/filter.ts';
import type { Bitmap } from './bitmap.ts';
import { Block, bitmapBytes } from './block.ts';
import { textTestOf } from './filter-leaves.ts';
import { FilterParts } from './filter-parts.ts';
import type { Address } from './kernels.ts';
import { questionKey } from './question-key.ts';
import { Recent } from './recent.ts';
import { scanConstant } from './scan.ts';
import type { Scan } from './scan.ts';
import { SLOT } from './slots.ts';
import { finish } from './steps.ts';
import type { Steps } from './steps.ts';
import type { Table } from './table.ts';

/** Filters whose bitmaps are kept, an eighth of a byte a row each: those of a page's widgets, and of each weight. */
const KEPT = 12;

/** Slots that are tested in one block. */
const BLOCK = 8;

/** Bitmaps for the parts of a filter, one for each level of it. They are made before the scans begin. */
class Spares {
  readonly #table: Table;
  readonly #blocks: Block[] = [];

  constructor(table: Table) {
    this.#table = table;
  }

  grow(): void {
    for (const block of this.#blocks) block.grow(this.#table.capacity);
  }

  /** The bitmap of a level. */
  at(level: number): () => Bitmap {
    const { heap } = this.#table;
    while (this.#blocks.length <= level) this.#blocks.push(new Block(heap, bitmapBytes));
    const block = this.#blocks[level]!;
    return () => heap.u32(block.at, block.bytes / 4);
  }
}

function scanParts(table: Table, scans: readonly Scan[], isAnd: boolean, spare: () => Bitmap): Scan {
  const { kernels } = table.heap;
  const [first, ...others] = scans;
  return (into, from, to) => {
    if (first === undefined) {
      scanConstant(isAnd)(into, from, to);
      return;
    }
    first(into, from, to);
    const part = spare();
    for (const scan of others) {
      scan(part, from, to);
      const end = Math.ceil(to / 64);
      if (isAnd) kernels.andWords(into.byteOffset, part.byteOffset, from / 64, end);
      else kernels.orWords(into.byteOffset, part.byteOffset, from / 64, end);
    }
  };
}

function toScan(table: Table, filter: Filter, parts: FilterParts, spares: Spares, level: number): Scan {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const scans = filter.of.map((part) => toScan(table, part, parts, spares, level + 1));
      return scanParts(table, scans, filter.kind === 'and', spares.at(level));
    }
    case 'not': {
      const scan = toScan(table, filter.of, parts, spares, level);
      return (into, from, to) => {
        scan(into, from, to);
        table.heap.kernels.notWords(into.byteOffset, from / 64, Math.ceil(to / 64));
      };
    }
    default:
      return parts.scanOf(filter);
  }
}

/** Whether a filter tests one of some text columns. */
function testsOneOf(filter: Filter, columns: ReadonlySet<string>): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.some((part) => testsOneOf(part, columns));
    case 'not':
      return testsOneOf(filter.of, columns);
    default: {
      const test = textTestOf(filter);
      return test !== null && columns.has(test.name);
    }
  }
}

/** The bitmap of one filter: a slot is tested when it is asked for and has changed since. */
class FilterBitmap {
  readonly filter: Filter;
  readonly block: Block;
  readonly #table: Table;
  readonly #scan: Scan;
  readonly #tested: number[] = [];

  constructor(table: Table, filter: Filter, scan: Scan) {
    this.filter = filter;
    this.#table = table;
    this.#scan = scan;
    this.block = new Block(table.heap, bitmapBytes);
  }

  /** Where the bitmap is, tested for some slots. */
  *upTo(slots: readonly number[]): Steps<Address> {
    const { heap, capacity, slots: all } = this.#table;
    this.block.grow(capacity);
    const into = heap.u32(this.block.at, this.block.bytes / 4);
    const stale = slots.filter((slot) => this.#tested[slot] !== all.all[slot]!.version);
    for (let index = 0; index < stale.length;) {
      const from = stale[index]!;
      let to = from;
      // Neighbours in one go.
      while (stale[index] === to && to - from < BLOCK) {
        this.#tested[to] = all.all[to]!.version;
        to += 1;
        index += 1;
      }
      const { used } = all.all[to - 1]!;
      this.#scan(into, from * SLOT, (to - 1) * SLOT + used);
      if (index < stale.length) yield;
    }
    return this.block.at;
  }
}

/** The bitmaps of a table's filters, kept for the widgets that ask next. */
export class FilterBitmaps {
  readonly #table: Table;
  readonly #spares: Spares;
  readonly #parts: FilterParts;
  readonly #kept = new Recent<FilterBitmap>(KEPT, ({ block }) => block.clear());

  constructor(table: Table) {
    this.#table = table;
    this.#spares = new Spares(table);
    this.#parts = new FilterParts(table);
  }

  /** Forgets the filters that test one of these text columns: its codes stand for other texts now. */
  forget(columns: ReadonlySet<string>): void {
    this.#parts.forget(columns);
    this.#kept.dropIf(({ filter }) => testsOneOf(filter, columns));
  }

  /**
   * Where the bitmap of a filter is: which positions pass, tested in the slots that are asked for, those of rows that
   * are gone among them. It may be given back when another filter is asked for.
   */
  of(filter: Filter, slots: readonly number[]): Address {
    return finish(this.steps(filter, slots));
  }

  /** The same in blocks. */
  *steps(filter: Filter, slots: readonly number[]): Steps<Address> {
    const table = this.#table;
    const kept = this.#kept.get(questionKey(filter), () => {
      this.#parts.prepare(filter);
      return new FilterBitmap(table, filter, toScan(table, filter, this.#parts, this.#spares, 0));
    });
    this.#spares.grow();
    this.#parts.grow();
    // A set of codes is written there bit by bit.
    const most = [...table.texts.values()].reduce((values, text) => Math.max(values, text.values.length), 0);
    table.heap.scratch.grow(Math.ceil(most / 8) * 2 + 4096);
    return yield* kept.upTo(slots);
  }
}
