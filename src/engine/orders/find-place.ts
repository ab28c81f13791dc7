import type { Table } from '../table.ts';
import { sortKey } from './sort-key.ts';
import type { Leaf, Order } from './order.ts';

/** The key of a place's row, as leaves are sorted by. */
function keyAt(table: Table, order: Order): (place: number) => number {
  const { heap } = table;
  if (order.kind === 'duration') {
    const durations = heap.f32(order.durations.at, order.places);
    return (place) => sortKey(durations[place]!);
  }
  const positions = heap.u32(order.positions.at, order.places);
  const users = table.text('user')?.codes ?? new Uint8Array(0);
  return (place) => users[positions[place]!] ?? 0;
}

/** The last leaf that does not begin after a row; null where all do. */
export function leafOf(leaves: readonly Leaf[], key: number, position: number): number {
  let low = 0;
  let high = leaves.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { firstKey, firstPosition } = leaves[middle]!;
    if (firstKey < key || (firstKey === key && firstPosition <= position)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Finds places of rows by their group, key and position; -1 where a row has none. Views of the order are taken once: what is
 * returned holds as long as no memory is taken.
 */
export function placeFinder(
  table: Table,
  order: Order,
): (group: number, key: number, position: number) => number {
  const keyOf = keyAt(table, order);
  const positions = table.heap.u32(order.positions.at, order.places);
  return (group, key, position) => {
    const leaves = order.leaves[group];
    const leaf = leaves?.[leafOf(leaves, key, position)];
    if (leaf === undefined) return -1;
    const end = leaf.at + leaf.rows;
    let low = leaf.at;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const own = keyOf(middle);
      if (own < key || (own === key && positions[middle]! < position)) low = middle + 1;
      else high = middle;
    }
    return low < end && positions[low] === position ? low : -1;
  };
}

/** Where rows of one key begin: the index of the leaf and the place. */
export interface Run {
  readonly leaf: number;
  readonly place: number;
}

/** The first leaf whose last row is not before a key; as many as there are leaves where all are. */
export function leafOfKey(leaves: readonly Leaf[], key: number): number {
  let low = 0;
  let high = leaves.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (leaves[middle]!.lastKey < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the first row of a key in a leaf; -1 where it has none. */
export function placeOfKey(table: Table, order: Order, leaf: Leaf, key: number): number {
  const keyOf = keyAt(table, order);
  let from = leaf.at;
  let to = leaf.at + leaf.rows;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (keyOf(middle) < key) from = middle + 1;
    else to = middle;
  }
  return from < leaf.at + leaf.rows && keyOf(from) === key ? from : -1;
}
