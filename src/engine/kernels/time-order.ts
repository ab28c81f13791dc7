// Brings rows that were added at the end of a slot to their places in the order of time, among rows that are in order.

import { gather } from './build';

/**
 * Writes pairs (u64) of times and positions for the rows [from, from + count): the key is the time since `least` in
 * steps of 2 / `scale`, which keeps the order but may make equal what differs in less. Halves, because the difference of two
 * times may be more than a number can be.
 */
export function pairTimes(times: usize, from: usize, count: usize, least: f64, scale: f64, out: usize): void {
  for (let index: usize = 0; index < count; index++) {
    const row = from + index;
    const key = <u64>min(4294967295.0, (load<f64>(times + (row << 3)) * 0.5 - least * 0.5) * scale);
    store<u64>(out + (index << 3), (key << 32) | (<u64>row));
  }
}

/** Brings pairs of times that are sorted but for what their keys could not tell into the order of time and position. */
export function settleTimes(pairs: usize, count: usize, times: usize): void {
  for (let index: usize = 1; index < count; index++) {
    const pair = load<u64>(pairs + (index << 3));
    const time = load<f64>(times + ((<usize>(pair & 0xffff_ffff)) << 3));
    let at = pairs + (index << 3);
    while (at > pairs) {
      const before = load<u64>(at - 8);
      if (load<f64>(times + ((<usize>(before & 0xffff_ffff)) << 3)) <= time) break;
      store<u64>(at, before);
      at -= 8;
    }
    store<u64>(at, pair);
  }
}

/** Whether float64 values ascend (or stay). */
export function areAscending(values: usize, from: usize, to: usize): bool {
  for (let index = from + 1; index < to; index++) {
    if (load<f64>(values + (index << 3)) < load<f64>(values + ((index - 1) << 3))) return false;
  }
  return true;
}

/**
 * Where added rows, `positions` in the order of their times, belong among the rows [first, end), which are in order: for each
 * the first of these rows that is later than it (u32).
 */
export function findPlaces(
  positions: usize,
  count: usize,
  times: usize,
  first: usize,
  end: usize,
  out: usize,
): void {
  // The places ascend as well.
  let from = first;
  for (let index: usize = 0; index < count; index++) {
    const time = load<f64>(times + ((<usize>load<u32>(positions + (index << 2))) << 3));
    let low = from;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (load<f64>(times + (middle << 3)) <= time) low = middle + 1;
      else high = middle;
    }
    store<u32>(out + (index << 2), <u32>low);
    from = low;
  }
}

/** Values that are moved one by one: for fewer, a call that moves them together takes longer. */
const FEW: usize = 16;

function insert<Value>(
  places: usize,
  positions: usize,
  count: usize,
  added: usize,
  values: usize,
  spare: usize,
): void {
  const width = sizeof<Value>();
  memory.copy(spare, values + added * width, count * width);
  let end = added;
  for (let index = count; index > 0; index--) {
    const place = <usize>load<u32>(places + ((index - 1) << 2));
    const from = values + place * width;
    const to = from + index * width;
    if (end - place > FEW) memory.copy(to, from, (end - place) * width);
    else {
      for (let at = (end - place) * width; at > 0; at -= width) {
        store<Value>(to + at - width, load<Value>(from + at - width));
      }
    }
    const own = <usize>load<u32>(positions + ((index - 1) << 2)) - added;
    store<Value>(to - width, load<Value>(spare + own * width));
    end = place;
  }
}

/**
 * Brings the values of the `count` rows from `added` on to their places in a column of 1, 2, 4, 8 or 16 bytes a row;
 * rows that come after them make room. `positions` and `places` are as `findPlaces` has them, `spare` has room for the
 * values that are brought.
 */
export function insertValues(
  places: usize,
  positions: usize,
  count: usize,
  added: usize,
  values: usize,
  width: i32,
  spare: usize,
): void {
  // Where no other row has to move, they only change places among themselves.
  if (<usize>load<u32>(places) == added) {
    gather(positions, count, values, width, spare);
    memory.copy(values + added * <usize>width, spare, count * <usize>width);
  } else if (width == 1) insert<u8>(places, positions, count, added, values, spare);
  else if (width == 2) insert<u16>(places, positions, count, added, values, spare);
  else if (width == 4) insert<u32>(places, positions, count, added, values, spare);
  else if (width == 8) insert<u64>(places, positions, count, added, values, spare);
  else insert<v128>(places, positions, count, added, values, spare);
}
