// Rows of groups whose durations (f32) and users (u32) stand in one stretch each, row beside row: places starts[g] to
// ends[g] − 1 (u32 each) of `values` and `users`.

import { NONE } from './keys';
import { codeAt } from './parts';

/**
 * Brings the durations and users of the rows of a list to their groups; `next` (u32) is where each goes on. Rows whose
 * status has a 1 in `failing` (u8 by code) are added up in `failed` (u32 by group).
 */
export function spreadRows(
  list: usize,
  groups: usize,
  count: usize,
  durations: usize,
  userCodes: usize,
  userWidth: i32,
  statuses: usize,
  statusWidth: i32,
  failing: usize,
  next: usize,
  values: usize,
  users: usize,
  failed: usize,
): void {
  for (let index: usize = 0; index < count; index++) {
    const group = load<u32>(groups + (index << 2));
    if (group == NONE) continue;
    const row = <usize>load<u32>(list + (index << 2));
    const place = next + ((<usize>group) << 2);
    const at = (<usize>load<u32>(place)) << 2;
    store<u32>(place, <u32>(at >> 2) + 1);
    store<f32>(values + at, load<f32>(durations + (row << 2)));
    store<u32>(users + at, codeAt(userCodes, userWidth, row));
    if (load<u8>(failing + <usize>codeAt(statuses, statusWidth, row)) == 0) continue;
    const counter = failed + ((<usize>group) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
  }
}

/** For each group how many of its values are at most its bound (f32): f64. */
export function countWithin(
  values: usize,
  starts: usize,
  ends: usize,
  groups: usize,
  bounds: usize,
  out: usize,
): void {
  for (let group: usize = 0; group < groups; group++) {
    const bound = load<f32>(bounds + (group << 2));
    let at = values + ((<usize>load<u32>(starts + (group << 2))) << 2);
    const stop = values + ((<usize>load<u32>(ends + (group << 2))) << 2);
    const most = f32x4.splat(bound);
    let lanes = i32x4.splat(0);
    // A lane that holds is −1.
    for (; at + 16 <= stop; at += 16) lanes = i32x4.sub(lanes, f32x4.le(v128.load(at), most));
    let found =
      i32x4.extract_lane(lanes, 0) +
      i32x4.extract_lane(lanes, 1) +
      i32x4.extract_lane(lanes, 2) +
      i32x4.extract_lane(lanes, 3);
    for (; at < stop; at += 4) found += i32(load<f32>(at) <= bound);
    store<f64>(out + (group << 3), <f64>found);
  }
}

/**
 * For each group how many different users other than 0 have a value above its bound (f32): f64. `seen` are `words` (u32)
 * of bits by user, all 0 before and after.
 */
export function countUsersAbove(
  values: usize,
  users: usize,
  starts: usize,
  ends: usize,
  groups: usize,
  bounds: usize,
  seen: usize,
  words: u32,
  out: usize,
): void {
  for (let group: usize = 0; group < groups; group++) {
    const bound = load<f32>(bounds + (group << 2));
    const from = (<usize>load<u32>(starts + (group << 2))) << 2;
    const to = (<usize>load<u32>(ends + (group << 2))) << 2;
    let different: u32 = 0;
    for (let at = from; at < to; at += 4) {
      const user = load<u32>(users + at);
      if (!(load<f32>(values + at) > bound) || user == 0) continue;
      const place = seen + (((<usize>user) >> 5) << 2);
      const known = load<u32>(place);
      const bit = (<u32>1) << (user & 31);
      different += <u32>((known & bit) == 0);
      store<u32>(place, known | bit);
    }
    store<f64>(out + (group << 3), <f64>different);
    if (different == 0) continue;
    if (to - from > <usize>words) memory.fill(seen, 0, (<usize>words) << 2);
    else {
      for (let at = from; at < to; at += 4) {
        store<u32>(seen + (((<usize>load<u32>(users + at)) >> 5) << 2), 0);
      }
    }
  }
}
