// Statistics of many groups of an order at once. Leaves are pairs of u32, the first place and the number of places, and
// `starts` (u32, one more than groups) says which leaves are of which group. Leaves begin at multiples of 64.

import { bitsOf } from './build';
import { durationsAbove } from './long-rows';
import { APART } from './near-keys';
import { countRuns } from './order';

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

/** Four lanes added up, modulo 2^32. */
function lanesOf(sum: v128): u32 {
  return <u32>(
    (i32x4.extract_lane(sum, 0) +
      i32x4.extract_lane(sum, 1) +
      i32x4.extract_lane(sum, 2) +
      i32x4.extract_lane(sum, 3))
  );
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
  return lanesOf(i32x4.add(one, two));
}

/** The offsets (u16) of 64 places of which the bits are set, added up. */
function addOffsets(at: usize, bits: u64): u32 {
  const places = i16x8(1, 2, 4, 8, 16, 32, 64, 128);
  let one = i32x4.splat(0);
  let two = i32x4.splat(0);
  let rest = bits;
  for (let from = at, to = at + 128; from < to; from += 32) {
    const first = i16x8.eq(v128.and(i16x8.splat(<i16>rest), places), places);
    const second = i16x8.eq(v128.and(i16x8.splat(<i16>(rest >> 8)), places), places);
    one = i32x4.add(one, i32x4.extadd_pairwise_i16x8_u(v128.and(v128.load(from), first)));
    two = i32x4.add(two, i32x4.extadd_pairwise_i16x8_u(v128.and(v128.load(from, 16), second)));
    rest >>= 16;
  }
  return lanesOf(i32x4.add(one, two));
}

/** Of fewer values the sum is as soon found one by one. */
const FEW: u64 = 4;

/**
 * The sum of some values of 64 places, ascending float32, in double precision: `word` is the number of the places' word,
 * `offsets` and `bases` are their sort keys as `near-keys.ts` has them. Their exponent is mostly the same. Then two values
 * differ by a whole number of units in the last place, which is how far their keys lie apart, and adding up these modulo 2^32
 * is exact. Where keys lie too far apart, so are the bits of the values themselves added up.
 */
export function sumWord(
  bits: u64,
  word: usize,
  values: usize,
  offsets: usize,
  bases: usize,
  lanes: usize,
): f64 {
  const at = values + (word << 8);
  const number = popcnt(bits);
  if (number > FEW) {
    const base = load<u32>(bases + (word << 2));
    const own = offsets + (word << 7);
    const isApart = base == APART;
    const first = <usize>ctz(bits);
    const last = <usize>(63 - clz(bits));
    const least = isApart ? load<u32>(at + (first << 2)) : bitsOf(base + <u32>load<u16>(own + (first << 1)));
    const most = isApart ? load<u32>(at + (last << 2)) : bitsOf(base + <u32>load<u16>(own + (last << 1)));
    const exponent = least >> 23;
    if (exponent == most >> 23 && exponent - 1 < 254) {
      const units = isApart
        ? addSelected(at, bits, lanes) - <u32>number * least
        : addOffsets(own, bits) - <u32>number * <u32>load<u16>(own + (first << 1));
      const unit = <f64>reinterpret<f32>(exponent << 23) * (1.0 / 8388608.0);
      return <f64>reinterpret<f32>(least) * <f64>number + <f64>units * unit;
    }
  }
  let sum: f64 = 0;
  for (let rest = bits; rest != 0; rest &= rest - 1) sum += <f64>load<f32>(at + ((<usize>ctz(rest)) << 2));
  return sum;
}

/**
 * The sum of the selected values of each leaf, ascending float32, in double precision (f64). `lanes` is room for 8192 bytes;
 * `offsets` and `bases` are the values' sort keys.
 */
export function sumLeaves(
  selected: usize,
  values: usize,
  offsets: usize,
  bases: usize,
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
      if (bits != 0) sum += sumWord(bits, word, values, offsets, bases, lanes);
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
