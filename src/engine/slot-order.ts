import { clearBit, hasBit, setBit } from './bitmap.ts';
import type { Bitmap } from './bitmap.ts';
import type { Heap } from './heap.ts';
import type { Address } from './kernels.ts';

/** A column that moves with its rows. */
export interface Movable {
  /** Where its first position would be: it may have none, and begin below 0. */
  readonly at: Address;
  /** Bytes a row: 1, 2, 4, 8 or 16. */
  readonly width: number;
}

/** Where rows went: the row that was at `from` + i was moved to `to[i]`. */
export interface Moved {
  readonly from: number;
  readonly to: Uint32Array;
}

/** Digits of a radix sort, 2048 of 4 bytes. */
const COUNTERS = 8192;

/**
 * Brings the rows [first, end) of a slot, of which those before `added` are in order, into the order of their times: only what
 * was added is sorted, and what is later makes room for it, run by run. Null when nothing had to move.
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
  const count = end - added;
  const widest = columns.reduce((bytes, { width }) => Math.max(bytes, width), 8);
  const bytes = count * (8 + 2 * widest) + COUNTERS;
  const positions = heap.allocate(bytes);
  const places = positions + count * 4;
  // Pairs need 16 bytes a row, until it is known where the rows belong; then there is room for the values of any column.
  const spare = places + count * 4;
  writeSorted(heap, times, added, count, spare, spare + count * 2 * widest, positions);
  kernels.findPlaces(positions, count, times, first, added, places);
  for (const { at, width } of columns) {
    kernels.insertValues(places, positions, count, added, at, width, spare);
  }
  const moved = movedOf(heap.u32(positions, count), heap.u32(places, count), added, end);
  heap.free(positions, bytes);
  return moved;
}

/** Writes the positions of the `count` rows from `added` on in the order of their times. */
function writeSorted(
  heap: Heap,
  times: Address,
  added: number,
  count: number,
  pairs: Address,
  counters: Address,
  out: Address,
): void {
  const { kernels } = heap;
  const view = heap.f64(times, added + count);
  let least = Infinity;
  let most = -Infinity;
  for (let position = added; position < view.length; position++) {
    least = Math.min(least, view[position]!);
    most = Math.max(most, view[position]!);
  }
  const scale = 4294967295 / (most / 2 - least / 2);
  // Of times that are all the same, or differ by less than can be halved, none is told from another.
  kernels.pairTimes(times, added, count, least, Number.isFinite(scale) ? scale : 0, pairs);
  const sorted = kernels.sortPairs(pairs, pairs + count * 8, count, 32, counters) >>> 0;
  kernels.settleTimes(sorted, count, times);
  kernels.unpair(sorted, count, out);
}

/** Where all rows went from the first on that was moved. */
function movedOf(positions: Uint32Array, places: Uint32Array, added: number, end: number): Moved {
  const from = places[0]!;
  const to = new Uint32Array(end - from);
  for (let index = 0; index < places.length; index++) {
    to[positions[index]! - from] = places[index]! + index;
    const next = places[index + 1] ?? added;
    for (let row = places[index]!; row < next; row++) to[row - from] = row + index + 1;
  }
  return { from, to };
}

/** Where the row at a position is after rows were moved. */
export function positionAfter(position: number, moved: Moved | null): number {
  // It may be in a slot before or after the one in which rows were moved.
  return moved?.to[position - moved.from] ?? position;
}

/** Where rows are that were written to `count` positions from `base` on, and may have been moved then. */
export function positionsAfter(base: number, count: number, moved: Moved | null): Uint32Array {
  const positions = new Uint32Array(count);
  for (let index = 0; index < count; index++) positions[index] = positionAfter(base + index, moved);
  return positions;
}

/** Lets positions follow their rows, which were moved. */
export function followMoved(positions: Uint32Array, { from, to }: Moved): void {
  const end = from + to.length;
  for (let index = 0; index < positions.length; index++) {
    const position = positions[index]!;
    if (position >= from && position < end) positions[index] = to[position - from]!;
  }
}

/** Lets the bits of rows follow where these were moved. */
export function moveBits(bits: Bitmap, { from, to }: Moved): void {
  const first = from >>> 5;
  const was = bits.slice(first, ((from + to.length) >>> 5) + 1);
  for (let index = 0; index < to.length; index++) {
    if (hasBit(was, from + index - first * 32)) setBit(bits, to[index]!);
    else clearBit(bits, to[index]!);
  }
}
