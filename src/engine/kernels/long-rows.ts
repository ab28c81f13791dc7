// Which of some rows of an order are longer than a limit: by the slices of their coarse durations, exact ones where these
// do not tell.

import { DURATION_BITS, coarseDuration } from './slices';

/** Words of which the slices are read together: eight are a cache line of each. */
const LINE: usize = 8;

/**
 * Of the selected rows of the words [first, end) of an order those whose duration is above `limit`. Bit b of the coarse
 * duration (`kernels/slices.ts`) stands in the bitmap whose address is the b-th of `slices` (u32), the most significant
 * first; rows that share the coarse duration of the limit are looked up.
 */
export function durationsAbove(
  selected: usize,
  slices: usize,
  positions: usize,
  durations: usize,
  limit: f64,
  out: usize,
  first: usize,
  end: usize,
): void {
  // Rounding may carry the limit over the edge of its coarse duration; then this one is the nearest above it.
  const code = coarseDuration(<f32>limit);
  let word = first;
  for (; word + LINE <= end; word += LINE) {
    lineAbove(selected, slices, code, positions, durations, limit, out, word);
  }
  for (; word < end; word++) wordAbove(selected, slices, code, positions, durations, limit, out, word);
}

/** `durationsAbove` of eight words. The rows that are not decided yet stay in registers. */
function lineAbove(
  selected: usize,
  slices: usize,
  code: i32,
  positions: usize,
  durations: usize,
  limit: f64,
  out: usize,
  word: usize,
): void {
  const at = word << 3;
  let a = v128.load(selected + at);
  let b = v128.load(selected + at, 16);
  let c = v128.load(selected + at, 32);
  let d = v128.load(selected + at, 48);
  let above = i64x2.splat(0);
  let bAbove = above;
  let cAbove = above;
  let dAbove = above;
  for (let bit = 0; bit < DURATION_BITS; bit++) {
    const slice = <usize>load<u32>(slices + ((<usize>bit) << 2)) + at;
    const aOnes = v128.and(a, v128.load(slice));
    const bOnes = v128.and(b, v128.load(slice, 16));
    const cOnes = v128.and(c, v128.load(slice, 32));
    const dOnes = v128.and(d, v128.load(slice, 48));
    if (((code >> (DURATION_BITS - 1 - bit)) & 1) == 1) {
      a = aOnes;
      b = bOnes;
      c = cOnes;
      d = dOnes;
    } else {
      above = v128.or(above, aOnes);
      bAbove = v128.or(bAbove, bOnes);
      cAbove = v128.or(cAbove, cOnes);
      dAbove = v128.or(dAbove, dOnes);
      a = v128.xor(a, aOnes);
      b = v128.xor(b, bOnes);
      c = v128.xor(c, cOnes);
      d = v128.xor(d, dOnes);
    }
    if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) break;
  }
  v128.store(out + at, above);
  v128.store(out + at, bAbove, 16);
  v128.store(out + at, cAbove, 32);
  v128.store(out + at, dAbove, 48);
  if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) return;
  addLonger(a, word, positions, durations, limit, out);
  addLonger(b, word + 2, positions, durations, limit, out);
  addLonger(c, word + 4, positions, durations, limit, out);
  addLonger(d, word + 6, positions, durations, limit, out);
}

/** Looks up the rows of two words that share the coarse duration of the limit. */
function addLonger(
  rows: v128,
  word: usize,
  positions: usize,
  durations: usize,
  limit: f64,
  out: usize,
): void {
  if (!v128.any_true(rows)) return;
  const at = out + (word << 3);
  const one = longer(i64x2.extract_lane(rows, 0), word, positions, durations, limit);
  const two = longer(i64x2.extract_lane(rows, 1), word + 1, positions, durations, limit);
  store<u64>(at, load<u64>(at) | one);
  store<u64>(at, load<u64>(at, 8) | two, 8);
}

/** `durationsAbove` of one word. */
function wordAbove(
  selected: usize,
  slices: usize,
  code: i32,
  positions: usize,
  durations: usize,
  limit: f64,
  out: usize,
  word: usize,
): void {
  const at = word << 3;
  let rows = load<u64>(selected + at);
  let above: u64 = 0;
  for (let bit = 0; bit < DURATION_BITS && rows != 0; bit++) {
    const ones = rows & load<u64>(<usize>load<u32>(slices + ((<usize>bit) << 2)) + at);
    const isOne = ((code >> (DURATION_BITS - 1 - bit)) & 1) == 1;
    above |= isOne ? 0 : ones;
    rows = isOne ? ones : rows ^ ones;
  }
  store<u64>(out + at, above | longer(rows, word, positions, durations, limit));
}

/** Of the rows of a word those whose exact duration is above a limit. */
function longer(rows: u64, word: usize, positions: usize, durations: usize, limit: f64): u64 {
  let rest = rows;
  let found: u64 = 0;
  while (rest != 0) {
    const index = ctz(rest);
    rest &= rest - 1;
    const position = <usize>load<u32>(positions + (((word << 6) + <usize>index) << 2));
    // Without a branch, so that the next row is looked up before this one is there.
    found |= (<u64>(<f64>load<f32>(durations + (position << 2)) > limit)) << index;
  }
  return found;
}
