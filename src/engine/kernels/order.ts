// Statistics of the selected rows of a leaf of an order: words [first, end) of its bitmaps.

import { selectBit } from './bits';

/**
 * How many runs have a selected row, a run being the rows up to and with a bit of `ends`: in order B, those of one
 * user. Only rows of `marks` count where it is not 0. Returns count × 2 + carry; `carry` says whether the run that
 * goes on from the words before has a row already.
 *
 * Filling a run's other places with ones and adding the selection lets a selected bit carry through to the run's
 * end: 64 rows in a handful of instructions.
 */
export function countRuns(
  selected: usize,
  marks: usize,
  ends: usize,
  first: usize,
  end: usize,
  carry: u32,
): u32 {
  let over = <u64>carry;
  let count: u64 = 0;
  for (let at = first << 3, stop = end << 3; at < stop; at += 8) {
    let rows = load<u64>(selected + at);
    if (marks != 0) rows &= load<u64>(marks + at);
    const last = load<u64>(ends + at);
    const inner = rows & ~last;
    const sum = inner + ~last;
    const total = sum + over;
    over = (<u64>(sum < inner)) | (<u64>(total < sum));
    count += popcnt((total | rows) & last);
  }
  return <u32>((count << 1) | over);
}

/** The latest time of a selected row; −Infinity without one. Only rows with the largest coarse time are looked up. */
export function latestTime(
  selected: usize,
  codes: usize,
  positions: usize,
  times: usize,
  first: usize,
  end: usize,
): f64 {
  const places = i16x8(1, 2, 4, 8, 16, 32, 64, 128);
  const least = i16x8.splat(-32768);
  let most = least;
  for (let word = first; word < end; word++) {
    let rest = load<u64>(selected + (word << 3));
    if (rest == 0) continue;
    const at = codes + (word << 7);
    for (let offset: usize = 0; offset < 128; offset += 16) {
      const mask = i16x8.eq(v128.and(i16x8.splat(<i16>rest), places), places);
      most = i16x8.max_s(most, v128.bitselect(v128.load(at + offset), least, mask));
      rest >>= 8;
    }
  }
  let code = -32768;
  store<v128>(SCRATCH, most);
  for (let lane: usize = 0; lane < 8; lane++) code = max(code, <i32>load<i16>(SCRATCH + (lane << 1)));
  const wanted = i16x8.splat(<i16>code);
  let latest: f64 = -Infinity;
  for (let word = first; word < end; word++) {
    const bits = load<u64>(selected + (word << 3));
    if (bits == 0) continue;
    for (let part: usize = 0; part < 8; part++) {
      const row = (word << 6) + (part << 3);
      let rows =
        i16x8.bitmask(i16x8.eq(v128.load(codes + (row << 1)), wanted)) &
        (<i32>((bits >> ((<u64>part) << 3)) & 255));
      while (rows != 0) {
        const at = row + <usize>ctz(rows);
        rows &= rows - 1;
        latest = max(latest, load<f64>(times + ((<usize>load<u32>(positions + (at << 2))) << 3)));
      }
    }
  }
  return latest;
}

/** Sixteen bytes at the beginning of the memory that no one else uses. */
const SCRATCH: usize = 16;

/** The value of the set bit of rank `rank` (from 0) at or after the word `first`, of a float32 column. */
export function valueAtRank(selected: usize, values: usize, first: usize, rank: u32): f32 {
  return load<f32>(values + ((<usize>selectBit(selected, first, rank)) << 2));
}

/** The first place in [from, to) of an ascending float32 column whose value is above a bound. */
export function placeAfter(values: usize, from: u32, to: u32, bound: f32): u32 {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (load<f32>(values + ((<usize>middle) << 2)) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first place in [from, to) of an ascending float32 column whose value is not below a bound. */
export function placeNotBelow(values: usize, from: u32, to: u32, bound: f32): u32 {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (load<f32>(values + ((<usize>middle) << 2)) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The sum of the squared distances of the selected float32 values from `mean`. */
export function sumSquares(selected: usize, values: usize, first: usize, end: usize, mean: f64): f64 {
  let sum: f64 = 0;
  for (let word = first; word < end; word++) {
    let bits = load<u64>(selected + (word << 3));
    while (bits != 0) {
      const distance = <f64>load<f32>(values + (((word << 6) + <usize>ctz(bits)) << 2)) - mean;
      bits &= bits - 1;
      sum += distance * distance;
    }
  }
  return sum;
}
