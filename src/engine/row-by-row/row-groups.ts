import { Block } from '../block.ts';
import type { GroupKey, SideName } from '../group-keys.ts';
import type { Address } from '../kernels.ts';
import { SLOT } from '../slots.ts';
import type { Steps } from '../steps.ts';
import type { TimeRows } from '../slices/time-rows.ts';
import type { Table } from '../table.ts';
import { RowCodes } from './row-codes.ts';

/** Stands for "in no group". */
const NONE = 0xffff_ffff;
/** Bytes for the groups of the value side's rows that are kept for the next pass; of more rows they are read again. */
const MOST_KEPT = 2 ** 25;

/** Of more groups than this, what is done with all of them is a block of its own. */
const MANY = 50_000;

/** Some rows, and the group (u32) of each. */
export type Visit = (list: Address, groups: Address, count: number) => void;

/** The rows of both sides of a question, each in its group; read slot by slot as often as something is gathered. */
export class RowGroups {
  readonly #table: Table;
  readonly #rows: Readonly<Record<SideName, TimeRows | null>>;
  readonly #row: RowCodes;
  /** The numbers of the rows' codes, by group. */
  #numbers = new Uint32Array(0);
  /** Rows of the value side, by group. */
  #counts = new Uint32Array(0);
  #codes: readonly Int32Array[] = [];
  #size = 0;
  /** The numbers of the value side's rows one after the other, where they are not too many. */
  readonly #kept: Block;
  readonly #keptWidth: number;
  #holders = 1;

  /** The groups of some rows, found slot by slot; one for each code where `isEvery`. */
  static *of(
    table: Table,
    keys: readonly GroupKey[],
    value: TimeRows,
    versus: TimeRows | null,
    isEvery: boolean,
  ): Steps<RowGroups> {
    let groups: RowGroups | null = null;
    let isFound = false;
    try {
      for (const key of keys) yield* key.learn(value);
      groups = new RowGroups(table, keys, value, versus);
      yield* groups.#find(isEvery || keys.length === 0);
      isFound = true;
      return groups;
    } finally {
      if (groups === null) for (const key of keys) key.release();
      else if (!isFound) groups.release();
    }
  }

  /** The keys have learnt what they number. */
  private constructor(table: Table, keys: readonly GroupKey[], value: TimeRows, versus: TimeRows | null) {
    this.#table = table;
    this.#rows = { value, versus };
    value.hold();
    versus?.hold();
    this.#row = new RowCodes(table.heap, keys);
    const width = this.#row.isSmall ? 2 : 4;
    this.#kept = new Block(table.heap, (rows) => rows * width);
    this.#keptWidth = width;
  }

  /** Groups: those with rows on the value side, or one for each code where all are wanted. */
  get count(): number {
    return this.#numbers.length;
  }

  /** For each key, the code of each group. */
  get codes(): readonly Int32Array[] {
    return this.#codes;
  }

  *#find(isAll: boolean): Steps<void> {
    const { heap } = this.#table;
    const width = this.#keptWidth;
    const counts = new Block(heap, (rows) => rows * 4);
    const rowCount = this.#rows.value?.length ?? 0;
    let done = 0;
    try {
      if (rowCount > 0 && rowCount * width <= MOST_KEPT) this.#kept.grow(rowCount);
      yield* this.#read('value', (_list, groups, count) => {
        counts.grow(this.#row.size);
        heap.kernels.tally(groups, count, counts.at);
        if (this.#kept.at === 0) return;
        heap.kernels.keepGroups(groups, count, width, this.#kept.at + done * width);
        done += count;
      });
      this.#size = this.#row.size;
      counts.grow(Math.max(this.#size, 1));
      const found = heap.u32(counts.at, this.#size);
      const numbers = new Uint32Array(this.#size);
      let filled = 0;
      for (let number = 0; number < this.#size; number++) {
        if (isAll || found[number]! > 0) numbers[filled++] = number;
      }
      this.#numbers = numbers.slice(0, filled);
      if (filled > MANY) yield;
      // Taken anew: meanwhile the memory may have grown.
      const rows = heap.u32(counts.at, this.#size);
      this.#counts = new Uint32Array(filled);
      for (let group = 0; group < filled; group++) this.#counts[group] = rows[this.#numbers[group]!]!;
    } finally {
      counts.clear();
    }
    this.#codes = this.#row.codesOf(this.#numbers);
  }

  /** The rows of a side; null where there is no such side. */
  rowsOf(side: SideName): TimeRows | null {
    return this.#rows[side];
  }

  /**
   * Calls back with a side's rows, a slot's at a time. Their groups are numbered as they stand in `wanted`, or as they are
   * where that is null; rows of others are in none.
   */
  *visit(side: SideName, wanted: Uint32Array | null, visit: Visit): Steps<void> {
    const { heap } = this.#table;
    const bytes = Math.max(this.#size, 1) * 4;
    const map = heap.allocate(bytes);
    const numbered = heap.u32(map, this.#size).fill(NONE);
    // A loop by number: iterators take several times as long.
    if (wanted === null) {
      for (let group = 0; group < this.#numbers.length; group++) numbered[this.#numbers[group]!] = group;
    }
    for (const [group, own] of wanted?.entries() ?? []) numbered[this.#numbers[own]!] = group;
    try {
      if (this.#size > MANY) yield;
      if (side === 'value' && this.#kept.at !== 0) yield* this.#readKept(map, visit);
      else {
        yield* this.#read(side, (list, groups, count) => {
          heap.kernels.mapGroups(groups, count, map, this.#size);
          visit(list, groups, count);
        });
      }
    } finally {
      heap.free(map, bytes);
    }
  }

  /** Rows of each of a side's groups, or of some. */
  *countsOf(side: SideName, wanted: Uint32Array | null): Steps<Uint32Array> {
    if (side === 'value') return wanted === null ? this.#counts : wanted.map((own) => this.#counts[own]!);
    const { heap } = this.#table;
    const groups = wanted?.length ?? this.count;
    const counts = heap.allocateZeros(groups * 4 + 4);
    try {
      yield* this.visit(side, wanted, (_list, own, count) => heap.kernels.tally(own, count, counts));
      return heap.u32(counts, groups).slice();
    } finally {
      heap.free(counts, groups * 4 + 4);
    }
  }

  /** Says that one more keeps these groups. */
  hold(): void {
    this.#holders += 1;
  }

  /** Says that one who kept these groups does not any more; the last one gives the memory back. */
  release(): void {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.#row.release();
    this.#kept.clear();
    this.#rows.value?.release();
    this.#rows.versus?.release();
  }

  *#read(side: SideName, visit: Visit): Steps<void> {
    const rows = this.#rows[side];
    if (rows === null) return;
    const { heap } = this.#table;
    const list = heap.allocate(SLOT * 12);
    const groups = list + SLOT * 4;
    const spare = groups + SLOT * 4;
    try {
      for (const part of rows.parts) {
        const count = heap.kernels.listBits(rows.at, 0, part.from, part.to, list) >>> 0;
        if (count === 0) continue;
        this.#row.read({ at: list, count, part }, side, groups, spare);
        visit(list, groups, count);
        yield;
      }
    } finally {
      heap.free(list, SLOT * 12);
    }
  }

  *#readKept(map: Address, visit: Visit): Steps<void> {
    const { heap } = this.#table;
    const { at, parts } = this.#rows.value!;
    const list = heap.allocate(SLOT * 8);
    const groups = list + SLOT * 4;
    let kept = this.#kept.at;
    try {
      for (const { from, to } of parts) {
        const count = heap.kernels.listBits(at, 0, from, to, list) >>> 0;
        heap.kernels.mapKept(kept, count, this.#keptWidth, map, this.#size, groups);
        visit(list, groups, count);
        kept += count * this.#keptWidth;
        yield;
      }
    } finally {
      heap.free(list, SLOT * 8);
    }
  }
}
