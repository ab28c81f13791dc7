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

/** Of 64 rows those whose coarse time is one of the two edge codes, and whose exact time does not lie in [start, end). */
function beyondEdges(
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
    if (!(time >= start && time < end)) bits |= (<u64>1) << index;
  }
  return bits;
}

/** How far eight codes lie within [first, last], at most 32,767: 0 where they are one of the two, below 0 outside. */
function within(codes: v128, first: v128, last: v128): v128 {
  return i16x8.min_s(i16x8.sub_sat_s(codes, first), i16x8.sub_sat_s(last, codes));
}

/** The same of 16 rows, as bytes that have the same sign. */
function withinBytes(at: usize, first: v128, last: v128): v128 {
  return i8x16.narrow_i16x8_s(within(v128.load(at), first, last), within(v128.load(at, 16), first, last));
}

/** The signs of 16 bytes as bits. */
function signsOf(bytes: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(bytes));
}

/**
 * Writes to `out` which places of spans (pairs of u32: first word, end) pass a filter, are alive and lie in time within
 * [start, end). The filter is `count` steps, of which the last one's result is at `result` (0: all pass). Coarse times
 * (i16) between the codes `low` and `high` of start and end are inside; rows with one of these two are looked up. Where
 * `window` is not 0 it is a bitmap of the places that are inside.
 */
export function selectPlaces(
  steps: usize,
  count: u32,
  result: usize,
  codes: usize,
  positions: usize,
  times: usize,
  live: usize,
  window: usize,
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
        if (window != 0) {
          rows &= load<u64>(window + word);
        } else if (rows != 0) {
          const at = codes + (word << 4);
          const a = withinBytes(at, first, last);
          const b = withinBytes(at + 32, first, last);
          const c = withinBytes(at + 64, first, last);
          const d = withinBytes(at + 96, first, last);
          rows &= ~(signsOf(a) | (signsOf(b) << 16) | (signsOf(c) << 32) | (signsOf(d) << 48));
          if (!i8x16.all_true(i8x16.min_u(i8x16.min_u(a, b), i8x16.min_u(c, d)))) {
            rows ^= beyondEdges(codes, positions, times, word << 3, rows, start, end, low, high);
          }
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
