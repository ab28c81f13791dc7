import { clearBit } from '../bitmap.ts';
import type { Table } from '../table.ts';
import { placeOf } from './find-place.ts';
import type { Order } from './order.ts';
import type { RowGroups } from './row-groups.ts';
import { sortKey } from './sort-key.ts';

/** From so many rows on, all leaves are looked through instead of each row looked up. */
const MANY = 20_000;

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

  /** Takes some out of the leaves; all where the leaves are looked through for it. */
  settle(most: number): void {
    if (this.count === 0) return;
    const isMany = this.count >= MANY && most === Infinity;
    const gone = this.#positions.splice(Math.max(0, this.count - most));
    for (const order of this.#orders) {
      if (isMany) this.#refresh(order);
      else this.#clear(order, gone);
    }
  }

  #clear(order: Order, gone: readonly number[]): void {
    const table = this.#table;
    const isByDuration = order.kind === 'duration';
    const durations = table.values('duration')!;
    const users = table.text('user')?.codes ?? null;
    const transactions = table.text('transaction')?.codes ?? null;
    const projects = table.text('project')?.codes ?? null;
    const live = table.heap.u32(order.live.at, order.places / 32);
    for (const position of gone) {
      const key = isByDuration ? sortKey(durations[position]!) : (users?.[position] ?? 0);
      const group = this.#groups.of(transactions?.[position] ?? 0, projects?.[position] ?? 0);
      const place = placeOf(table, order, group, key, position);
      if (place >= 0) clearBit(live, place);
    }
  }

  /** Looks every place's row up. */
  #refresh(order: Order): void {
    const { heap, liveAt } = this.#table;
    for (const leaves of order.leaves) {
      for (const { at, room } of leaves ?? []) {
        heap.kernels.keepLookedUp(liveAt, order.positions.at, order.live.at, at / 64, (at + room) / 64);
      }
    }
  }
}
