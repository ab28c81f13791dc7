// Which places of an order a question is about: a filter on bit-sliced codes, then the time, then whether the row is there.

import { edgeMask } from './bits';

/** Words of a chunk: what the steps of a filter write stays in the nearest cache. */
const CHUNK: usize = 32;

/**
 * Takes the steps of a filter over the words [first, first + words) of an order. A step is four addresses: a bitmap over
 * the places, two results of 32 words, and where its own result goes, which has the bits of the second result where the
 * bitmap has a 1, else those of the first.
 */
function takeSteps(steps: usize, count: u32, first: usize, words: usize): void {
  for (let step = steps, stop = steps + ((<usize>count) << 4); step < stop; step += 16) {
    const bitmap = <usize>load<u32>(step) + (first << 3);
    const low = <usize>load<u32>(step, 4);
    const high = <usize>load<u32>(step, 8);
    const out = <usize>load<u32>(step, 12);
    for (let at: usize = 0; at < words << 3; at += 16) {
      const chosen = v128.bitselect(v128.load(high + at), v128.load(low + at), v128.load(bitmap + at));
      v128.store(out + at, chosen);
    }
  }
}

/** Of 64 rows those whose coarse time is one of the two edge codes and whose exact time lies in [start, end). */
function timesAtEdges(
  codes: usize,
  positions: usize,
  times: usize,
  row: usize,
  rows: u64,
  start: f64,
  end: f64,
  low: i32,
  high: i32,
): u64 {
  let rest = rows;
  let bits: u64 = 0;
  while (rest != 0) {
    const index = ctz(rest);
    rest &= rest - 1;
    const at = row + <usize>index;
    const code = <i32>load<i16>(codes + (at << 1));
    if (code != low && code != high) continue;
    const time = load<f64>(times + ((<usize>load<u32>(positions + (at << 2))) << 3));
    if (time >= start && time < end) bits |= (<u64>1) << index;
  }
  return bits;
}

/** Which of two times eight rows have a code between two codes, as bytes. */
function between(one: v128, two: v128, first: v128, last: v128): v128 {
  return i8x16.narrow_i16x8_s(
    v128.and(i16x8.gt_s(one, first), i16x8.lt_s(one, last)),
    v128.and(i16x8.gt_s(two, first), i16x8.lt_s(two, last)),
  );
}

/** Which of eight rows have one of two codes. */
function isEither(codes: v128, first: v128, last: v128): v128 {
  return v128.or(i16x8.eq(codes, first), i16x8.eq(codes, last));
}

/** The byte masks of 16 rows as bits. */
function bitsOf(mask: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(mask));
}

/**
 * Writes to `out` which places of spans (pairs of u32: first word, end) pass a filter, are alive and lie in time within
 * [start, end). The filter is `count` steps, of which the last one's result is at `result` (0: all pass). Coarse times
 * (i16) between the codes `low` and `high` of start and end are inside; rows with one of these two are looked up.
 */
export function selectPlaces(
  steps: usize,
  count: u32,
  result: usize,
  codes: usize,
  positions: usize,
  times: usize,
  live: usize,
  out: usize,
  spans: usize,
  spanCount: u32,
  start: f64,
  end: f64,
  low: i32,
  high: i32,
): void {
  const first = i16x8.splat(<i16>low);
  const last = i16x8.splat(<i16>high);
  for (let span = spans, stop = spans + ((<usize>spanCount) << 3); span < stop; span += 8) {
    const words = <usize>load<u32>(span, 4);
    for (let chunk = <usize>load<u32>(span); chunk < words; chunk += CHUNK) {
      const own = min(CHUNK, words - chunk);
      takeSteps(steps, count, chunk, own);
      for (let index: usize = 0; index < own; index++) {
        const word = (chunk + index) << 3;
        let rows = load<u64>(live + word);
        if (result != 0) rows &= load<u64>(result + (index << 3));
        if (rows != 0) {
          const at = codes + (word << 4);
          const a = v128.load(at);
          const b = v128.load(at, 16);
          const c = v128.load(at, 32);
          const d = v128.load(at, 48);
          const e = v128.load(at, 64);
          const f = v128.load(at, 80);
          const g = v128.load(at, 96);
          const h = v128.load(at, 112);
          const inside =
            bitsOf(between(a, b, first, last)) |
            (bitsOf(between(c, d, first, last)) << 16) |
            (bitsOf(between(e, f, first, last)) << 32) |
            (bitsOf(between(g, h, first, last)) << 48);
          const edge = v128.or(
            v128.or(
              v128.or(isEither(a, first, last), isEither(b, first, last)),
              v128.or(isEither(c, first, last), isEither(d, first, last)),
            ),
            v128.or(
              v128.or(isEither(e, first, last), isEither(f, first, last)),
              v128.or(isEither(g, first, last), isEither(h, first, last)),
            ),
          );
          if (v128.any_true(edge)) {
            const found = timesAtEdges(codes, positions, times, word << 3, rows, start, end, low, high);
            rows = (rows & inside) | found;
          } else rows &= inside;
        }
        store<u64>(out + word, rows);
      }
    }
  }
}

/** Takes the bits [from, to) out of a bitmap. */
export function clearBits(bitmap: usize, from: usize, to: usize): void {
  if (from >= to) return;
  const first = from >> 6;
  const last = (to - 1) >> 6;
  for (let word = first; word <= last; word++) {
    const at = bitmap + (word << 3);
    store<u64>(at, load<u64>(at) & ~edgeMask(word, from, to));
  }
}

/** Of the bits of the words [first, end) of `out` keeps those whose row is set in a bitmap over the positions. */
export function keepLookedUp(bitmap: usize, positions: usize, out: usize, first: usize, end: usize): void {
  for (let word = first; word < end; word++) {
    let rest = load<u64>(out + (word << 3));
    let kept: u64 = 0;
    while (rest != 0) {
      const index = ctz(rest);
      rest &= rest - 1;
      const position = <usize>load<u32>(positions + (((word << 6) + <usize>index) << 2));
      kept |= (<u64>((load<u8>(bitmap + (position >> 3)) >> (<u8>(position & 7))) & 1)) << index;
    }
    store<u64>(out + (word << 3), kept);
  }
}
