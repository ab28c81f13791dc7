import type { Table } from '../table.ts';
import type { Address } from '../kernels.ts';
import type { Leaf, Order } from './order.ts';

/** The part of a leaf that is filled, so that new rows find room in it. */
export const FILL = 7 / 8;

/** Digits of a radix sort, 2048 of 4 bytes. */
export const COUNTERS = 8192;

/** Bits that the keys of an order take. */
export function keyBits(table: Table, order: Order): number {
  if (order.kind === 'duration') return 32;
  return 32 - Math.clz32(table.text('user')?.values.length ?? 0);
}

/** Writes pairs of key and position for some positions. */
export function writePairs(
  table: Table,
  order: Order,
  positions: Address,
  count: number,
  pairs: Address,
): void {
  const { kernels } = table.heap;
  if (order.kind === 'duration') {
    kernels.pairFloats(positions, count, table.numbers.get('duration')!.at, pairs);
    return;
  }
  const user = table.text('user');
  kernels.pairCodes(positions, count, user?.at ?? 0, user?.width ?? 0, pairs);
}

/** Sorts pairs whose positions ascend; returns where they are, in `pairs` or `spare`. */
export function sortRows(
  table: Table,
  order: Order,
  pairs: Address,
  spare: Address,
  count: number,
  counters: Address,
): Address {
  return table.heap.kernels.sortPairs(pairs, spare, count, keyBits(table, order), counters) >>> 0;
}

/** Cuts sorted pairs into leaves. */
export function writeLeaves(order: Order, pairs: Address, count: number): Leaf[] {
  const leaves = Math.max(1, Math.ceil(count / (order.leafRows * FILL)));
  return Array.from({ length: count === 0 ? 0 : leaves }, (_, index) => {
    const from = Math.floor((count * index) / leaves);
    const to = Math.floor((count * (index + 1)) / leaves);
    return order.write(pairs + from * 8, to - from, null);
  });
}
