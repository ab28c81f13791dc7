// Ranks among the selected rows of all groups of order A together. The 64 rows of a word are neighbours in their group's
// durations, so that their first and last one say roughly where all of them are.

import { sortKey } from './build';

/** Codes of durations: the upper halves of their sort keys. */
const CODES: usize = 65536;

/** The code of the value at an address. */
function codeOf(at: usize): usize {
  return <usize>(sortKey(reinterpret<u32>(load<f32>(at) + 0)) >> 16);
}

/**
 * For the words of leaves adds their selected rows to `least` (u32 by code) at the code of the word's last row, and to
 * `most` at that of its first: running sums are then bounds of how many rows have a code up to one.
 */
export function tallyWords(
  selected: usize,
  values: usize,
  leaves: usize,
  count: u32,
  least: usize,
  most: usize,
): void {
  for (let leaf: usize = 0; leaf < <usize>count; leaf++) {
    const at = <usize>load<u32>(leaves + (leaf << 3));
    const stop = at + <usize>load<u32>(leaves + (leaf << 3), 4);
    for (let row = at; row < stop; row += 64) {
      const rows = <u32>popcnt(load<u64>(selected + (row >> 3)));
      if (rows == 0) continue;
      const first = most + (codeOf(values + (row << 2)) << 2);
      const last = least + (codeOf(values + ((min(row + 64, stop) - 1) << 2)) << 2);
      store<u32>(first, load<u32>(first) + rows);
      store<u32>(last, load<u32>(last) + rows);
    }
  }
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

/**
 * Writes the selected values of leaves whose code lies in [low, high] to `out` (f32), at most `room`, and how many they
 * are to `found` (u32); returns how many selected rows have a smaller code.
 */
export function takeBetween(
  selected: usize,
  values: usize,
  leaves: usize,
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
    for (let row = at; row < stop; row += 64) {
      let bits = load<u64>(selected + (row >> 3));
      if (bits == 0) continue;
      if (<u32>codeOf(values + (row << 2)) > high) break;
      if (<u32>codeOf(values + ((min(row + 64, stop) - 1) << 2)) < low) {
        below += <u32>popcnt(bits);
        continue;
      }
      while (bits != 0) {
        const from = values + ((row + <usize>ctz(bits)) << 2);
        bits &= bits - 1;
        const code = <u32>codeOf(from);
        if (code < low) below += 1;
        else if (code <= high) {
          if (taken < room) store<f32>(out + ((<usize>taken) << 2), load<f32>(from));
          taken += 1;
        }
      }
    }
  }
  store<u32>(found, taken);
  return below;
}
