// Ranks among the selected rows of all groups of order A together. The 64 rows of a word are neighbours in their group's
// durations, so that their first and last one say roughly where all of them are.

import { countBits, edgeMask } from './bits';
import { sortKey } from './build';

/** Codes of durations: the upper halves of their sort keys. */
export const CODES: usize = 65536;

/** The code of the value at an address. */
export function codeOf(at: usize): usize {
  return <usize>(sortKey(reinterpret<u32>(load<f32>(at) + 0)) >> 16);
}

/** Rows of a leaf from which on four words are told together: in so long a one they are near neighbours, too. */
export const LONG: usize = 16384;

/** Writes the first of every 64 values (f32) to `out`. */
export function takeFirsts(values: usize, count: usize, out: usize): void {
  for (let row: usize = 0; row < count; row += 64) {
    store<f32>(out + (row >> 4), load<f32>(values + (row << 2)));
  }
}

/**
 * For the words of leaves adds their selected rows to `least` (u32 by code) at a code that none of the word's rows is
 * above, and to `most` at one that none is below: running sums are then bounds of how many rows have a code up to one.
 * `firsts` (f32) are the first value of each word. `selected` has zeros for places of no row, up to the end of the word.
 */
export function tallyWords(
  selected: usize,
  values: usize,
  firsts: usize,
  leaves: usize,
  count: u32,
  least: usize,
  most: usize,
): void {
  for (let leaf: usize = 0; leaf < <usize>count; leaf++) {
    const at = <usize>load<u32>(leaves + (leaf << 3));
    const stop = at + <usize>load<u32>(leaves + (leaf << 3), 4);
    const step: usize = stop - at < LONG ? 64 : 256;
    for (let row = at; row < stop; row += step) {
      const end = min(row + step, stop);
      let rows: u32 = 0;
      for (let word = row; word < end; word += 64) rows += <u32>popcnt(load<u64>(selected + (word >> 3)));
      if (rows == 0) continue;
      const first = most + (codeOf(firsts + (row >> 4)) << 2);
      const last = least + (codeAfter(values, firsts, end, stop) << 2);
      store<u32>(first, load<u32>(first) + rows);
      store<u32>(last, load<u32>(last) + rows);
    }
  }
}

/** A code that no row of a leaf before the place `end` is above: that of the next word, or of the leaf's last row. */
export function codeAfter(values: usize, firsts: usize, end: usize, stop: usize): usize {
  return end < stop ? codeOf(firsts + (end >> 4)) : codeOf(values + ((stop - 1) << 2));
}

/** The first code at which the running sum of counts (u32 by code) exceeds a rank; the last one where none does. */
export function codeOfRank(counts: usize, rank: u32): u32 {
  let sum: u32 = 0;
  for (let code: usize = 0; code < CODES; code++) {
    sum += load<u32>(counts + (code << 2));
    if (sum > rank) return <u32>code;
  }
  return <u32>CODES - 1;
}

/** The first place in [from, to) of ascending values whose code is not below one. */
export function placeOfCode(values: usize, from: usize, to: usize, code: u32): usize {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (<u32>codeOf(values + (middle << 2)) < code) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Writes the selected values of leaves whose code lies in [low, high] to `out` (f32), at most `room`, and how many they
 * are to `found` (u32); returns how many selected rows have a smaller code. `counts` are the selected rows of each leaf.
 */
export function takeBetween(
  selected: usize,
  values: usize,
  leaves: usize,
  counts: usize,
  count: u32,
  low: u32,
  high: u32,
  out: usize,
  room: u32,
  found: usize,
): u32 {
  let below: u32 = 0;
  let taken: u32 = 0;
  for (let leaf: usize = 0; leaf < <usize>count; leaf++) {
    const at = <usize>load<u32>(leaves + (leaf << 3));
    const stop = at + <usize>load<u32>(leaves + (leaf << 3), 4);
    if (<u32>codeOf(values + ((stop - 1) << 2)) < low) {
      below += load<u32>(counts + (leaf << 2));
      continue;
    }
    const first = placeOfCode(values, at, stop, low);
    const end = placeOfCode(values, first, stop, high + 1);
    below += countBits(selected, at, first);
    if (first == end) continue;
    for (let word = first >> 6, last = (end - 1) >> 6; word <= last; word++) {
      let bits = load<u64>(selected + (word << 3)) & edgeMask(word, first, end);
      while (bits != 0) {
        if (taken < room) {
          store<f32>(
            out + ((<usize>taken) << 2),
            load<f32>(values + (((word << 6) + <usize>ctz(bits)) << 2)),
          );
        }
        taken += 1;
        bits &= bits - 1;
      }
    }
  }
  store<u32>(found, taken);
  return below;
}
