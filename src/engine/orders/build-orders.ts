import { SLOT } from '../slots.ts';
import type { Slot } from '../slots.ts';
import type { Table } from '../table.ts';
import { buildGroup } from './build-group.ts';
import type { Order } from './order.ts';
import type { RowGroups } from './row-groups.ts';

/**
 * Makes both orders anew from the rows of some slots, in steps: the rows are counted by group, handed out to their
 * groups, and each group is sorted, by duration and by user.
 */
export function* buildOrders(
  table: Table,
  groups: RowGroups,
  orders: readonly Order[],
  slots: readonly Slot[],
): Generator<void> {
  const counts: number[] = [];
  let rows = 0;
  for (const { index, used } of slots) {
    const { live } = table;
    groups.forEach(index * SLOT, index * SLOT + used, (position, group) => {
      if (((live[position >>> 5]! >>> (position & 31)) & 1) === 0) return;
      counts[group] = (counts[group] ?? 0) + 1;
      rows += 1;
    });
    yield;
  }
  const starts: number[] = [];
  let start = 0;
  for (let group = 0; group < groups.count; group++) {
    starts[group] = start;
    start += counts[group] ?? 0;
  }
  // Not on the heap: memory that is used for a moment would stay with it.
  const positions = new Uint32Array(rows);
  const next = starts.slice();
  for (const { index, used } of slots) {
    const { live } = table;
    groups.forEach(index * SLOT, index * SLOT + used, (position, group) => {
      if (((live[position >>> 5]! >>> (position & 31)) & 1) === 0) return;
      // A row that came back to life meanwhile does not exist: rows only go.
      positions[next[group]!] = position;
      next[group]! += 1;
    });
    yield;
  }
  const times = slots.flatMap(({ index, used }) => {
    const ends = table.values('timestamp')!;
    return [ends[index * SLOT]!, ends[index * SLOT + used - 1]!];
  });
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  const last = times.reduce((most, time) => Math.max(most, time), -Infinity);
  for (const order of orders) {
    yield* order.renew(rows, first, last);
    for (let group = 0; group < starts.length; group++) {
      // Rows that went since they were counted are not handed out.
      const own = positions.subarray(starts[group], next[group]);
      if (own.length > 0) yield* buildGroup(table, order, group, own);
      yield;
    }
  }
}
