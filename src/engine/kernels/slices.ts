// Bit-sliced durations: bit b of every row's 11-bit coarse duration stands in the b-th of 11 bitmaps, the most
// significant first. Ranks among any selection of rows are found by counting bits, 64 rows at a time.

import { edgeMask } from './bits';
import { sortKey } from './build';
import { select } from './select';

/** Bits of a coarse duration. */
const BITS: i32 = 11;
/** Coarse durations are the exponent and first 6 bits of a float32: 64 to each doubling, from 2^-10 ms. */
const SHIFT: i32 = 17;
const LEAST: i32 = (127 - 10) << 6;
const MOST: i32 = 2047;

/** Bits of a coarse duration, for the orders, which slice it too. */
export const DURATION_BITS: i32 = BITS;

/** The coarse duration of one value. */
export function coarseDuration(value: f32): i32 {
  const code = ((<i32>reinterpret<u32>(value)) >> SHIFT) - LEAST;
  return min(max(code, 0), MOST);
}

/** Four coarse durations. What is not positive is 0, what is too large or no number the largest. */
function coarse(values: v128): v128 {
  const code = i32x4.sub(i32x4.shr_s(values, SHIFT), i32x4.splat(LEAST));
  return i32x4.min_s(i32x4.max_s(code, i32x4.splat(0)), i32x4.splat(MOST));
}

/** Writes the slices of the float32 durations of the rows [from, to), multiples of 64; a slice takes `stride` bytes. */
export function sliceDurations(values: usize, slices: usize, stride: usize, from: usize, to: usize): void {
  for (let row = from; row < to; row += 8) {
    const at = values + (row << 2);
    const codes = i16x8.narrow_i32x4_s(coarse(v128.load(at)), coarse(v128.load(at, 16)));
    let out = slices + (row >> 3);
    for (let bit = BITS - 1; bit >= 0; bit--) {
      store<u8>(out, <u8>i16x8.bitmask(i16x8.shl(codes, 15 - bit)));
      out += stride;
    }
  }
}

/** out = one & two for the rows [from, to); other bits of its words get 0. Returns how many are set. */
export function selectPart(one: usize, two: usize, from: usize, to: usize, out: usize): u32 {
  let sum: u64 = 0;
  const first = from >> 6;
  const last = (to - 1) >> 6;
  for (let word = first; word <= last; word++) {
    let bits = load<u64>(one + (word << 3)) & load<u64>(two + (word << 3));
    if (word == first || word == last) bits &= edgeMask(word, from, to);
    store<u64>(out + (word << 3), bits);
    sum += popcnt(bits);
  }
  return <u32>sum;
}

/** Copies the bits of a part, the rows [from, to), to `out`, whole words, and returns how many words they are. */
export function cutPart(bitmap: usize, from: usize, to: usize, out: usize): usize {
  const first = from >> 6;
  const last = (to - 1) >> 6;
  const words = last - first + 1;
  memory.copy(out, bitmap + (first << 3), words << 3);
  store<u64>(out, load<u64>(out) & (0xffff_ffff_ffff_ffff << (from & 63)));
  const end = out + ((words - 1) << 3);
  store<u64>(end, load<u64>(end) & (0xffff_ffff_ffff_ffff >> (63 - ((to - 1) & 63))));
  return words;
}

/** How many bits are set in `count` words. */
export function countWords(words: usize, count: usize): u32 {
  let sum: u64 = 0;
  for (let at = words, end = words + (count << 3); at < end; at += 8) sum += popcnt(load<u64>(at));
  return <u32>sum;
}

/** How many bits of the words of parts (as `cutPart` made them) are set in a whole bitmap too. */
export function countInParts(words: usize, bitmap: usize, parts: usize, count: u32): u32 {
  let sum: u64 = 0;
  let own = words;
  for (let part: usize = 0; part < <usize>count; part++) {
    const from = <usize>load<u32>(parts + (part << 3));
    const to = <usize>load<u32>(parts + (part << 3), 4);
    let at = bitmap + ((from >> 6) << 3);
    for (const end = bitmap + (((to - 1) >> 6) << 3); at <= end; at += 8) {
      sum += popcnt(load<u64>(own) & load<u64>(at));
      own += 8;
    }
  }
  return <u32>sum;
}

/**
 * Narrows the words of parts down to the rows that share the coarse duration of the row of rank `rank`, and returns
 * how many selected rows have a smaller one. `parts` are pairs of u32, the rows [from, to) of the slices.
 */
export function narrowToRank(
  words: usize,
  total: u32,
  slices: usize,
  stride: usize,
  parts: usize,
  count: u32,
  rank: u32,
): u32 {
  let smaller: u32 = 0;
  let left = total;
  let slice = slices;
  let ones = countInParts(words, slice, parts, count);
  for (let bit = 0; bit < BITS; bit++) {
    const zeros = left - ones;
    let flip: u64 = 0;
    if (rank < smaller + zeros) {
      flip = 0xffff_ffff_ffff_ffff;
      left = zeros;
    } else {
      smaller += zeros;
      left = ones;
    }
    const next = bit + 1 < BITS ? slice + stride : slice;
    const flips = i64x2.splat(flip);
    let sum: u64 = 0;
    let own = words;
    for (let part: usize = 0; part < <usize>count; part++) {
      const first = ((<usize>load<u32>(parts + (part << 3))) >> 6) << 3;
      const last = ((<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6) << 3;
      let at = first;
      for (; at < last; at += 16) {
        const rows = v128.and(v128.load(own), v128.xor(v128.load(slice + at), flips));
        v128.store(own, rows);
        const both = v128.and(rows, v128.load(next + at));
        sum += popcnt(<u64>i64x2.extract_lane(both, 0)) + popcnt(<u64>i64x2.extract_lane(both, 1));
        own += 16;
      }
      if (at == last) {
        const rows = load<u64>(own) & (load<u64>(slice + at) ^ flip);
        store<u64>(own, rows);
        sum += popcnt(rows & load<u64>(next + at));
        own += 8;
      }
    }
    ones = <u32>sum;
    slice = next;
  }
  return smaller;
}

/** Writes the values of the rows whose bits are set in the words of parts to `out`; returns how many. */
export function takeFloats(words: usize, parts: usize, count: u32, values: usize, out: usize): u32 {
  let own = words;
  let to = out;
  for (let part: usize = 0; part < <usize>count; part++) {
    const first = (<usize>load<u32>(parts + (part << 3))) >> 6;
    const last = (<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6;
    for (let word = first; word <= last; word++) {
      let bits = load<u64>(own);
      own += 8;
      while (bits != 0) {
        store<f32>(to, load<f32>(values + (((word << 6) + <usize>ctz(bits)) << 2)));
        to += 4;
        bits &= bits - 1;
      }
    }
  }
  return <u32>((to - out) >> 2);
}

/** Brings the value of a rank to its place among float32 values, and returns it. */
export function selectFloat(values: usize, count: u32, rank: u32): f32 {
  return select<f32>(values, 0, <i32>count - 1, <i32>rank);
}

/** The sum of the float32 values of the rows whose bits are set in the words of parts, in double precision. */
export function sumInParts(words: usize, parts: usize, count: u32, values: usize): f64 {
  const places = i32x4(1, 2, 4, 8);
  let one = f64x2.splat(0);
  let two = f64x2.splat(0);
  let own = words;
  for (let part: usize = 0; part < <usize>count; part++) {
    const first = (<usize>load<u32>(parts + (part << 3))) >> 6;
    const last = (<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6;
    for (let word = first; word <= last; word++) {
      let bits = load<u64>(own);
      own += 8;
      if (bits == 0) continue;
      const at = values + (word << 8);
      for (let offset: usize = 0; offset < 256; offset += 16) {
        const mask = i32x4.eq(v128.and(i32x4.splat(<i32>bits), places), places);
        const four = v128.and(v128.load(at + offset), mask);
        one = f64x2.add(one, f64x2.promote_low_f32x4(four));
        two = f64x2.add(
          two,
          f64x2.promote_low_f32x4(
            i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15),
          ),
        );
        bits >>= 4;
      }
    }
  }
  const sum = f64x2.add(one, two);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * As `narrowToRank`, each row counted by its weight: narrows the words down to the rows that share the coarse duration at
 * which what rows weigh first exceeds `moment`, and returns what those with a smaller one weigh. The rows of each of
 * `classCount` weights (f64) are those of the bitmap whose address is at the same place of `classes` (u32).
 */
export function narrowToWeight(
  words: usize,
  slices: usize,
  stride: usize,
  parts: usize,
  count: u32,
  classes: usize,
  weights: usize,
  classCount: u32,
  moment: f64,
): f64 {
  let smaller: f64 = 0;
  let slice = slices;
  for (let bit = 0; bit < BITS; bit++) {
    let zeros: f64 = 0;
    for (let index: usize = 0; index < <usize>classCount; index++) {
      const own = countWithout(words, slice, <usize>load<u32>(classes + (index << 2)), parts, count);
      zeros += <f64>own * load<f64>(weights + (index << 3));
    }
    const isZero = smaller + zeros > moment;
    if (!isZero) smaller += zeros;
    const flip: u64 = isZero ? 0xffff_ffff_ffff_ffff : 0;
    let own = words;
    for (let part: usize = 0; part < <usize>count; part++) {
      const last = ((<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6) << 3;
      for (let at = ((<usize>load<u32>(parts + (part << 3))) >> 6) << 3; at <= last; at += 8) {
        store<u64>(own, load<u64>(own) & (load<u64>(slice + at) ^ flip));
        own += 8;
      }
    }
    slice += stride;
  }
  return smaller;
}

/** How many bits of the words of parts are set in one bitmap and not in another. */
function countWithout(words: usize, without: usize, bitmap: usize, parts: usize, count: u32): u32 {
  let sum: u64 = 0;
  let own = words;
  for (let part: usize = 0; part < <usize>count; part++) {
    const last = ((<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6) << 3;
    for (let at = ((<usize>load<u32>(parts + (part << 3))) >> 6) << 3; at <= last; at += 8) {
      sum += popcnt(load<u64>(own) & load<u64>(bitmap + at) & ~load<u64>(without + at));
      own += 8;
    }
  }
  return <u32>sum;
}

/**
 * Writes the rows whose bits are set in the words of parts to `out` as pairs of the value's sort key and the weight (f32);
 * returns what they weigh together. Weights are those of `narrowToWeight`.
 */
export function takePairs(
  words: usize,
  parts: usize,
  count: u32,
  values: usize,
  classes: usize,
  weights: usize,
  classCount: u32,
  out: usize,
): f64 {
  let own = words;
  let to = out;
  let sum: f64 = 0;
  for (let part: usize = 0; part < <usize>count; part++) {
    const last = (<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6;
    for (let word = (<usize>load<u32>(parts + (part << 3))) >> 6; word <= last; word++) {
      const bits = load<u64>(own);
      own += 8;
      for (let index: usize = 0; bits != 0 && index < <usize>classCount; index++) {
        const weight = load<f64>(weights + (index << 3));
        let rows = bits & load<u64>(<usize>load<u32>(classes + (index << 2)) + (word << 3));
        for (; rows != 0; rows &= rows - 1) {
          const value = load<f32>(values + (((word << 6) + <usize>ctz(rows)) << 2));
          const key = sortKey(reinterpret<u32>(value + 0));
          store<u64>(to, ((<u64>key) << 32) | (<u64>reinterpret<u32>(<f32>weight)));
          sum += weight;
          to += 8;
        }
      }
    }
  }
  return sum;
}
