import { hasBit } from '../bitmap.ts';
import { NoMemory } from '../heap.ts';
import { followMoved } from '../slot-order.ts';
import type { Moved } from '../slot-order.ts';
import { SLOT, slotOf } from '../slots.ts';
import type { Slot } from '../slots.ts';
import { finish } from '../steps.ts';
import type { Steps } from '../steps.ts';
import { TextSweep } from '../sweep-texts.ts';
import type { Table, TableListener } from '../table.ts';
import type { Tuning } from '../tuning.ts';
import { buildOrders } from './build-orders.ts';
import type { Run } from './find-place.ts';
import { GoneRows } from './gone-rows.ts';
import { LongRows } from './long-rows.ts';
import { mergeOrder } from './merge-orders.ts';
import { Order } from './order.ts';
import { RowGroups } from './row-groups.ts';
import { UserRuns } from './user-runs.ts';
import { Young } from './young.ts';

/** So many young rows are still answered for beside the leaves. */
const MOST_YOUNG = 4 * SLOT;
/** Rows that are taken as young ones at a step, where many came while the orders were made. */
const TAKEN_AT_ONCE = 8192;
/** Rows that are taken out of the leaves at a step of upkeep. */
const GONE_AT_ONCE = 64;

/** Where memory ran out: the part of the rows that may be left for the orders to be made again. */
const FEWER = 7 / 8;

/** By so many milliseconds upkeep may take longer than it was asked to, where a step is expected to. */
const LATE = 4;

/** What upkeep works on, in steps. */
interface Job {
  readonly about: string;
  readonly steps: Generator<void>;
  /** Milliseconds that its longest step took so far. */
  longest?: number;
}

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
  /** While the orders are made: slots whose rows are young, but for those of the last one that wait. */
  readonly #taken = new Set<number>();
  /** The positions of rows that are still to become young. */
  #waiting: Uint32Array = new Uint32Array(0);
  readonly #gone: GoneRows;
  #isMade = false;
  #job: Job | null = null;
  #doing = '';
  /** With so many rows the orders had no room. */
  #tooMany = Infinity;
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
    this.#gone = new GoneRows(table, this.groups, [this.byDuration, this.byUser]);
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
    if (this.#isFollowed(positions[0])) this.#unlessFull(() => this.#addYoung(positions));
  }

  moved(moved: Moved): void {
    if (!this.#isFollowed(moved.from)) return;
    followMoved(this.#waiting, moved);
    this.youngByDuration.moved(moved);
    this.youngByUser.moved(moved);
  }

  /** Whether rows that come to the slot of a position are to be young at once. */
  #isFollowed(position: number | undefined): boolean {
    return position !== undefined && (this.#isMade || this.#taken.has(slotOf(position)));
  }

  gone(position: number): void {
    if (this.#ordered.has(slotOf(position))) this.#gone.add(position);
  }

  /** Takes rows that are gone out of the leaves, in blocks. Has to be done before leaves are read. */
  *settle(): Steps<void> {
    if (this.#isMade) yield* this.#gone.steps();
  }

  /** What the last step was about; empty before the first. */
  get doing(): string {
    return this.#doing;
  }

  /** Takes steps for about so many milliseconds, one at least; whether there is more to do. */
  maintain(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    let [now, expected] = [0, 0];
    do {
      // So that no question has to wait for it.
      if (this.#isMade && this.#gone.count > 0) {
        this.#doing = 'rows that are gone';
        this.#gone.settle(GONE_AT_ONCE);
        now = performance.now();
        continue;
      }
      this.#job ??= this.#nextJob();
      const job = this.#job;
      if (job === null) return false;
      this.#doing = job.about;
      const began = performance.now();
      this.#unlessFull(() => {
        if (job.steps.next().done === true) this.#job = null;
      });
      now = performance.now();
      expected = job.longest = Math.max(job.longest ?? 0, now - began);
    } while (now < until && now + expected < until + LATE);
    return this.#job !== null || this.#gone.count > 0 || this.#nextJob() !== null;
  }

  /**
   * Does what takes memory. Where there is none left, the orders give theirs back, and questions are answered without them
   * until there are fewer rows.
   */
  #unlessFull(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof NoMemory)) throw error;
      this.#job?.steps.return(undefined);
      this.#job = null;
      this.#clear();
      this.#tooMany = this.#table.alive;
    }
  }

  /** What is to do next; null when nothing is. */
  #nextJob(): Job | null {
    const closed = this.#table.slots.all.filter(({ isClosed }) => isClosed);
    const fresh = closed.filter(({ index }) => !this.#ordered.has(index));
    const rowsOf = (slots: readonly Slot[]): number => slots.reduce((sum, { alive }) => sum + alive, 0);
    const old = rowsOf(closed) - rowsOf(fresh);
    if (this.#table.alive < this.#tooMany * FEWER) this.#tooMany = Infinity;
    const hasRoom = this.#tooMany === Infinity;
    const shorter = this.#sweep.shorten();
    if (shorter !== null && hasRoom) return { about: 'values of a tag', steps: shorter };
    if (hasRoom && rowsOf(fresh) > Math.max(old, this.#tuning.ordersFrom - 1))
      return { about: 'making the orders', steps: this.#build(closed) };
    const growing = hasRoom ? this.#nextGrowth() : null;
    if (growing !== null) return growing;
    const empty = closed.filter(({ alive }) => alive === 0);
    if (this.#isMade && (fresh.length > 0 || empty.length > 0))
      return { about: 'merging rows into the orders', steps: this.#merge(fresh) };
    if (!this.#isMade) this.#releaseEmpty(empty);
    return this.#hasReleased ? { about: 'texts of no row', steps: this.#sweepTexts() } : null;
  }

  #nextGrowth(): Job | null {
    if (this.#table.isTight) return { about: 'growing the columns', steps: this.#table.growAhead() };
    const wider = this.#table.widenAhead();
    if (wider !== null) return { about: 'wider codes', steps: wider };
    const tight = [this.byDuration, this.byUser].find(({ isTight }) => isTight);
    return tight === undefined ? null : { about: 'growing an order', steps: tight.growAhead() };
  }

  *#sweepTexts(): Generator<void> {
    this.#hasReleased = false;
    yield* this.#sweep.steps();
  }

  *#build(slots: readonly Slot[]): Generator<void> {
    // Not those whose rows go meanwhile: leaves that are written already may point to them, until a merge.
    const empty = slots.filter(({ alive }) => alive === 0);
    this.#clear();
    for (const { index } of slots) this.#ordered.add(index);
    yield* buildOrders(this.#table, this.groups, [this.byDuration, this.byUser], slots);
    yield* this.#takeYoung();
    this.#isMade = true;
    this.#releaseEmpty(empty);
  }

  /** Gives back what the orders have. */
  #clear(): void {
    this.#isMade = false;
    this.#gone.forget();
    this.#ordered.clear();
    this.#taken.clear();
    this.#waiting = new Uint32Array(0);
    this.youngByDuration.clear();
    this.youngByUser.clear();
    this.byDuration.clear();
    this.byUser.clear();
    this.#runs.clear();
  }

  /** Takes what is in no leaf as young rows, slot by slot. What comes to a slot from then on is young at once. */
  *#takeYoung(): Generator<void> {
    const { slots } = this.#table;
    const isLeft = ({ index, used }: Slot): boolean =>
      used > 0 && !this.#ordered.has(index) && !this.#taken.has(index);
    for (let slot = slots.all.find(isLeft); slot !== undefined; slot = slots.all.find(isLeft)) {
      const first = slot.index * SLOT;
      this.#taken.add(slot.index);
      this.#waiting = this.#aliveIn(first, first + slot.used);
      while (this.#waiting.length > 0) {
        const some = this.#waiting.subarray(0, TAKEN_AT_ONCE);
        this.#waiting = this.#waiting.subarray(TAKEN_AT_ONCE);
        this.#addYoung(some);
        yield;
      }
    }
    this.#taken.clear();
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
    finish(this.settle());
    for (const slot of closed) this.#ordered.add(slot);
    const count = (): number => this.groups.count;
    for (const [order, young] of [
      [this.byDuration, this.youngByDuration],
      [this.byUser, this.youngByUser],
    ] as const) {
      for (const _ of mergeOrder(this.#table, order, young, closed, count)) {
        yield;
        // Rows may have gone.
        finish(this.settle());
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
}
