// What lies above a threshold in order A: the last rows of each group. Leaves and `starts` are those of `leaves.ts`.

import { placeAfter } from './order';
import { codeAt, note } from './parts';

/** Where the rows of a leaf with values above a bound begin. */
function firstAbove(values: usize, at: u32, stop: u32, bound: f32): u32 {
  return load<f32>(values + ((<usize>stop - 1) << 2)) <= bound ? stop : placeAfter(values, at, stop, bound);
}

/** Coarse times that a bucket's bound may lie in. */
const UNSURE: u32 = 0xffff;

/**
 * Adds up in `counts` (u32), for the selected rows whose value is above the bound (f32) of their group, how many lie in
 * each bucket of time. `buckets` (u16) is the bucket of each coarse time, or unsure; then the exact time says it, of
 * which the bucket is floor((time + shift) / step) - first.
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
        while (bits != 0) {
          const row = (word << 6) + <usize>ctz(bits);
          bits &= bits - 1;
          const code = <usize>(<u32>(<i32>load<i16>(codes + (row << 1)) + 32768));
          let bucket = <u32>load<u16>(buckets + (code << 1));
          if (bucket == UNSURE) {
            const time = load<f64>(times + ((<usize>load<u32>(positions + (row << 2))) << 3));
            const exact = floor((time + shift) / step) - firstBucket;
            if (!(exact >= 0 && exact < <f64>count)) continue;
            bucket = <u32>exact;
          }
          if (bucket >= count) continue;
          const place = counts + ((<usize>bucket) << 2);
          store<u32>(place, load<u32>(place) + 1);
        }
      }
    }
  }
}

/**
 * Notes in the bits at `seen` the codes (of `width` bytes, by position) of the selected rows whose value is above the
 * bound (f32) of their group, and returns how many were not noted before.
 */
export function noteCodesAbove(
  selected: usize,
  values: usize,
  positions: usize,
  leaves: usize,
  starts: usize,
  groups: u32,
  bounds: usize,
  codes: usize,
  width: i32,
  seen: usize,
): u32 {
  let fresh: u32 = 0;
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
        while (bits != 0) {
          const row = (word << 6) + <usize>ctz(bits);
          bits &= bits - 1;
          fresh += note(codeAt(codes, width, <usize>load<u32>(positions + (row << 2))), seen);
        }
      }
    }
  }
  return fresh;
}
