import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import { COUNTERS, FILL, sortRows, writeLeaves, writePairs } from './build-order.ts';
import type { Leaf, Order } from './order.ts';

/** Rows that are looked at for each leaf to find where its keys begin. */
const SAMPLES = 128;

/**
 * Makes the leaves of a group from all of its positions, which ascend, in steps of about a leaf: the rows are handed out to stretches of
 * neighbouring keys, whose bounds a sample gave, and each stretch is sorted by itself.
 */
export function* buildGroup(
  table: Table,
  order: Order,
  group: number,
  positions: Uint32Array,
): Generator<void> {
  const { heap } = table;
  const count = positions.length;
  const bytes = count * 16 + COUNTERS;
  const pairs = heap.allocate(bytes);
  try {
    yield* makeLeaves(table, order, group, positions, pairs);
  } finally {
    heap.free(pairs, bytes);
  }
}

/** The same with room for the pairs of all positions twice, and for the counters of a sort. */
function* makeLeaves(
  table: Table,
  order: Order,
  group: number,
  positions: Uint32Array,
  pairs: Address,
): Generator<void> {
  const { heap } = table;
  const count = positions.length;
  const spare = pairs + count * 8;
  const counters = spare + count * 8;
  const bounds = boundsOf(table, order, positions, pairs, spare, counters);
  const step = order.leafRows;
  // Until rows are handed out there, what is spare has room for them.
  heap.u32(spare, count).set(positions);
  for (let from = 0; from < count; from += step) {
    writePairs(table, order, spare + from * 4, Math.min(step, count - from), pairs + from * 8);
    if (count > step) yield;
  }
  const ends = new Uint32Array(bounds.length + 1);
  for (let from = 0; from < count; from += step) {
    countStretches(heap, pairs + from * 8, Math.min(step, count - from), bounds, ends);
    if (count > step) yield;
  }
  for (let stretch = 1; stretch < ends.length; stretch++) ends[stretch]! += ends[stretch - 1]!;
  const next = Uint32Array.of(0, ...ends.subarray(0, -1));
  for (let from = 0; from < count; from += step) {
    // Taken anew at each step: meanwhile the memory may have grown.
    const all = heap.u32(spare, count * 2);
    handOut(heap, pairs + from * 8, Math.min(step, count - from), bounds, next, all);
    if (count > step) yield;
  }
  const leaves: Leaf[] = [];
  for (let stretch = 0, from = 0; stretch < ends.length; stretch++) {
    const rows = ends[stretch]! - from;
    const own = spare + from * 8;
    from = ends[stretch]!;
    // What stood there was handed out, so there is room to sort.
    const sorted = sortRows(table, order, own, pairs, rows, counters);
    const absent = order.kind === 'user' ? countAbsent(heap.u32(sorted, rows * 2)) : 0;
    leaves.push(...writeLeaves(order, sorted + absent * 8, rows - absent));
    if (stretch + 1 < ends.length) yield;
  }
  order.leaves[group] = leaves;
  order.joinRuns(group);
}

/** The first keys of all stretches but the first, ascending: about as many rows lie between two as a leaf is filled with. */
function boundsOf(
  table: Table,
  order: Order,
  positions: Uint32Array,
  pairs: Address,
  spare: Address,
  counters: Address,
): Uint32Array {
  const { heap } = table;
  const count = positions.length;
  const stretches = Math.ceil(count / (order.leafRows * FILL));
  const samples = Math.min(count, stretches * SAMPLES);
  if (stretches < 2) return new Uint32Array(0);
  const some = Uint32Array.from(
    { length: samples },
    (_, index) => positions[Math.floor((index * count) / samples)]!,
  );
  const list = heap.allocate(samples * 4);
  heap.u32(list, samples).set(some);
  writePairs(table, order, list, samples, pairs);
  heap.free(list, samples * 4);
  const sorted = heap.u32(sortRows(table, order, pairs, spare, samples, counters), samples * 2);
  const bounds = new Set<number>();
  for (let stretch = 1; stretch < stretches; stretch++) {
    bounds.add(sorted[Math.floor((stretch * samples) / stretches) * 2 + 1]!);
  }
  return Uint32Array.from(bounds);
}

/** The stretch of a key: how many bounds are not above it. */
function stretchOf(bounds: Uint32Array, key: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bounds[middle]! <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts some pairs by their stretches. */
function countStretches(
  heap: Heap,
  pairs: Address,
  count: number,
  bounds: Uint32Array,
  counts: Uint32Array,
): void {
  const own = heap.u32(pairs, count * 2);
  for (let at = 1; at < own.length; at += 2) counts[stretchOf(bounds, own[at]!)]! += 1;
}

/** Brings some pairs to their stretches among all of the group; `next` is where each goes on. */
function handOut(
  heap: Heap,
  pairs: Address,
  count: number,
  bounds: Uint32Array,
  next: Uint32Array,
  all: Uint32Array,
): void {
  const own = heap.u32(pairs, count * 2);
  for (let at = 0; at < own.length; at += 2) {
    const stretch = stretchOf(bounds, own[at + 1]!);
    const to = next[stretch]! * 2;
    next[stretch]! += 1;
    all[to] = own[at]!;
    all[to + 1] = own[at + 1]!;
  }
}

/** How many pairs come first whose key is 0: rows without a user, which no question about users counts. */
function countAbsent(pairs: Uint32Array): number {
  let absent = 0;
  while (absent * 2 < pairs.length && pairs[absent * 2 + 1] === 0) absent += 1;
  return absent;
}
