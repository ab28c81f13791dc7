// What rows of a list say, added up by their groups or brought to where the group's stretch is.

import { sortKey } from './build';
import { NONE } from './keys';
import { codeAt } from './parts';

/** Whether a row is in the bitmap `inside` (0: all are) and not in `outside` (0: none is). */
function passes(inside: usize, outside: usize, row: usize): bool {
  const shift = <u8>(row & 7);
  if (inside != 0 && ((load<u8>(inside + (row >> 3)) >> shift) & 1) == 0) return false;
  return outside == 0 || ((load<u8>(outside + (row >> 3)) >> shift) & 1) == 0;
}

/** The weight of a row: what is no positive number counts as 1. */
function weightAt(weights: usize, row: usize): f32 {
  if (weights == 0) return 1;
  const weight = load<f32>(weights + (row << 2));
  return weight > 0 ? weight : 1;
}

/** Adds the weights (f32; 0: all are 1) of rows that are inside and not outside to the sums (f64) of their groups. */
export function weigh(
  list: usize,
  groups: usize,
  count: usize,
  weights: usize,
  inside: usize,
  outside: usize,
  sums: usize,
): void {
  for (let index: usize = 0; index < count; index++) {
    const group = load<u32>(groups + (index << 2));
    const row = <usize>load<u32>(list + (index << 2));
    if (group == NONE || !passes(inside, outside, row)) continue;
    const place = sums + ((<usize>group) << 3);
    store<f64>(place, load<f64>(place) + <f64>weightAt(weights, row));
  }
}

/** Raises the largest value (f64) of each group to those of its rows; NaN raises nothing. */
export function raise(list: usize, groups: usize, count: usize, values: usize, most: usize): void {
  for (let index: usize = 0; index < count; index++) {
    const group = load<u32>(groups + (index << 2));
    if (group == NONE) continue;
    const value = load<f64>(values + ((<usize>load<u32>(list + (index << 2))) << 3));
    const place = most + ((<usize>group) << 3);
    if (value > load<f64>(place)) store<f64>(place, value);
  }
}

/** Brings codes other than 0 of rows that are inside and not outside to their groups; `next` (u32) is where each goes on. */
export function spreadCodes(
  list: usize,
  groups: usize,
  count: usize,
  codes: usize,
  width: i32,
  inside: usize,
  outside: usize,
  next: usize,
  out: usize,
): void {
  for (let index: usize = 0; index < count; index++) {
    const group = load<u32>(groups + (index << 2));
    const row = <usize>load<u32>(list + (index << 2));
    if (group == NONE || !passes(inside, outside, row)) continue;
    const code = codeAt(codes, width, row);
    if (code == 0) continue;
    const place = next + ((<usize>group) << 2);
    const at = load<u32>(place);
    store<u32>(place, at + 1);
    store<u32>(out + ((<usize>at) << 2), code);
  }
}

function spreadNumbers<T>(
  list: usize,
  groups: usize,
  count: usize,
  values: usize,
  next: usize,
  out: usize,
): void {
  for (let index: usize = 0; index < count; index++) {
    const group = load<u32>(groups + (index << 2));
    if (group == NONE) continue;
    const value = load<T>(values + <usize>load<u32>(list + (index << 2)) * sizeof<T>());
    if (value != value) continue;
    const place = next + ((<usize>group) << 2);
    const at = load<u32>(place);
    store<u32>(place, at + 1);
    store<T>(out + <usize>at * sizeof<T>(), value);
  }
}

/** Brings float32 values that are numbers to their groups. */
export function spreadFloats(
  list: usize,
  groups: usize,
  count: usize,
  values: usize,
  next: usize,
  out: usize,
): void {
  spreadNumbers<f32>(list, groups, count, values, next, out);
}

/** The same of float64 values. */
export function spreadDoubles(
  list: usize,
  groups: usize,
  count: usize,
  values: usize,
  next: usize,
  out: usize,
): void {
  spreadNumbers<f64>(list, groups, count, values, next, out);
}

/** Brings float32 values with the row's weight to their groups: pairs (u64) that sort as the values, the weight below. */
export function spreadWeighted(
  list: usize,
  groups: usize,
  count: usize,
  values: usize,
  weights: usize,
  next: usize,
  out: usize,
): void {
  for (let index: usize = 0; index < count; index++) {
    const group = load<u32>(groups + (index << 2));
    if (group == NONE) continue;
    const row = <usize>load<u32>(list + (index << 2));
    const value = load<f32>(values + (row << 2));
    if (value != value) continue;
    const place = next + ((<usize>group) << 2);
    const at = load<u32>(place);
    store<u32>(place, at + 1);
    // Adding 0 turns -0 into 0, which are equal.
    const key = sortKey(reinterpret<u32>(value + 0));
    const weight = reinterpret<u32>(weightAt(weights, row));
    store<u64>(out + ((<usize>at) << 3), ((<u64>key) << 32) | (<u64>weight));
  }
}

/**
 * For each group, how many different codes stand in its stretch [starts, ends) (u32 each). `seen` are bits by code, all 0
 * before and after.
 */
export function countDistinct(
  codes: usize,
  starts: usize,
  ends: usize,
  groups: usize,
  seen: usize,
  out: usize,
): void {
  for (let group: usize = 0; group < groups; group++) {
    const from = codes + ((<usize>load<u32>(starts + (group << 2))) << 2);
    const to = codes + ((<usize>load<u32>(ends + (group << 2))) << 2);
    let different: u32 = 0;
    for (let at = from; at < to; at += 4) {
      const code = load<u32>(at);
      const place = seen + (((<usize>code) >> 5) << 2);
      const known = load<u32>(place);
      const bit = (<u32>1) << (code & 31);
      different += <u32>((known & bit) == 0);
      store<u32>(place, known | bit);
    }
    for (let at = from; at < to; at += 4) store<u32>(seen + (((<usize>load<u32>(at)) >> 5) << 2), 0);
    store<f64>(out + (group << 3), <f64>different);
  }
}
