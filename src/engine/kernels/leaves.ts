// Statistics of many groups of an order at once. Leaves are pairs of u32, the first place and the number of places, and
// `starts` (u32, one more than groups) says which leaves are of which group. Leaves begin at multiples of 64.

import { countRuns } from './order';
import { durationsAbove } from './long-rows';

/** How many selected rows each leaf has; of those that are set in `other` too, where it is not 0. Counts are u32. */
export function countLeaves(selected: usize, other: usize, leaves: usize, count: u32, out: usize): void {
  for (let leaf: usize = 0; leaf < <usize>count; leaf++) {
    const at = <usize>load<u32>(leaves + (leaf << 3));
    const rows = <usize>load<u32>(leaves + (leaf << 3), 4);
    let sum: u64 = 0;
    const stop = ((at + rows + 63) >> 6) << 3;
    if (other == 0) {
      for (let word = (at >> 6) << 3; word < stop; word += 8) sum += popcnt(load<u64>(selected + word));
    } else {
      for (let word = (at >> 6) << 3; word < stop; word += 8) {
        sum += popcnt(load<u64>(selected + word) & load<u64>(other + word));
      }
    }
    store<u32>(out + (leaf << 2), <u32>sum);
  }
}

/** For each byte, eight lanes of 32 bits: all ones where the byte has a 1. */
export function writeLanes(lanes: usize): void {
  const low = i32x4(1, 2, 4, 8);
  const high = i32x4(16, 32, 64, 128);
  for (let byte: usize = 0; byte < 256; byte++) {
    const bits = i32x4.splat(<i32>byte);
    v128.store(lanes + (byte << 5), i32x4.eq(v128.and(bits, low), low));
    v128.store(lanes + (byte << 5), i32x4.eq(v128.and(bits, high), high), 16);
  }
}

/** The lanes of the values at `at` of which the bits are set, added up modulo 2^32. */
function addSelected(at: usize, bits: u64, lanes: usize): u32 {
  let one = i32x4.splat(0);
  let two = i32x4.splat(0);
  let rest = bits;
  for (let from = at, to = at + 256; from < to; from += 64) {
    const first = lanes + ((<usize>(rest & 255)) << 5);
    const second = lanes + ((<usize>((rest >> 8) & 255)) << 5);
    one = i32x4.add(one, v128.and(v128.load(from), v128.load(first)));
    two = i32x4.add(two, v128.and(v128.load(from, 16), v128.load(first, 16)));
    one = i32x4.add(one, v128.and(v128.load(from, 32), v128.load(second)));
    two = i32x4.add(two, v128.and(v128.load(from, 48), v128.load(second, 16)));
    rest >>= 16;
  }
  const sum = i32x4.add(one, two);
  return <u32>(
    (i32x4.extract_lane(sum, 0) +
      i32x4.extract_lane(sum, 1) +
      i32x4.extract_lane(sum, 2) +
      i32x4.extract_lane(sum, 3))
  );
}

/**
 * The sum of some values of a word of 64 ascending float32, at `at`, in double precision. Their exponent is mostly the
 * same. Then the bits of two values differ by a whole number of units in the last place, and adding up raw bits modulo
 * 2^32 gives the exact sum of these differences.
 */
export function sumWord(bits: u64, at: usize, lanes: usize): f64 {
  const least = load<u32>(at + ((<usize>ctz(bits)) << 2));
  const most = load<u32>(at + ((<usize>(63 - clz(bits))) << 2));
  const exponent = least >> 23;
  const number = popcnt(bits);
  if (exponent == most >> 23 && exponent - 1 < 254 && number > 4) {
    const units = addSelected(at, bits, lanes) - <u32>number * least;
    const unit = <f64>reinterpret<f32>(exponent << 23) * (1.0 / 8388608.0);
    return <f64>reinterpret<f32>(least) * <f64>number + <f64>units * unit;
  }
  let sum: f64 = 0;
  for (let rest = bits; rest != 0; rest &= rest - 1) sum += <f64>load<f32>(at + ((<usize>ctz(rest)) << 2));
  return sum;
}

/** The sum of the selected values of each leaf, ascending float32, in double precision (f64). `lanes` is room for 8192 bytes. */
export function sumLeaves(
  selected: usize,
  values: usize,
  lanes: usize,
  leaves: usize,
  count: u32,
  out: usize,
): void {
  writeLanes(lanes);
  for (let leaf: usize = 0; leaf < <usize>count; leaf++) {
    const from = <usize>load<u32>(leaves + (leaf << 3));
    const rows = <usize>load<u32>(leaves + (leaf << 3), 4);
    let sum: f64 = 0;
    for (let word = from >> 6, end = (from + rows + 63) >> 6; word < end; word++) {
      const bits = load<u64>(selected + (word << 3));
      if (bits != 0) sum += sumWord(bits, values + (word << 8), lanes);
    }
    store<f64>(out + (leaf << 3), sum);
  }
}

/** How many runs of each group (`countRuns`) have a selected row, of `marks` where it is not 0: u32. */
export function countUsers(
  selected: usize,
  marks: usize,
  ends: usize,
  leaves: usize,
  starts: usize,
  groups: u32,
  out: usize,
): void {
  for (let group: usize = 0; group < <usize>groups; group++) {
    const end = <usize>load<u32>(starts + (group << 2), 4);
    let users: u32 = 0;
    let carry: u32 = 0;
    for (let leaf = <usize>load<u32>(starts + (group << 2)); leaf < end; leaf++) {
      const at = <usize>load<u32>(leaves + (leaf << 3));
      const stop = at + <usize>load<u32>(leaves + (leaf << 3), 4);
      const found = countRuns(selected, marks, ends, at >> 6, (stop + 63) >> 6, carry);
      users += found >> 1;
      carry = found & 1;
    }
    store<u32>(out + (group << 2), users);
  }
}

/** `durationsAbove` for the leaves of groups, each group with its limit (f64). */
export function aboveLimits(
  selected: usize,
  slices: usize,
  positions: usize,
  durations: usize,
  leaves: usize,
  starts: usize,
  groups: u32,
  limits: usize,
  out: usize,
): void {
  for (let group: usize = 0; group < <usize>groups; group++) {
    const end = <usize>load<u32>(starts + (group << 2), 4);
    const limit = load<f64>(limits + (group << 3));
    for (let leaf = <usize>load<u32>(starts + (group << 2)); leaf < end; leaf++) {
      const at = <usize>load<u32>(leaves + (leaf << 3));
      const stop = (at + <usize>load<u32>(leaves + (leaf << 3), 4) + 63) >> 6;
      durationsAbove(selected, slices, positions, durations, limit, out, at >> 6, stop);
    }
  }
}
