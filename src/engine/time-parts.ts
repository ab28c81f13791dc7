import type { Range } from '../model/time.ts';
import { SLOT } from './slots.ts';
import type { Table } from './table.ts';

/** The first position in [from, to) of ascending times that is not before `time`. */
export function firstFrom(times: ArrayLike<number>, from: number, to: number, time: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Positions [from, to) within one slot. */
export interface Part {
  readonly slot: number;
  readonly from: number;
  readonly to: number;
}

/** The positions whose time lies in a range, those of rows that are gone among them: one part a slot at most. */
export function partsOf(table: Table, { start, end }: Range): Part[] {
  const times = table.values('timestamp');
  if (times === null) return [];
  return table.slots.all.flatMap(({ index, used, alive }) => {
    const first = index * SLOT;
    const last = first + used;
    if (alive === 0 || !(times[first]! < end) || !(times[last - 1]! >= start)) return [];
    const from = times[first]! >= start ? first : firstFrom(times, first, last, start);
    const to = times[last - 1]! < end ? last : firstFrom(times, from, last, end);
    return from < to ? [{ slot: index, from, to }] : [];
  });
}
