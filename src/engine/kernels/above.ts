// What lies above a threshold in order A: the last rows of each group. Leaves and `starts` are those of `leaves.ts`.

import { placeAfter } from './order';

/** Where the rows of a leaf with values above a bound begin. */
function firstAbove(values: usize, at: u32, stop: u32, bound: f32): u32 {
  return load<f32>(values + ((<usize>stop - 1) << 2)) <= bound ? stop : placeAfter(values, at, stop, bound);
}

/** Adds up in `counts` (u32) the buckets of rows of a word, of which `buckets` says the numbers by coarse time. */
function addTimes<T>(
  rows: u64,
  word: usize,
  codes: usize,
  positions: usize,
  times: usize,
  buckets: usize,
  shift: f64,
  step: f64,
  firstBucket: f64,
  count: u32,
  counts: usize,
): void {
  const at = codes + (word << 7);
  for (let bits = rows; bits != 0; bits &= bits - 1) {
    const index = <usize>ctz(bits);
    let bucket = <u32>load<T>(buckets + <usize>load<u16>(at + (index << 1)) * sizeof<T>());
    if (bucket == <u32>(<T>-1)) {
      const position = <usize>load<u32>(positions + (((word << 6) + index) << 2));
      const exact = floor((load<f64>(times + (position << 3)) + shift) / step) - firstBucket;
      if (!(exact >= 0 && exact < <f64>count)) continue;
      bucket = <u32>exact;
    }
    const place = counts + ((<usize>bucket) << 2);
    store<u32>(place, load<u32>(place) + 1);
  }
}

/**
 * Adds up in `counts` (u32), for the selected rows whose value is above the bound (f32) of their group, how many lie in
 * each bucket of time. `buckets` (of `width` bytes, 1 or 2) is the bucket of each coarse time, negative ones after the
 * others, or the largest number; then the exact time says it, of which the bucket is floor((time + shift) / step) - first.
 */
export function countAboveByTime(
  selected: usize,
  values: usize,
  codes: usize,
  positions: usize,
  times: usize,
  leaves: usize,
  starts: usize,
  groups: u32,
  bounds: usize,
  buckets: usize,
  width: i32,
  shift: f64,
  step: f64,
  firstBucket: f64,
  count: u32,
  counts: usize,
): void {
  for (let group: usize = 0; group < <usize>groups; group++) {
    const bound = load<f32>(bounds + (group << 2));
    const end = <usize>load<u32>(starts + (group << 2), 4);
    for (let leaf = <usize>load<u32>(starts + (group << 2)); leaf < end; leaf++) {
      const at = load<u32>(leaves + (leaf << 3));
      const stop = at + load<u32>(leaves + (leaf << 3), 4);
      const from = <usize>firstAbove(values, at, stop, bound);
      for (let word = from >> 6, last = (<usize>stop + 63) >> 6; word < last; word++) {
        let bits = load<u64>(selected + (word << 3));
        if (word == from >> 6) bits &= (<u64>-1) << (from & 63);
        if (width == 1) {
          addTimes<u8>(bits, word, codes, positions, times, buckets, shift, step, firstBucket, count, counts);
        } else {
          addTimes<u16>(
            bits,
            word,
            codes,
            positions,
            times,
            buckets,
            shift,
            step,
            firstBucket,
            count,
            counts,
          );
        }
      }
    }
  }
}
