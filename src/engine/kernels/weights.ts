// Rows of order A that count by their weight. Bit b of the code of each place's weight stands in the bitmap whose address is
// the b-th of `slices` (u32), the most significant of `bits` first; `weights` (f64) are by code. Leaves and `starts` are
// those of `leaves.ts`.

import { placeAfter } from './order';
import { sumWord, writeLanes } from './leaves';

/** Adds to counts (u32 by code) how many of some rows of a word have each code; `code` is what `slices` are left of. */
function addClasses(rows: u64, at: usize, slices: usize, stop: usize, code: usize, counts: usize): void {
  if (rows == 0) return;
  if (slices == stop) {
    const count = counts + (code << 2);
    store<u32>(count, load<u32>(count) + <u32>popcnt(rows));
    return;
  }
  const ones = rows & load<u64>(<usize>load<u32>(slices) + at);
  addClasses(rows ^ ones, at, slices + 4, stop, code << 1, counts);
  addClasses(ones, at, slices + 4, stop, (code << 1) | 1, counts);
}

/** What some rows of a word weigh. */
export function weigh(rows: u64, at: usize, slices: usize, stop: usize, code: usize, weights: usize): f64 {
  if (rows == 0) return 0;
  if (slices == stop) return <f64>popcnt(rows) * load<f64>(weights + (code << 3));
  const ones = rows & load<u64>(<usize>load<u32>(slices) + at);
  return (
    weigh(rows ^ ones, at, slices + 4, stop, code << 1, weights) +
    weigh(ones, at, slices + 4, stop, (code << 1) | 1, weights)
  );
}

/** The sum of the values of some rows of a word, each times its weight. */
function sumClasses(
  rows: u64,
  at: usize,
  slices: usize,
  stop: usize,
  code: usize,
  weights: usize,
  values: usize,
  offsets: usize,
  bases: usize,
  lanes: usize,
): f64 {
  if (rows == 0) return 0;
  if (slices == stop) {
    return sumWord(rows, at >> 3, values, offsets, bases, lanes) * load<f64>(weights + (code << 3));
  }
  const ones = rows & load<u64>(<usize>load<u32>(slices) + at);
  const next = slices + 4;
  return (
    sumClasses(rows ^ ones, at, next, stop, code << 1, weights, values, offsets, bases, lanes) +
    sumClasses(ones, at, next, stop, (code << 1) | 1, weights, values, offsets, bases, lanes)
  );
}

/** The code of one row of a word. */
export function codeInWord(index: u64, at: usize, slices: usize, stop: usize): usize {
  let code: usize = 0;
  for (let slice = slices; slice < stop; slice += 4) {
    code = (code << 1) | (<usize>((load<u64>(<usize>load<u32>(slice) + at) >> index) & 1));
  }
  return code;
}

/** For each leaf how many of its selected rows, of those in `other` where it is not 0, have each code: u32, 2^bits a leaf. */
export function countClasses(
  selected: usize,
  other: usize,
  slices: usize,
  bits: u32,
  leaves: usize,
  count: u32,
  out: usize,
): void {
  const stop = slices + ((<usize>bits) << 2);
  const stride: usize = (<usize>4) << bits;
  memory.fill(out, 0, <usize>count * stride);
  for (let leaf: usize = 0; leaf < <usize>count; leaf++) {
    const first = <usize>load<u32>(leaves + (leaf << 3));
    const last = ((first + <usize>load<u32>(leaves + (leaf << 3), 4) + 63) >> 6) << 3;
    const own = out + leaf * stride;
    for (let at = (first >> 6) << 3; at < last; at += 8) {
      let rows = load<u64>(selected + at);
      if (other != 0) rows &= load<u64>(other + at);
      addClasses(rows, at, slices, stop, 0, own);
    }
  }
}

/** Writes to `out` which of the selected rows of leaves have a code. */
export function takeClass(
  selected: usize,
  slices: usize,
  bits: u32,
  code: u32,
  leaves: usize,
  count: u32,
  out: usize,
): void {
  for (let leaf: usize = 0; leaf < <usize>count; leaf++) {
    const first = <usize>load<u32>(leaves + (leaf << 3));
    const last = ((first + <usize>load<u32>(leaves + (leaf << 3), 4) + 63) >> 6) << 3;
    for (let at = (first >> 6) << 3; at < last; at += 8) {
      let rows = load<u64>(selected + at);
      for (let bit: u32 = 0; bit < bits; bit++) {
        const ones = load<u64>(<usize>load<u32>(slices + ((<usize>bit) << 2)) + at);
        rows &= ((code >> (bits - 1 - bit)) & 1) != 0 ? ones : ~ones;
      }
      store<u64>(out + at, rows);
    }
  }
}

/**
 * For each group how many selected rows with a value up to its bound (f32) have each code: u32, 2^bits a group. `counts`
 * are those of the leaves.
 */
export function countClassesUpTo(
  selected: usize,
  values: usize,
  slices: usize,
  bits: u32,
  leaves: usize,
  counts: usize,
  starts: usize,
  groups: u32,
  bounds: usize,
  out: usize,
): void {
  const stop = slices + ((<usize>bits) << 2);
  const stride: usize = (<usize>4) << bits;
  memory.fill(out, 0, <usize>groups * stride);
  for (let group: usize = 0; group < <usize>groups; group++) {
    const bound = load<f32>(bounds + (group << 2));
    const end = <usize>load<u32>(starts + (group << 2), 4);
    const own = out + group * stride;
    for (let leaf = <usize>load<u32>(starts + (group << 2)); leaf < end; leaf++) {
      const first = load<u32>(leaves + (leaf << 3));
      const after = first + load<u32>(leaves + (leaf << 3), 4);
      if (load<f32>(values + ((<usize>after - 1) << 2)) <= bound) {
        const all = counts + leaf * stride;
        for (let at: usize = 0; at < stride; at += 4) {
          store<u32>(own + at, load<u32>(own + at) + load<u32>(all + at));
        }
        continue;
      }
      const place = <usize>placeAfter(values, first, after, bound);
      for (let word = (<usize>first) >> 6; word << 6 < place; word++) {
        let rows = load<u64>(selected + (word << 3));
        if (place - (word << 6) < 64) rows &= ((<u64>1) << (place & 63)) - 1;
        addClasses(rows, word << 3, slices, stop, 0, own);
      }
      break;
    }
  }
}

/** As `sumLeaves`, each value times its weight. */
export function sumWeighted(
  selected: usize,
  values: usize,
  offsets: usize,
  bases: usize,
  lanes: usize,
  slices: usize,
  bits: u32,
  weights: usize,
  leaves: usize,
  count: u32,
  out: usize,
): void {
  const stop = slices + ((<usize>bits) << 2);
  writeLanes(lanes);
  for (let leaf: usize = 0; leaf < <usize>count; leaf++) {
    const first = <usize>load<u32>(leaves + (leaf << 3));
    const end = (first + <usize>load<u32>(leaves + (leaf << 3), 4) + 63) >> 6;
    let sum: f64 = 0;
    for (let word = first >> 6; word < end; word++) {
      const rows = load<u64>(selected + (word << 3));
      sum += sumClasses(rows, word << 3, slices, stop, 0, weights, values, offsets, bases, lanes);
    }
    store<f64>(out + (leaf << 3), sum);
  }
}
