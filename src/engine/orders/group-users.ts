import { hasBit } from '../bitmap.ts';
import type { Leaf } from './order.ts';
import type { OrderedRows } from './ordered-rows.ts';

/** Counts the different users of one group's selected rows: those in leaves by their runs, and those only young rows have. */
export class GroupUsers {
  readonly #rows: OrderedRows;
  readonly #group: number;

  constructor(rows: OrderedRows, group: number) {
    this.#rows = rows;
    this.#group = group;
  }

  /** Different users. */
  count(): number {
    return this.#count(0, null);
  }

  /** Different users of rows whose duration is above a limit. `marks` is a bitmap over order B to write into. */
  countAbove(limit: number, marks: number): number {
    const { table, orders } = this.#rows.context;
    const { byUser: order } = orders;
    const { kernels } = table.heap;
    const code = kernels.coarseDuration(limit);
    for (const leaf of this.#leaves) {
      kernels.durationsAbove(
        this.#rows.userSelection.at,
        order.durations.at,
        order.positions.at,
        table.numbers.get('duration')!.at,
        code,
        limit,
        marks,
        leaf.at,
        leaf.at + leaf.room,
      );
    }
    const durations = table.values('duration')!;
    return this.#count(marks, (position) => durations[position]! > limit);
  }

  get #leaves(): readonly Leaf[] {
    return this.#rows.context.orders.byUser.leaves[this.#group] ?? [];
  }

  #count(marks: number, isMarked: ((position: number) => boolean) | null): number {
    const { table, orders } = this.#rows.context;
    const { byUser: order } = orders;
    const { youngUsers, userSelection } = this.#rows;
    let users = 0;
    let carry = 0;
    for (const leaf of this.#leaves) {
      const found = table.heap.kernels.countRuns(
        userSelection.at,
        marks,
        order.marks.at,
        leaf.at / 64,
        (leaf.at + leaf.room) / 64,
        carry,
      );
      users += found >>> 1;
      carry = found & 1;
    }
    const span = youngUsers.spans.get(this.#group);
    if (span === undefined) return users;
    for (let index = span.from; index < span.to;) {
      const key = youngUsers.keys[index]!;
      let isYoung = false;
      for (; index < span.to && youngUsers.keys[index] === key; index++) {
        isYoung ||= isMarked === null || isMarked(youngUsers.positions[index]!);
      }
      if (isYoung && !this.#isInLeaves(key, marks)) users += 1;
    }
    return users;
  }

  /** Whether a user has a selected row in the leaves. */
  #isInLeaves(key: number, marks: number): boolean {
    const { table, orders } = this.#rows.context;
    const { byUser: order } = orders;
    const run = orders.runOf(this.#group, key);
    if (run === null) return false;
    const words = order.places / 32;
    const selected = table.heap.u32(this.#rows.userSelection.at, words);
    const ends = table.heap.u32(order.marks.at, words);
    const marked = marks === 0 ? selected : table.heap.u32(marks, words);
    const leaves = this.#leaves;
    let { leaf, place } = run;
    for (;;) {
      if (hasBit(selected, place) && hasBit(marked, place)) return true;
      if (hasBit(ends, place)) return false;
      place += 1;
      if (place === leaves[leaf]!.at + leaves[leaf]!.rows) {
        leaf += 1;
        if (leaf === leaves.length) return false;
        place = leaves[leaf]!.at;
      }
    }
  }
}
