import { hasBit } from '../bitmap.ts';
import type { Address } from '../kernels.ts';
import { slotOf } from '../slots.ts';
import type { Table } from '../table.ts';
import { writeLeaves, writePairs } from './build-order.ts';
import type { Leaf, Order } from './order.ts';
import type { Young, YoungRows } from './young.ts';

/** The first of the young rows that is not before a row of this group, key and position. */
function placeIn(rows: YoungRows, group: number, key: number, position: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isBefore =
      rows.groups[middle]! < group ||
      (rows.groups[middle] === group &&
        (rows.keys[middle]! < key || (rows.keys[middle] === key && rows.positions[middle]! < position)));
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The young rows of closed slots that belong into a leaf of a group, by their places. Those before the first leaf belong to it. */
function rowsFor(
  rows: YoungRows,
  group: number,
  leaves: readonly Leaf[],
  at: number,
  closed: ReadonlySet<number>,
): number[] {
  const leaf = leaves[at];
  const next = leaves[Math.max(at, 0) + 1];
  const from =
    at > 0 && leaf !== undefined
      ? placeIn(rows, group, leaf.firstKey, leaf.firstPosition)
      : placeIn(rows, group, 0, 0);
  const to =
    next === undefined
      ? placeIn(rows, group + 1, 0, 0)
      : placeIn(rows, group, next.firstKey, next.firstPosition);
  const own: number[] = [];
  for (let index = from; index < to; index++) {
    if (closed.has(slotOf(rows.positions[index]!))) own.push(index);
  }
  return own;
}

/**
 * Writes pairs of the rows of a leaf that are still there, and of young ones, sorted; says where, and how many they are. `space` has
 * room for 28 bytes of each.
 */
function joinRows(
  table: Table,
  order: Order,
  leaf: Leaf | null,
  young: YoungRows,
  own: readonly number[],
  space: Address,
): { readonly at: Address; readonly count: number } {
  const { heap } = table;
  const most = (leaf?.rows ?? 0) + own.length;
  const old = space + most * 4;
  const fresh = old + most * 8;
  const all = fresh + most * 8;
  let count = 0;
  if (leaf !== null) {
    // Until there are pairs, there is room for their places.
    count = heap.kernels.listBits(order.live.at, 0, leaf.at, leaf.at + leaf.rows, all) >>> 0;
    heap.kernels.gather(all, count, order.positions.at, 4, space);
    writePairs(table, order, space, count, old);
  }
  const pairs = heap.u32(fresh, own.length * 2);
  own.forEach((index, place) => {
    pairs[place * 2] = young.positions[index]!;
    pairs[place * 2 + 1] = young.keys[index]!;
  });
  heap.kernels.mergePairs(old, count, fresh, own.length, all);
  return { at: all, count: count + own.length };
}

/**
 * Writes one leaf anew: its rows that are still there and the young ones that belong between them, as one leaf or two.
 * `at` -1 makes the first leaf of a group.
 */
function rewrite(
  table: Table,
  order: Order,
  group: number,
  at: number,
  young: YoungRows,
  own: number[],
): void {
  const leaves = (order.leaves[group] ??= []);
  const leaf = at < 0 ? null : leaves[at]!;
  const { heap } = table;
  const bytes = ((leaf?.rows ?? 0) + own.length) * 28;
  const space = heap.allocate(bytes);
  try {
    const { at: pairs, count } = joinRows(table, order, leaf, young, own, space);
    if (count <= order.leafRows && count > 0) {
      const written = order.write(pairs, count, leaf);
      if (leaf === null) leaves.push(written);
      else leaves[at] = written;
    } else {
      if (leaf !== null) order.drop(leaf);
      leaves.splice(Math.max(at, 0), leaf === null ? 0 : 1, ...writeLeaves(order, pairs, count));
    }
    order.joinRuns(group);
  } finally {
    heap.free(space, bytes);
  }
}

/**
 * Merges the young rows of closed slots into the leaves of an order, and drops rows that are gone, a leaf at a step.
 * Between two steps the order and what is left of the young rows say together what they said before.
 */
export function* mergeOrder(
  table: Table,
  order: Order,
  young: Young,
  closed: ReadonlySet<number>,
  groups: () => number,
): Generator<void> {
  for (let group = 0; group < groups(); group++) {
    // From the last leaf on: one that is cut in two does not move those that are still to come.
    for (let at = (order.leaves[group]?.length ?? 0) - 1; at >= -1; at--) {
      const leaves = order.leaves[group] ?? [];
      const leaf = leaves[at];
      const { rows } = young;
      const own = rowsFor(rows, group, leaves, at, closed);
      const there =
        leaf === undefined ? 0 : table.heap.kernels.countBits(order.live.at, leaf.at, leaf.at + leaf.rows);
      if (own.length === 0 && (leaf === undefined || there === leaf.rows)) continue;
      // Rows before the first leaf belong to it.
      if (at === -1 && leaves.length > 0) continue;
      const alive = own.filter((index) => hasBit(table.live, rows.positions[index]!));
      rewrite(table, order, group, at, rows, alive);
      young.drop(own);
      yield;
    }
  }
}
