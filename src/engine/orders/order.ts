import type { Block } from '../block.ts';
import { FreeList } from '../free-list.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import { CarriedColumns } from './carried-columns.ts';
import { markFailures } from './mark-failures.ts';
import { NearKeys } from './near-keys.ts';
import { OrderColumn } from './order-column.ts';
import { SlicedColumn } from './sliced-column.ts';
import { WeightClasses } from './weight-classes.ts';

/** Fewer places than this are made more at once: it takes no time. */
const AHEAD = 1_000_000;
/** Spare places, as a part of those in use: in a leaf, and at least beside all of them. */
const SLACK = 1 / 64;
/** With so many places to spare, no more are made for want of a large stretch. */
const SPARE = 1 / 8;
/** Leaves begin at multiples of 64 places, so that their bitmaps are whole words. */
const WORD = 64;

/** Bits of a coarse duration, as `kernels/slices.ts` has them. */
const DURATION_BITS = 11;

/** What rows of a group are sorted by: order A by the duration, order B by the user; ties go by position. */
export type OrderKind = 'duration' | 'user';

/**
 * Up to `leafRows` rows of one group, at the places [at, at + rows) of the order's columns. The leaves of a group follow
 * one another in the order's key.
 */
export interface Leaf {
  at: number;
  rows: number;
  /** Places there is room for; those beyond `rows` are never alive. */
  room: number;
  /** Key and position of the first row, and the key of the last one. */
  firstKey: number;
  firstPosition: number;
  lastKey: number;
  /** Another number whenever it was written. */
  version: number;
}

function roundUp(rows: number): number {
  return Math.max(WORD, Math.ceil(rows / WORD) * WORD);
}

/** Rows of all groups, group by group in leaves, sorted within a group, with the columns that questions read. */
export class Order {
  readonly kind: OrderKind;
  /** Rows of a leaf at most. */
  readonly leafRows: number;
  /** By group. */
  readonly leaves: Leaf[][] = [];
  /** The position of each place's row (u32). */
  readonly positions: OrderColumn;
  /** Coarse time (i16). */
  readonly times: OrderColumn;
  /** Bitmap: places whose row is there. */
  readonly live: OrderColumn;
  /** Order A: the duration (f32). */
  readonly durations: OrderColumn;
  /** Order A: the duration of the first of every 64 places (f32). */
  readonly firsts: OrderColumn;
  /** Order B: the coarse duration. */
  readonly durationBits: SlicedColumn;
  /** What rows are sorted by: sort keys of durations, or codes of users. */
  readonly keys: NearKeys;
  /** Order A, bitmap: rows that failed. Order B, bitmap: the last row of each user. */
  readonly marks: OrderColumn;
  /** Order A: codes of the weights; no bits where all weigh the same. */
  readonly weights: SlicedColumn;
  readonly weightClasses = new WeightClasses();
  readonly #table: Table;
  readonly #free = new FreeList();
  readonly #carried: CarriedColumns;
  #places = 0;
  /** Rises when leaves changed. */
  version = 0;
  /** Coarse times are so many steps a millisecond since `origin`. */
  origin = 0;
  perStep = 1;

  constructor(table: Table, kind: OrderKind, leafRows: number) {
    const { heap } = table;
    this.#table = table;
    this.#carried = new CarriedColumns(table);
    this.kind = kind;
    this.leafRows = leafRows;
    this.positions = new OrderColumn(heap, 4);
    this.times = new OrderColumn(heap, 2);
    this.live = new OrderColumn(heap, 0);
    this.durations = new OrderColumn(heap, 4);
    // Four bytes for 64 places.
    this.firsts = new OrderColumn(heap, 1 / 16);
    this.durationBits = new SlicedColumn(heap, DURATION_BITS);
    this.keys = new NearKeys(heap);
    this.marks = new OrderColumn(heap, 0);
    this.weights = new SlicedColumn(heap, 0);
  }

  /** Places there is room for. */
  get places(): number {
    return this.#places;
  }

  /** A text column that came along, as long as its codes fit; null where a filter has to look rows up. */
  carried(name: string): SlicedColumn | null {
    return this.#carried.get(name);
  }

  /** Empties the order and makes room for rows, a column at a step; coarse times are to tell apart what lies between two times. */
  *renew(rows: number, first: number, last: number): Generator<void> {
    this.clear();
    this.#carried.choose();
    // A quarter more than there is: live rows are later than all others.
    const step = Math.max(1, ((last - first) * 1.25) / 65_000);
    this.perStep = 1 / step;
    this.origin = first + 32_768 * step;
    const places = Math.ceil(rows * (1 + 3 * SLACK));
    yield* this.#growBlocks(places);
    this.#grow(places);
  }

  /** Gives all memory back. */
  clear(): void {
    for (const block of this.#blocks) block.clear();
    this.#free.clear();
    this.leaves.length = 0;
    this.#carried.clear();
    this.#places = 0;
    this.version += 1;
  }

  /** The coarse time of a moment. */
  coarseTime(time: number): number {
    return Math.max(-32_768, Math.min(32_767, Math.floor((time - this.origin) * this.perStep)));
  }

  /**
   * Writes sorted pairs of key and position as a leaf, new or in the place of an old one.
   * What the leaf was is lost.
   */
  write(pairs: Address, count: number, old: Leaf | null): Leaf {
    const { heap } = this.#table;
    const { kernels } = heap;
    let leaf = old;
    if (leaf === null || leaf.room < count || leaf.room > 2 * roundUp(count)) {
      if (leaf !== null) this.drop(leaf);
      leaf = this.#take(roundUp(count + count * SLACK));
    }
    const { at, room } = leaf;
    const positions = this.positions.at + at * 4;
    kernels.unpair(pairs, count, positions);
    heap.u32(positions + count * 4, room - count).fill(0);
    kernels.coarseTimes(
      positions,
      count,
      this.#table.numbers.get('timestamp')!.at,
      this.origin,
      this.perStep,
      this.times.at + at * 2,
    );
    this.#slice(positions, count, at);
    heap.u8(this.live.at + at / 8, room / 8).fill(0);
    kernels.gatherBits(this.#table.liveAt, this.positions.at, this.live.at, at, at + roundUp(count));
    this.#cutLive(at, count, room);
    this.keys.write(pairs, count, at);
    this.#writeDurations(pairs, positions, count, leaf);
    const view = heap.u32(pairs, count * 2);
    leaf.rows = count;
    leaf.firstKey = view[1]!;
    leaf.firstPosition = view[0]!;
    leaf.lastKey = view[count * 2 - 1]!;
    this.version += 1;
    leaf.version = this.version;
    return leaf;
  }

  /** Gives a leaf's places back. */
  drop(leaf: Leaf): void {
    this.#table.heap.u8(this.live.at + leaf.at / 8, leaf.room / 8).fill(0);
    this.#free.give(leaf.at, leaf.room);
    this.version += 1;
  }

  /** Says of each user's last row whether it is one, where the user's rows go on in the next leaf. */
  joinRuns(group: number): void {
    if (this.kind !== 'user') return;
    const leaves = this.leaves[group] ?? [];
    leaves.forEach((leaf, index) => {
      const last = leaf.at + leaf.rows - 1;
      const word = this.#table.heap.u8(this.marks.at + (last >>> 3), 1);
      const goesOn = leaves[index + 1]?.firstKey === leaf.lastKey;
      if (goesOn) word[0]! &= ~(1 << (last & 7));
      else word[0]! |= 1 << (last & 7);
    });
  }

  get #blocks(): Block[] {
    const own =
      this.kind === 'duration'
        ? [this.durations.block, this.firsts.block, ...this.weights.blocks]
        : this.durationBits.blocks;
    const usual = [this.positions, this.times, this.live, this.marks].map(({ block }) => block);
    return [...usual, ...own, ...this.keys.blocks, ...this.#carried.columns.flatMap(({ blocks }) => blocks)];
  }

  /** Writes what is cut into bits, for the places of a leaf. */
  #slice(positions: Address, count: number, at: number): void {
    const { heap } = this.#table;
    this.#carried.fit(this.#places);
    const places = roundUp(count);
    const bytes = places * 2 + 64;
    const codes = heap.allocateZeros(bytes);
    const scratch = codes + places * 2;
    this.#carried.write(positions, count, codes, { at, places }, scratch);
    if (this.kind === 'duration') {
      this.weightClasses.write(this.#table, heap.u32(positions, count), heap.u16(codes, count));
      this.weights.widen(this.weightClasses.bits, this.#places);
      this.weights.write(codes, at, places, scratch);
    } else {
      heap.kernels.coarseDurations(positions, count, this.#table.numbers.get('duration')!.at, codes);
      this.durationBits.write(codes, at, places, scratch);
    }
    heap.free(codes, bytes);
  }

  #writeDurations(pairs: Address, positions: Address, count: number, { at, room }: Leaf): void {
    const { heap } = this.#table;
    const { kernels } = heap;
    const durations = this.#table.numbers.get('duration')!.at;
    const marks = heap.u8(this.marks.at + at / 8, room / 8);
    marks.fill(0);
    if (this.kind === 'user') {
      kernels.markRunEnds(pairs, count, this.marks.at, at);
      return;
    }
    kernels.gather(positions, count, durations, 4, this.durations.at + at * 4);
    kernels.takeFirsts(this.durations.at + at * 4, count, this.firsts.at + at / 16);
    markFailures(this.#table, heap.u32(positions, count), this.marks.at, at);
  }

  /** Takes the places beyond the rows out of the last word that is alive. */
  #cutLive(at: number, count: number, room: number): void {
    const live = this.#table.heap.u8(this.live.at + at / 8, room / 8);
    if (count % 8 !== 0) live[count >>> 3]! &= (1 << (count & 7)) - 1;
    live.fill(0, Math.ceil(count / 8));
  }

  #take(room: number): Leaf {
    let at = this.#free.take(room);
    if (at < 0) {
      this.#grow(this.#places + Math.max(room, Math.ceil(this.#places / 16)));
      at = this.#free.take(room);
    }
    return { at, rows: 0, room, firstKey: 0, firstPosition: 0, lastKey: 0, version: 0 };
  }

  /** Whether the room for leaves that are still to come runs short. */
  get isTight(): boolean {
    if (this.#places <= AHEAD) return false;
    const { size, largest } = this.#free;
    // Where what is free lies in pieces, the next leaf may find no place.
    return size < this.#places * SLACK || (largest < 2 * this.leafRows && size < this.#places * SPARE);
  }

  /** Makes more room, a piece of a column at a step. */
  *growAhead(): Generator<void> {
    const size = this.#places * (1 + 2 * SLACK);
    yield* this.#growBlocks(size);
    if (size > this.#places) this.#grow(size);
  }

  *#growBlocks(places: number): Generator<void> {
    const size = Math.ceil(places / 4096) * 4096;
    for (const block of this.#blocks) {
      // Rows go between two steps; all else is written by steps alone.
      if (block === this.live.block) block.grow(size);
      else yield* block.growInSteps(size, () => 0);
      // Filters that were made ready know where the columns are.
      this.version += 1;
      yield;
    }
  }

  #grow(places: number): void {
    const size = Math.ceil(places / 4096) * 4096;
    for (const block of this.#blocks) block.grow(size);
    this.#free.give(this.#places, size - this.#places);
    this.#places = size;
  }
}
