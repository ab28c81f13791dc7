import type { NumberColumn as NumberName } from '../model/column.ts';
import { NUMBER_COLUMNS, TEXT_COLUMNS, tagOf } from '../model/column.ts';
import type { Rows } from '../model/rows.ts';
import type { Range } from '../model/time.ts';
import { clearBit, hasBit, setBit, setBits } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';
import { Block, bitmapBytes } from './block.ts';
import { DurationSlices } from './duration-slices.ts';
import { Heap } from './heap.ts';
import { hasDurations, hasWeight } from './batch-facts.ts';
import { NumberColumn } from './number-column.ts';
import { RowFinder } from './row-finder.ts';
import { RowIds } from './row-ids.ts';
import { RowNumbers } from './row-numbers.ts';
import { RowSet, earlierVersions } from './row-set.ts';
import { rowsOutside } from './rows-outside.ts';
import { moveBits, positionAfter, positionsAfter, sortByTime } from './slot-order.ts';
import type { Moved } from './slot-order.ts';
import { SLOT, Slots, slotOf } from './slots.ts';
import type { Slot } from './slots.ts';
import { TextColumn } from './text-column.ts';

/** Fewer slots than this are made more at once: it takes no time. */
const AHEAD = 16;

/** From so many slots on, one more for each so many is reserved with them: as many as upkeep wants to be free, or more. */
const LARGE = 24;

/** Who wants to know what becomes of positions. */
export interface TableListener {
  /** Rows were moved within their slot, of those that were told as added. */
  moved(moved: Moved): void;
  /** Rows were written to these positions. */
  added(positions: Uint32Array): void;
  /** The row at a position is gone: removed, expired or replaced. */
  gone(position: number): void;
}

/**
 * Transaction rows in columns. Positions come in slots (`slots.ts`); within a slot rows stand in the order of time.
 * A later version of a row goes to a new position and the old one leaves `live`.
 */
export class Table {
  readonly heap = new Heap();
  readonly slots = new Slots();
  /** Of these `row` is empty while `rows` keeps them in fewer bytes. */
  readonly numbers: ReadonlyMap<NumberName, NumberColumn>;
  readonly rows: RowNumbers;
  readonly ids = new RowIds(this.heap);
  readonly durationSlices = new DurationSlices(this.heap);
  readonly #texts: Map<string, TextColumn>;
  readonly #finder: RowFinder;
  readonly #live = new Block(this.heap, bitmapBytes);
  #capacity = 0;
  #alive = 0;
  #mostTagValues = Infinity;
  #hasWeights = false;
  #hasAllDurations = true;
  #listener: TableListener | null = null;

  constructor() {
    this.#texts = new Map(TEXT_COLUMNS.map((name) => [name, new TextColumn(this.heap)]));
    this.numbers = new Map(
      [...NUMBER_COLUMNS].map(([name, type]) => [name, new NumberColumn(this.heap, type.precision)]),
    );
    this.rows = new RowNumbers(this.heap, this.numbers.get('row')!);
    this.#finder = new RowFinder(this.rows, this.slots);
  }

  /** Tells one listener from now on what becomes of positions. */
  listen(listener: TableListener): void {
    this.#listener = listener;
  }

  /** One more than the last position in use; those of rows that are gone are among them. */
  get length(): number {
    const slot = this.slots.all.findLast(({ used }) => used > 0);
    return slot === undefined ? 0 : slot.index * SLOT + slot.used;
  }

  /** Rows there are. */
  get alive(): number {
    return this.#alive;
  }

  /** Whether any row ever had a weight other than 1. */
  get hasWeights(): boolean {
    return this.#hasWeights;
  }

  /** Whether every row ever had a duration that is a number. */
  get hasAllDurations(): boolean {
    return this.#hasAllDurations;
  }

  /** Positions there is room for. */
  get capacity(): number {
    return this.#capacity;
  }

  /** The positions of the rows there are. Detached when the heap grows. */
  get live(): Bitmap {
    return this.heap.u32(this.#live.at, this.#live.bytes / 4);
  }

  /** Where `live` is. */
  get liveAt(): number {
    return this.#live.at;
  }

  /** A text column by its name, tags as `tag:key`; undefined for a tag that no row ever had. */
  text(name: string): TextColumn | undefined {
    return this.#texts.get(name);
  }

  /** Every text column with its name. */
  get texts(): ReadonlyMap<string, TextColumn> {
    return this.#texts;
  }

  /** The values of a number column; null while every row is absent. Detached when the heap grows. */
  values(name: NumberName): Float32Array | Float64Array | null {
    return this.numbers.get(name)?.values ?? null;
  }

  /** Keeps the dictionaries of tags short that come from now on: so many values at most. */
  limitTags(most: number): void {
    this.#mostTagValues = most;
  }

  #mostOf(name: string): number {
    return tagOf(name) === null ? Infinity : this.#mostTagValues;
  }

  /** Where rows are that are there, in no order. */
  find(rows: Float64Array): readonly number[] {
    return rows.length === 0 ? [] : this.#finder.find(new RowSet(rows), this.live);
  }

  /** Writes a batch that `checkRows` let pass: new rows, or later versions of rows that are known. */
  append(rows: Rows): void {
    this.#hasWeights ||= hasWeight(rows);
    this.#hasAllDurations &&= rows.length === 0 || hasDurations(rows);
    for (const name of rows.texts.keys()) {
      if (!this.#texts.has(name)) this.#texts.set(name, new TextColumn(this.heap, this.#mostOf(name)));
    }
    for (let from = 0; from < rows.length;) {
      const slot = this.slots.open();
      const to = Math.min(rows.length, from + SLOT - slot.used);
      this.#write(rows, from, to, slot);
      if (slot.used === SLOT) slot.isClosed = true;
      from = to;
    }
  }

  /** Lets no more rows come into the open slot; into one with fewer than `least` positions in use they still do. */
  closeSlot(least = 1): void {
    for (const slot of this.slots.all) if (slot.used >= least) slot.isClosed = true;
  }

  /** Whether there is room for so many rows in all. */
  hasRoomFor(rows: number): boolean {
    return this.#positionsFor(rows) <= this.#capacity;
  }

  /**
   * Makes room for so many rows in all, and for some more where they are many: what is not written takes none of the machine's
   * memory, and columns that grow later have to be copied.
   */
  reserve(rows: number): void {
    if (this.hasRoomFor(rows)) return;
    const slots = this.#positionsFor(rows) / SLOT;
    this.growTo((slots < LARGE ? slots : slots + Math.ceil(slots / LARGE)) * SLOT);
  }

  /** Positions that so many rows in all take. Those of rows that are gone are used again only once their slot is free. */
  #positionsFor(rows: number): number {
    const spare = this.slots.all.reduce((sum, { used, isClosed }) => sum + (isClosed ? 0 : SLOT - used), 0);
    return (this.slots.all.length + Math.max(0, Math.ceil((rows - this.#alive - spare) / SLOT))) * SLOT;
  }

  /** Takes rows out by their `row`; those that are not there are ignored. */
  remove(rows: Float64Array): void {
    for (const position of this.find(rows)) this.#clear(position);
  }

  /** Takes out the rows whose end lies in none of the ranges, which are sorted and disjoint. */
  keepOnly(ranges: readonly Range[]): void {
    rowsOutside(this, ranges, (position) => this.#clear(position));
  }

  /** Nothing has happened where memory runs out: what takes some comes first. */
  #write(rows: Rows, from: number, to: number, slot: Slot): void {
    const base = slot.index * SLOT + slot.used;
    const count = to - from;
    if (base + count > this.#capacity) this.#grow((slot.index + 1) * SLOT);
    const capacity = this.#capacity;
    const own = rows.numbers.get('row')!.subarray(from, to);
    const { length } = this;
    const set = new RowSet(own);
    const before = this.#finder.find(set, this.live);
    this.rows.write(base, own, capacity);
    for (const [name, column] of this.numbers) {
      if (name !== 'row') column.write(base, rows.numbers.get(name), from, to, capacity, length);
    }
    this.ids.write(base, rows.ids, from, to);
    for (const [name, column] of this.#texts) column.write(base, rows.texts.get(name), from, to, capacity);
    const moved = this.#sort(slot, base, base + count);
    slot.used += count;
    slot.version += 1;
    const first = Math.min(moved?.from ?? base, base);
    if (moved !== null) this.#follow(moved);
    this.#finder.note(slot, first);
    this.durationSlices.write(this.numbers.get('duration')?.at ?? 0, first, base + count);
    for (const position of before) this.#clear(positionAfter(position, moved));
    const positions = positionsAfter(base, count, moved);
    // Where no other row was moved they stand one after the other.
    this.#enliven(positions, first === base ? base : -1, set.hasTwice ? earlierVersions(own) : []);
    this.#listener?.added(positions);
  }

  /** Sorts what was added into its slot. Rows that were there before may move. */
  #sort(slot: Slot, added: number, end: number): Moved | null {
    const times = this.numbers.get('timestamp')?.at ?? 0;
    const columns = this.#columns.filter(({ at }) => at !== 0);
    const ids = this.ids.movable(slot.index);
    return sortByTime(this.heap, times, [...columns, ...ids], slot.index * SLOT, added, end);
  }

  /** Lets `live`, and who listens, follow rows that were moved. */
  #follow(moved: Moved): void {
    const { from, to } = moved;
    if (this.heap.kernels.countBits(this.#live.at, from, from + to.length) > 0) moveBits(this.live, moved);
    this.#listener?.moved(moved);
  }

  /** Says that rows are there at some positions, which are those from `base` on unless that is -1; not those of some indexes. */
  #enliven(positions: Uint32Array, base: number, earlier: readonly number[]): void {
    const { live } = this;
    if (base >= 0) setBits(live, base, base + positions.length);
    else for (let index = 0; index < positions.length; index++) setBit(live, positions[index]!);
    for (const index of earlier) clearBit(live, positions[index]!);
    this.#count(positions[0]!, positions.length - earlier.length);
  }

  /** Takes a row out. */
  #clear(position: number): void {
    const { live } = this;
    if (!hasBit(live, position)) return;
    clearBit(live, position);
    this.#count(position, -1);
    this.#listener?.gone(position);
  }

  #count(position: number, change: number): void {
    this.#alive += change;
    this.slots.all[slotOf(position)]!.alive += change;
  }

  /** Whether the room for rows that are still to come runs short. */
  get isTight(): boolean {
    const used = this.slots.all.filter(({ isFree }) => !isFree).length;
    const slots = this.#capacity / SLOT;
    return slots > AHEAD && slots - used < slots / 32;
  }

  /** Makes more room, a piece of a column at a step. */
  *growAhead(): Generator<void> {
    const length = Math.ceil((this.#capacity / SLOT) * 1.0625) * SLOT;
    for (const column of [...this.#columns, this.durationSlices]) {
      yield* column.growInSteps(length, this.slots.versionOf);
      yield;
    }
    if (length > this.#capacity) this.growTo(length);
  }

  /** Steps that make the codes of a text column wider that is about to have too many values; null where none is. */
  widenAhead(): Generator<void> | null {
    for (const column of this.#texts.values()) {
      if (column.isTight) return column.widenInSteps(this.slots.versionOf);
    }
    return null;
  }

  get #columns(): (NumberColumn | RowNumbers | TextColumn)[] {
    return [...this.numbers.values(), this.rows, ...this.#texts.values()];
  }

  /** Makes room at once, and some more: a part of the whole at a time saves copies. */
  #grow(capacity: number): void {
    this.growTo(Math.max(capacity, Math.ceil((this.#capacity / SLOT) * 1.125) * SLOT));
  }

  /** Makes room for so many positions at once, and no more. */
  growTo(capacity: number): void {
    this.heap.reserve(capacity - this.#capacity);
    for (const column of [...this.#columns, this.durationSlices, this.#live]) column.grow(capacity);
    this.#capacity = capacity;
  }
}
