import { clearBit } from '../bitmap.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import { placeFinder } from './find-place.ts';
import type { Order } from './order.ts';
import type { RowGroups } from './row-groups.ts';
import { sortKey } from './sort-key.ts';

/** From so many rows on, all leaves are looked through instead of each row looked up. */
const MANY = 20_000;
/** Rows that are looked up in one block, and places that are looked through. */
const ROWS = 1024;
const PLACES = 2 ** 21;

/** Rows that are gone and that leaves still say to be there. */
export class GoneRows {
  readonly #table: Table;
  readonly #groups: RowGroups;
  readonly #orders: readonly Order[];
  #positions: number[] = [];

  constructor(table: Table, groups: RowGroups, orders: readonly Order[]) {
    this.#table = table;
    this.#groups = groups;
    this.#orders = orders;
  }

  get count(): number {
    return this.#positions.length;
  }

  add(position: number): void {
    this.#positions.push(position);
  }

  /** The leaves are given back or written anew. */
  forget(): void {
    this.#positions = [];
  }

  /** Takes some out of the leaves. */
  settle(most: number): void {
    if (this.count === 0) return;
    const gone = this.#positions.splice(Math.max(0, this.count - most));
    for (const order of this.#orders) this.#clear(order, gone);
  }

  /** Takes all out of the leaves, in blocks. Between two of them no row goes but that the steps end. */
  *steps(): Steps<void> {
    if (this.count < MANY) {
      while (this.count > 0) {
        this.settle(ROWS);
        if (this.count > 0) yield;
      }
      return;
    }
    for (const order of this.#orders) yield* this.#refresh(order);
    this.forget();
  }

  #clear(order: Order, gone: readonly number[]): void {
    const table = this.#table;
    const isByDuration = order.kind === 'duration';
    const durations = table.values('duration')!;
    const users = table.text('user')?.codes ?? null;
    const transactions = table.text('transaction')?.codes ?? null;
    const projects = table.text('project')?.codes ?? null;
    const live = table.heap.u32(order.live.at, order.places / 32);
    const placeOf = placeFinder(table, order);
    for (const position of gone) {
      const key = isByDuration ? sortKey(durations[position]!) : (users?.[position] ?? 0);
      const group = this.#groups.of(transactions?.[position] ?? 0, projects?.[position] ?? 0);
      const place = placeOf(group, key, position);
      if (place >= 0) clearBit(live, place);
    }
  }

  /** Looks every place's row up. */
  *#refresh(order: Order): Steps<void> {
    const { heap, liveAt } = this.#table;
    let places = 0;
    for (const leaves of order.leaves) {
      for (const { at, room } of leaves ?? []) {
        heap.kernels.keepLookedUp(liveAt, order.positions.at, order.live.at, at / 64, (at + room) / 64);
        places += room;
        if (places < PLACES) continue;
        places = 0;
        yield;
      }
    }
  }
}
