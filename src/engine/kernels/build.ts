// What makes the orders: sorting rows by a key, and copying columns in the order of positions.

import { coarseDuration } from './slices';

/** Bits of a digit of the radix sort. */
const DIGIT: u64 = 11;
const DIGITS: usize = 1 << 11;
/** Below it a part is sorted by insertion. */
const SMALL: usize = 48;

/** A float32's bits as a number that sorts as the values do; what is no number sorts last. */
export function sortKey(bits: u32): u32 {
  return bits ^ ((<u32>((<i32>bits) >> 31)) | 0x8000_0000);
}

/** The bits of the float32 whose sort key this is. */
export function bitsOf(key: u32): u32 {
  return key ^ ((<u32>((<i32>~key) >> 31)) | 0x8000_0000);
}

/** Writes key and position of rows as pairs (u64, the key above): keys from a float32 column. */
export function pairFloats(positions: usize, count: usize, values: usize, out: usize): void {
  for (let index: usize = 0; index < count; index++) {
    const position = load<u32>(positions + (index << 2));
    // Adding 0 turns -0 into 0, which are equal.
    const value = load<f32>(values + ((<usize>position) << 2)) + 0;
    store<u64>(out + (index << 3), ((<u64>sortKey(reinterpret<u32>(value))) << 32) | (<u64>position));
  }
}

/** The same with keys from codes of 1, 2 or 4 bytes. */
export function pairCodes(positions: usize, count: usize, codes: usize, width: i32, out: usize): void {
  for (let index: usize = 0; index < count; index++) {
    const position = load<u32>(positions + (index << 2));
    const row = <usize>position;
    const code =
      width == 1
        ? <u64>load<u8>(codes + row)
        : width == 2
          ? <u64>load<u16>(codes + (row << 1))
          : width == 4
            ? <u64>load<u32>(codes + (row << 2))
            : 0;
    store<u64>(out + (index << 3), (code << 32) | (<u64>position));
  }
}

function insertionSort(pairs: usize, count: usize): void {
  for (let index: usize = 1; index < count; index++) {
    const pair = load<u64>(pairs + (index << 3));
    let at = pairs + (index << 3);
    while (at > pairs && load<u64>(at - 8) > pair) {
      store<u64>(at, load<u64>(at - 8));
      at -= 8;
    }
    store<u64>(at, pair);
  }
}

/**
 * Sorts pairs (u64) whose positions ascend already by their keys of `keyBits` bits: radix sort from the least digit on,
 * stable. `spare` has room for as many, `counters` for 2048 u32. Returns where the sorted pairs are: `pairs` or `spare`.
 */
export function sortPairs(pairs: usize, spare: usize, count: usize, keyBits: u32, counters: usize): usize {
  if (count < SMALL) {
    insertionSort(pairs, count);
    return pairs;
  }
  let from = pairs;
  let to = spare;
  for (let shift: u64 = 32; shift < 32 + <u64>keyBits; shift += DIGIT) {
    memory.fill(counters, 0, DIGITS << 2);
    for (let at = from, end = from + (count << 3); at < end; at += 8) {
      const counter = counters + ((<usize>((load<u64>(at) >> shift) & (DIGITS - 1))) << 2);
      store<u32>(counter, load<u32>(counter) + 1);
    }
    // All in one digit: nothing to move.
    const own = counters + ((<usize>((load<u64>(from) >> shift) & (DIGITS - 1))) << 2);
    if (<usize>load<u32>(own) == count) continue;
    let before: u32 = 0;
    for (let digit: usize = 0; digit < DIGITS; digit++) {
      const counter = counters + (digit << 2);
      const here = load<u32>(counter);
      store<u32>(counter, before);
      before += here;
    }
    for (let at = from, end = from + (count << 3); at < end; at += 8) {
      const pair = load<u64>(at);
      const counter = counters + ((<usize>((pair >> shift) & (DIGITS - 1))) << 2);
      const place = load<u32>(counter);
      store<u64>(to + ((<usize>place) << 3), pair);
      store<u32>(counter, place + 1);
    }
    const swapped = from;
    from = to;
    to = swapped;
  }
  return from;
}

/** Merges two sorted lists of pairs into `out`. */
export function mergePairs(one: usize, ones: usize, two: usize, twos: usize, out: usize): void {
  let a = one;
  let b = two;
  let to = out;
  const endA = one + (ones << 3);
  const endB = two + (twos << 3);
  while (a < endA && b < endB) {
    const left = load<u64>(a);
    const right = load<u64>(b);
    if (left <= right) {
      store<u64>(to, left);
      a += 8;
    } else {
      store<u64>(to, right);
      b += 8;
    }
    to += 8;
  }
  if (a < endA) memory.copy(to, a, endA - a);
  else if (b < endB) memory.copy(to, b, endB - b);
}

/** Writes the positions of pairs as u32. */
export function unpair(pairs: usize, count: usize, out: usize): void {
  for (let index: usize = 0; index < count; index++) {
    store<u32>(out + (index << 2), load<u32>(pairs + (index << 3)));
  }
}

/** out[i] = from[positions[i]], in bytes, 16, 32, 64 or 128 bits, or any other number of bytes. */
export function gather(positions: usize, count: usize, from: usize, width: i32, out: usize): void {
  if (width == 1) {
    for (let index: usize = 0; index < count; index++) {
      store<u8>(out + index, load<u8>(from + <usize>load<u32>(positions + (index << 2))));
    }
  } else if (width == 2) {
    for (let index: usize = 0; index < count; index++) {
      const position = <usize>load<u32>(positions + (index << 2));
      store<u16>(out + (index << 1), load<u16>(from + (position << 1)));
    }
  } else if (width == 4) {
    for (let index: usize = 0; index < count; index++) {
      const position = <usize>load<u32>(positions + (index << 2));
      store<u32>(out + (index << 2), load<u32>(from + (position << 2)));
    }
  } else if (width == 8) {
    for (let index: usize = 0; index < count; index++) {
      const position = <usize>load<u32>(positions + (index << 2));
      store<u64>(out + (index << 3), load<u64>(from + (position << 3)));
    }
  } else if (width == 16) {
    for (let index: usize = 0; index < count; index++) {
      const position = <usize>load<u32>(positions + (index << 2));
      v128.store(out + (index << 4), v128.load(from + (position << 4)));
    }
  } else {
    const wide = <usize>width;
    for (let index: usize = 0; index < count; index++) {
      memory.copy(out + index * wide, from + <usize>load<u32>(positions + (index << 2)) * wide, wide);
    }
  }
}

/** The coarse time (i16) of each position: `perStep` steps a millisecond since `origin`, held within 16 bits. */
export function coarseTimes(
  positions: usize,
  count: usize,
  times: usize,
  origin: f64,
  perStep: f64,
  out: usize,
): void {
  for (let index: usize = 0; index < count; index++) {
    const time = load<f64>(times + ((<usize>load<u32>(positions + (index << 2))) << 3));
    const code = floor((time - origin) * perStep);
    store<i16>(out + (index << 1), <i16>max(-32768.0, min(32767.0, code)));
  }
}

/** The coarse duration (u16, `kernels/slices.ts`) of each position. */
export function coarseDurations(positions: usize, count: usize, durations: usize, out: usize): void {
  for (let index: usize = 0; index < count; index++) {
    const value = load<f32>(durations + ((<usize>load<u32>(positions + (index << 2))) << 2));
    store<u16>(out + (index << 1), <u16>coarseDuration(value));
  }
}

/** out[i] = codes[positions[i]] as u16, of codes of 1 or 2 bytes. */
export function gatherShorts(positions: usize, count: usize, codes: usize, width: i32, out: usize): void {
  if (width == 2) {
    gather(positions, count, codes, 2, out);
    return;
  }
  for (let index: usize = 0; index < count; index++) {
    store<u16>(out + (index << 1), <u16>load<u8>(codes + <usize>load<u32>(positions + (index << 2))));
  }
}

/**
 * Cuts u16 codes into bits, for the places [at, at + count), multiples of 64: bit b goes to the bitmap whose address is
 * the b-th of `slices` (u32), the most significant of `bits` first.
 */
export function sliceShorts(codes: usize, slices: usize, bits: i32, at: usize, count: usize): void {
  for (let bit = 0; bit < bits; bit++) {
    const out = <usize>load<u32>(slices + ((<usize>bit) << 2)) + (at >> 3);
    const shift = 16 - bits + bit;
    for (let index: usize = 0; index < count; index += 16) {
      const one = i16x8.shl(v128.load(codes + (index << 1)), shift);
      const two = i16x8.shl(v128.load(codes + (index << 1), 16), shift);
      // What saturates keeps its sign, which is the bit.
      store<u16>(out + (index >> 3), <u16>i8x16.bitmask(i8x16.narrow_i16x8_s(one, two)));
    }
  }
}

/** Sets in `out` the last place of each run of equal keys, for pairs that go to the places [from, from + count). */
export function markRunEnds(pairs: usize, count: usize, out: usize, from: usize): void {
  for (let index: usize = 0; index < count; index++) {
    const isLast =
      index + 1 == count || load<u32>(pairs + (index << 3), 4) != load<u32>(pairs + ((index + 1) << 3), 4);
    if (!isLast) continue;
    const place = out + ((from + index) >> 3);
    const shift = <u32>((from + index) & 7);
    const bit: u32 = 1 << shift;
    store<u8>(place, <u8>((<u32>load<u8>(place)) | bit));
  }
}
