import { hasBit } from '../bitmap.ts';
import type { Address } from '../kernels.ts';
import type { Leaf } from './order.ts';
import type { OrderedRows } from './ordered-rows.ts';

/** The users of young rows that have no selected row in the leaves. */
export class YoungUsers {
  readonly #rows: OrderedRows;

  constructor(rows: OrderedRows) {
    this.#rows = rows;
  }

  /** How many in a group: of rows with a duration above `limit`, where it is not null; `marks` are those in the leaves then. */
  count(group: number, limit: number | null, marks: Address): number {
    const { youngUsers } = this.#rows;
    const span = youngUsers.spans.get(group);
    if (span === undefined) return 0;
    const durations = this.#rows.context.table.values('duration')!;
    const isInLeaves = this.#lookUp(group, marks);
    let users = 0;
    for (let index = span.from; index < span.to;) {
      const key = youngUsers.keys[index]!;
      let isYoung = false;
      for (; index < span.to && youngUsers.keys[index] === key; index++) {
        isYoung ||= limit === null || durations[youngUsers.positions[index]!]! > limit;
      }
      if (isYoung && !isInLeaves(key)) users += 1;
    }
    return users;
  }

  /** Says whether a user has a selected row in the leaves of a group. Views are taken once for all of its users. */
  #lookUp(group: number, marks: Address): (key: number) => boolean {
    const { table, orders } = this.#rows.context;
    const { byUser: order } = orders;
    const words = order.places / 32;
    const selected = table.heap.u32(this.#rows.userSelection.at, words);
    const ends = table.heap.u32(order.marks.at, words);
    const marked = marks === 0 ? selected : table.heap.u32(marks, words);
    const leaves: readonly Leaf[] = order.leaves[group] ?? [];
    return (key) => {
      const run = orders.runOf(group, key);
      if (run === null) return false;
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
    };
  }
}
