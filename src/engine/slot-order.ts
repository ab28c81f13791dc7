import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';

/** A column that moves with its rows. */
export interface Movable {
  /** Where its first position would be: it may have none, and begin below 0. */
  readonly at: Address;
  readonly width: number;
}

/** The first position in [from, to) whose time is above `time`. */
function firstAfter(times: Float64Array, from: number, to: number, time: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where rows went: the row that was at `from` + i was moved to `to[i]`. */
export interface Moved {
  readonly from: number;
  readonly to: Uint32Array;
}

/**
 * Brings the rows [first, end) of a slot, of which those before `added` are in order, into the order of their times.
 * Null when nothing had to move.
 */
export function sortByTime(
  heap: Heap,
  times: Address,
  columns: readonly Movable[],
  first: number,
  added: number,
  end: number,
): Moved | null {
  const { kernels } = heap;
  if (kernels.areAscending(times, Math.max(first, added - 1), end) !== 0) return null;
  const view = heap.f64(times, end);
  let least = Infinity;
  let most = -Infinity;
  for (let position = added; position < end; position++) {
    least = Math.min(least, view[position]!);
    most = Math.max(most, view[position]!);
  }
  const from = firstAfter(view, first, added, least);
  if (from < added) most = Math.max(most, view[added - 1]!);
  const count = end - from;
  const pairs = heap.allocate(count * 16);
  const counters = heap.allocate(8192);
  const widest = columns.reduce((bytes, { width }) => Math.max(bytes, width), 4);
  const spare = heap.allocate(count * widest);
  const positions = heap.allocate(count * 4);
  const scale = most > least ? 4294967295 / (most - least) : 0;
  kernels.pairTimes(times, from, count, least, scale, pairs);
  const sorted = kernels.sortPairs(pairs, pairs + count * 8, count, 32, counters) >>> 0;
  kernels.settleTimes(sorted, count, times);
  kernels.unpair(sorted, count, positions);
  for (const { at, width } of columns) {
    kernels.gather(positions, count, at, width, spare);
    heap.u8(at + from * width, count * width).set(heap.u8(spare, count * width));
  }
  const to = new Uint32Array(count);
  const came = heap.u32(positions, count);
  for (let index = 0; index < count; index++) to[came[index]! - from] = from + index;
  heap.free(pairs, count * 16);
  heap.free(counters, 8192);
  heap.free(spare, count * widest);
  heap.free(positions, count * 4);
  return { from, to };
}

/** Where rows are that were written to `count` positions from `base` on, and may have been moved then. */
export function placesOf(base: number, count: number, moved: Moved | null): Uint32Array {
  const places = new Uint32Array(count);
  for (let index = 0, position = base; index < count; index++, position++) {
    places[index] = moved === null || position < moved.from ? position : moved.to[position - moved.from]!;
  }
  return places;
}
