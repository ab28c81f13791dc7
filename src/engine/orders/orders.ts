import { clearBit, hasBit } from '../bitmap.ts';
import type { Moved } from '../slot-order.ts';
import { SLOT, slotOf } from '../slots.ts';
import type { Slot } from '../slots.ts';
import { TextSweep } from '../sweep-texts.ts';
import type { Table, TableListener } from '../table.ts';
import type { Tuning } from '../tuning.ts';
import { buildOrders } from './build-orders.ts';
import { placeOf } from './find-place.ts';
import type { Run } from './find-place.ts';
import { LongRows } from './long-rows.ts';
import { mergeOrder } from './merge-orders.ts';
import { Order } from './order.ts';
import { RowGroups } from './row-groups.ts';
import { sortKey } from './sort-key.ts';
import { UserRuns } from './user-runs.ts';
import { Young } from './young.ts';

/** So many young rows are still answered for beside the leaves. */
const MOST_YOUNG = 4 * SLOT;
/** From so many rows on that are gone, all leaves are looked through instead of each row looked up. */
const MANY_GONE = 20_000;
/** Rows that are taken as young ones at a step, where many came while the orders were made. */
const TAKEN_AT_ONCE = 8192;
/** Rows that are taken out of the leaves at a step of upkeep. */
const GONE_AT_ONCE = 64;

/**
 * The orders of a table and the rows that are not in them yet. They are made, and young rows merged into them, in steps
 * that somebody has to take (`maintain`); in between, and while there are none, questions are answered all the same.
 */
export class Orders implements TableListener {
  readonly groups: RowGroups;
  readonly byDuration: Order;
  readonly byUser: Order;
  readonly youngByDuration: Young;
  readonly youngByUser: Young;
  readonly longRows: LongRows;
  readonly #runs: UserRuns;
  readonly #table: Table;
  readonly #tuning: Tuning;
  /** Slots whose rows are in the orders. */
  readonly #ordered = new Set<number>();
  #gone: number[] = [];
  #isMade = false;
  #job: Generator<void> | null = null;
  readonly #sweep: TextSweep;
  /** Slots were filled anew or can be: texts may be in no row any more. */
  #hasReleased = false;

  constructor(table: Table, tuning: Tuning) {
    this.#table = table;
    this.#tuning = tuning;
    this.groups = new RowGroups(table);
    this.#sweep = new TextSweep(table);
    this.byDuration = new Order(table, 'duration', tuning.leafRows);
    this.byUser = new Order(table, 'user', tuning.leafRows);
    this.longRows = new LongRows(table, this.byUser);
    this.#runs = new UserRuns(table, this.byUser);
    this.youngByDuration = new Young(table, this.byDuration, this.groups);
    this.youngByUser = new Young(table, this.byUser, this.groups);
  }

  /** Rises when leaves of either order were written or given back. */
  get version(): number {
    return this.byDuration.version + this.byUser.version;
  }

  /** The text columns of which codes were freed since this was asked last: what is known about these codes is wrong. */
  takeFreed(): ReadonlySet<string> {
    return this.#sweep.takeFreed();
  }

  /** Whether questions can be answered from the orders and the young rows. */
  get areReady(): boolean {
    return this.#isMade && this.youngByDuration.rows.length <= MOST_YOUNG;
  }

  /** Where the rows of a user begin in the leaves of a group; null where there are none. */
  runOf(group: number, user: number): Run | null {
    return this.#runs.of(group, user);
  }

  added(positions: Uint32Array): void {
    if (this.#isMade) this.#addYoung(positions);
  }

  moved(moved: Moved): void {
    if (!this.#isMade) return;
    this.youngByDuration.moved(moved);
    this.youngByUser.moved(moved);
  }

  gone(position: number): void {
    if (this.#ordered.has(slotOf(position))) this.#gone.push(position);
  }

  /** Takes rows that are gone out of the leaves. Has to be called before leaves are read. */
  settle(): void {
    this.#settleSome(Infinity);
  }

  /** Takes out some of the rows that are gone; all where the leaves are looked through for it. */
  #settleSome(most: number): void {
    if (!this.#isMade || this.#gone.length === 0) return;
    const isMany = this.#gone.length >= MANY_GONE && most === Infinity;
    const gone = this.#gone.splice(Math.max(0, this.#gone.length - most));
    for (const order of [this.byDuration, this.byUser]) {
      if (isMany) this.#refresh(order);
      else for (const position of gone) this.#clear(order, position);
    }
  }

  /** Takes steps for about so many milliseconds, one at least; whether there is more to do. */
  maintain(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    do {
      // So that no question has to wait for it.
      if (this.#isMade && this.#gone.length > 0) {
        this.#settleSome(GONE_AT_ONCE);
        continue;
      }
      this.#job ??= this.#nextJob();
      if (this.#job === null) return false;
      if (this.#job.next().done === true) this.#job = null;
    } while (performance.now() < until);
    return this.#job !== null || this.#gone.length > 0 || this.#nextJob() !== null;
  }

  /** What is to do next; null when nothing is. */
  #nextJob(): Generator<void> | null {
    const closed = this.#table.slots.all.filter(({ isClosed }) => isClosed);
    const fresh = closed.filter(({ index }) => !this.#ordered.has(index));
    const rowsOf = (slots: readonly Slot[]): number => slots.reduce((sum, { alive }) => sum + alive, 0);
    const old = rowsOf(closed) - rowsOf(fresh);
    const shorter = this.#sweep.shorten();
    if (shorter !== null) return shorter;
    if (rowsOf(fresh) > Math.max(old, this.#tuning.ordersFrom - 1)) return this.#build(closed);
    const isEmpty = closed.some(({ alive }) => alive === 0);
    if (this.#table.isTight) return this.#table.growAhead();
    const wider = this.#table.widenAhead();
    if (wider !== null) return wider;
    for (const order of [this.byDuration, this.byUser]) if (order.isTight) return order.growAhead();
    if (this.#isMade) return fresh.length > 0 || isEmpty ? this.#merge(fresh) : this.#sweepNext();
    this.#releaseEmpty(closed.filter(({ alive }) => alive === 0));
    return this.#sweepNext();
  }

  #sweepNext(): Generator<void> | null {
    return this.#hasReleased ? this.#sweepTexts() : null;
  }

  *#sweepTexts(): Generator<void> {
    this.#hasReleased = false;
    yield* this.#sweep.steps();
  }

  *#build(slots: readonly Slot[]): Generator<void> {
    // Not those whose rows go meanwhile: leaves that are written already may point to them, until a merge.
    const empty = slots.filter(({ alive }) => alive === 0);
    this.#isMade = false;
    this.#gone = [];
    this.#ordered.clear();
    this.youngByDuration.clear();
    this.youngByUser.clear();
    this.byDuration.clear();
    this.byUser.clear();
    this.#runs.clear();
    for (const { index } of slots) this.#ordered.add(index);
    yield* buildOrders(this.#table, this.groups, [this.byDuration, this.byUser], slots);
    yield* this.#takeYoung();
    this.#isMade = true;
    this.#releaseEmpty(empty);
  }

  /** Takes what is in no leaf as young rows. Those of a slot that changes meanwhile are taken once more. */
  *#takeYoung(): Generator<void> {
    const { slots } = this.#table;
    const taken = new Map<Slot, number>();
    const isLeft = (slot: Slot): boolean =>
      slot.used > 0 && !this.#ordered.has(slot.index) && taken.get(slot) !== slot.version;
    for (let slot = slots.all.find(isLeft); slot !== undefined; slot = slots.all.find(isLeft)) {
      const { index, used, version } = slot;
      if (taken.has(slot)) {
        this.youngByDuration.dropSlot(index);
        this.youngByUser.dropSlot(index);
      }
      taken.set(slot, version);
      for (let from = 0; from < used && slot.version === version; from += TAKEN_AT_ONCE) {
        this.#addYoung(
          this.#aliveIn(index * SLOT + from, index * SLOT + Math.min(used, from + TAKEN_AT_ONCE)),
        );
        yield;
      }
    }
  }

  /** The positions [from, to) whose row is there. */
  #aliveIn(from: number, to: number): Uint32Array {
    const { live } = this.#table;
    const alive = new Uint32Array(to - from);
    let count = 0;
    for (let position = from; position < to; position++) {
      if (hasBit(live, position)) alive[count++] = position;
    }
    return alive.subarray(0, count);
  }

  *#merge(fresh: readonly Slot[]): Generator<void> {
    const empty = this.#table.slots.all.filter(({ isClosed, alive }) => isClosed && alive === 0);
    const closed = new Set(fresh.map(({ index }) => index));
    this.settle();
    for (const slot of closed) this.#ordered.add(slot);
    const count = (): number => this.groups.count;
    for (const [order, young] of [
      [this.byDuration, this.youngByDuration],
      [this.byUser, this.youngByUser],
    ] as const) {
      // Rows may go between two steps.
      const steps = mergeOrder(this.#table, order, young, closed, count);
      while (steps.next().done !== true) {
        yield;
        this.settle();
      }
    }
    this.#releaseEmpty(empty);
  }

  /** Lets slots be filled anew that were empty before the leaves were written, so that none points to them. */
  #releaseEmpty(slots: readonly Slot[]): void {
    for (const slot of slots) {
      this.#hasReleased = true;
      this.#ordered.delete(slot.index);
      this.#table.slots.release(slot);
    }
  }

  #addYoung(positions: Uint32Array): void {
    this.youngByDuration.add(positions);
    this.youngByUser.add(positions);
  }

  #clear(order: Order, position: number): void {
    const table = this.#table;
    const isByDuration = order.kind === 'duration';
    const key = isByDuration
      ? sortKey(table.values('duration')![position]!)
      : (table.text('user')?.codes?.[position] ?? 0);
    const transaction = table.text('transaction')?.codes?.[position] ?? 0;
    const project = table.text('project')?.codes?.[position] ?? 0;
    const place = placeOf(table, order, this.groups.of(transaction, project), key, position);
    if (place >= 0) clearBit(table.heap.u32(order.live.at, order.places / 32), place);
  }

  /** Looks every place's row up. */
  #refresh(order: Order): void {
    const { heap } = this.#table;
    for (const leaves of order.leaves) {
      for (const { at, room } of leaves ?? []) {
        heap.kernels.keepLookedUp(
          this.#table.liveAt,
          order.positions.at,
          order.live.at,
          at / 64,
          (at + room) / 64,
        );
      }
    }
  }
}
