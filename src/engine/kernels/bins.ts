// How many selected rows of order A lie in bins of their values, by group. Leaves and starts are as in
// `leaves.ts`: the values (f32) of a leaf ascend, so that a bin is a stretch of it, and most words of 64 rows lie in one.

import { placeAfter } from './order';

/** The bits of the word `word` below the place `end`, which is in the word. */
function bitsBelow(word: usize, end: usize): u64 {
  return ((<u64>1) << (end - (word << 6))) - 1;
}

/** The largest value of a word of a leaf that ends at `stop`. */
function lastOf(values: usize, word: usize, stop: usize): f32 {
  return load<f32>(values + ((min((word << 6) + 64, stop) - 1) << 2));
}

/** The first place of a word whose value is above a bound. There must be one before `stop`. */
function placeWithin(values: usize, word: usize, stop: usize, bound: f32): usize {
  const first = word << 6;
  return <usize>placeAfter(values, <u32>first, <u32>min(first + 64, stop), bound);
}

/**
 * For each group how many selected rows have a value up to each of `boundCount` bounds (f32, ascending): u32, group by
 * group. `counts` are those of each leaf.
 */
export function countUpToEach(
  selected: usize,
  values: usize,
  leaves: usize,
  counts: usize,
  starts: usize,
  groups: u32,
  bounds: usize,
  boundCount: u32,
  out: usize,
): void {
  for (let group: usize = 0; group < <usize>groups; group++) {
    const end = <usize>load<u32>(starts + (group << 2), 4);
    let to = out + ((group * <usize>boundCount) << 2);
    const stopTo = to + ((<usize>boundCount) << 2);
    let bound = bounds;
    // Rows of the words before.
    let before: u32 = 0;
    for (let leaf = <usize>load<u32>(starts + (group << 2)); leaf < end && to < stopTo; leaf++) {
      const at = <usize>load<u32>(leaves + (leaf << 3));
      const stop = at + <usize>load<u32>(leaves + (leaf << 3), 4);
      if (load<f32>(values + ((stop - 1) << 2)) <= load<f32>(bound)) {
        before += load<u32>(counts + (leaf << 2));
        continue;
      }
      for (let word = at >> 6, last = (stop - 1) >> 6; word <= last && to < stopTo; word++) {
        const bits = load<u64>(selected + (word << 3));
        const largest = lastOf(values, word, stop);
        while (to < stopTo && largest > load<f32>(bound)) {
          const place = placeWithin(values, word, stop, load<f32>(bound));
          store<u32>(to, before + <u32>popcnt(bits & bitsBelow(word, place)));
          to += 4;
          bound += 4;
        }
        before += <u32>popcnt(bits);
      }
    }
    for (; to < stopTo; to += 4) {
      store<u32>(to, before);
      bound += 4;
    }
  }
}

/**
 * Lists the bins of groups that have rows: bin b of a group has those up to its bound b + 1 (u32 each, `boundCount` a
 * group) but not up to bound b. Writes the group's number from `first` on, the bin and the count (u32 each) to three
 * lists that begin `room` numbers after one another; returns how many.
 */
export function listCells(upTo: usize, groups: u32, boundCount: u32, first: u32, room: u32, out: usize): u32 {
  const stride = (<usize>room) << 2;
  let to = out;
  let at = upTo;
  for (let group: u32 = 0; group < groups; group++) {
    let before = load<u32>(at);
    at += 4;
    for (let bin: u32 = 0; bin + 1 < boundCount; bin++) {
      const rows = load<u32>(at);
      at += 4;
      if (rows == before) continue;
      store<u32>(to, first + group);
      store<u32>(to + stride, bin);
      store<u32>(to + stride + stride, rows - before);
      before = rows;
      to += 4;
    }
  }
  return <u32>((to - out) >> 2);
}
