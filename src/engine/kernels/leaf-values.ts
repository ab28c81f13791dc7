// Which values the selected rows of groups of order A have, and how many lie up to one. Leaves, counts and starts are as in
// `leaves.ts`: the values (f32) of a group's leaves ascend.

import { countBits } from './bits';
import { placeAfter } from './order';

/** How many selected rows of each group have a value up to its bound (f32): u32. `counts` are those of each leaf. */
export function countUpTo(
  selected: usize,
  values: usize,
  leaves: usize,
  counts: usize,
  starts: usize,
  groups: u32,
  bounds: usize,
  out: usize,
): void {
  for (let group: usize = 0; group < <usize>groups; group++) {
    const bound = load<f32>(bounds + (group << 2));
    const end = <usize>load<u32>(starts + (group << 2), 4);
    let sum: u32 = 0;
    for (let leaf = <usize>load<u32>(starts + (group << 2)); leaf < end; leaf++) {
      const at = load<u32>(leaves + (leaf << 3));
      const stop = at + load<u32>(leaves + (leaf << 3), 4);
      if (load<f32>(values + ((<usize>stop - 1) << 2)) <= bound) {
        sum += load<u32>(counts + (leaf << 2));
        continue;
      }
      sum += countBits(selected, <usize>at, <usize>placeAfter(values, at, stop, bound));
      break;
    }
    store<u32>(out + (group << 2), sum);
  }
}

/**
 * For each group the values of `each` ranks (u32 from 0, best ascending) among its selected rows, as f32; of a group
 * without so many rows none is written.
 */
export function valuesAtRanks(
  selected: usize,
  values: usize,
  leaves: usize,
  counts: usize,
  starts: usize,
  groups: u32,
  ranks: usize,
  each: u32,
  out: usize,
): void {
  for (let group: usize = 0; group < <usize>groups; group++) {
    let leaf = <usize>load<u32>(starts + (group << 2));
    const end = <usize>load<u32>(starts + (group << 2), 4);
    const own = group * <usize>each;
    let before: u32 = 0;
    let word: usize = 0;
    // Selected rows of the leaf before the word.
    let within: u32 = 0;
    let isBegun = false;
    for (let index = own; index < own + <usize>each && leaf < end; index++) {
      const rank = load<u32>(ranks + (index << 2));
      if (rank < before + within) {
        leaf = <usize>load<u32>(starts + (group << 2));
        before = 0;
        within = 0;
        isBegun = false;
      }
      while (leaf < end && rank >= before + load<u32>(counts + (leaf << 2))) {
        before += load<u32>(counts + (leaf << 2));
        leaf += 1;
        within = 0;
        isBegun = false;
      }
      if (leaf == end) break;
      if (!isBegun) {
        word = (<usize>load<u32>(leaves + (leaf << 3))) >> 6;
        within = 0;
        isBegun = true;
      }
      const left = rank - before;
      let bits = load<u64>(selected + (word << 3));
      let here = <u32>popcnt(bits);
      while (within + here <= left) {
        within += here;
        word += 1;
        bits = load<u64>(selected + (word << 3));
        here = <u32>popcnt(bits);
      }
      for (let skip = left - within; skip > 0; skip--) bits &= bits - 1;
      store<f32>(out + (index << 2), load<f32>(values + (((word << 6) + <usize>ctz(bits)) << 2)));
    }
  }
}
