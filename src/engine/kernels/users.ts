// The users of order B: of which one each place is, and how many there are of all groups together. Leaves and `starts` are
// those of `leaves.ts`.

import { APART } from './near-keys';
import { codeAt } from './parts';

/** Of so many users or more it is looked whether all are flagged, if they lie so near to one another. */
const WORTH: u64 = 8;
const NEAR: usize = 256;

/** Whether all bytes of [from, last] are flagged; not if these are many. */
function areFlagged(from: usize, last: usize): bool {
  if (last - from > NEAR) return false;
  let at = from;
  for (; at + 15 <= last; at += 16) if (!i8x16.all_true(v128.load(at))) return false;
  for (; at <= last; at++) if (load<u8>(at) == 0) return false;
  return true;
}

/**
 * As `countUsers`, and flags each user who is counted in a group: one byte a code at `flags`. The users of a group ascend,
 * so that its flags lie near one another; where 64 places do not tell their users, `codes` (of `width` bytes, by
 * position) do.
 */
export function noteUsers(
  selected: usize,
  marks: usize,
  ends: usize,
  leaves: usize,
  starts: usize,
  groups: u32,
  offsets: usize,
  bases: usize,
  positions: usize,
  codes: usize,
  width: i32,
  flags: usize,
  out: usize,
): void {
  for (let group: usize = 0; group < <usize>groups; group++) {
    const end = <usize>load<u32>(starts + (group << 2), 4);
    let users: u64 = 0;
    let over: u64 = 0;
    for (let leaf = <usize>load<u32>(starts + (group << 2)); leaf < end; leaf++) {
      const at = <usize>load<u32>(leaves + (leaf << 3));
      const stop = (at + <usize>load<u32>(leaves + (leaf << 3), 4) + 63) >> 6;
      for (let word = at >> 6; word < stop; word++) {
        let rows = load<u64>(selected + (word << 3));
        if (marks != 0) rows &= load<u64>(marks + (word << 3));
        // As `countRuns` does it.
        const last = load<u64>(ends + (word << 3));
        const inner = rows & ~last;
        const sum = inner + ~last;
        const total = sum + over;
        over = (<u64>(sum < inner)) | (<u64>(total < sum));
        let found = (total | rows) & last;
        if (found == 0) continue;
        users += popcnt(found);
        const base = load<u32>(bases + (word << 2));
        if (base == APART) {
          for (; found != 0; found &= found - 1) {
            const place = (word << 6) + <usize>ctz(found);
            store<u8>(flags + <usize>codeAt(codes, width, <usize>load<u32>(positions + (place << 2))), 1);
          }
          continue;
        }
        const own = offsets + (word << 7);
        const first = flags + <usize>base;
        if (popcnt(found) >= WORTH) {
          const low = <usize>load<u16>(own + ((<usize>ctz(found)) << 1));
          const high = <usize>load<u16>(own + ((<usize>(63 - clz(found))) << 1));
          if (areFlagged(first + low, first + high)) continue;
        }
        for (; found != 0; found &= found - 1) {
          store<u8>(first + <usize>load<u16>(own + ((<usize>ctz(found)) << 1)), 1);
        }
      }
    }
    store<u32>(out + (group << 2), <u32>users);
  }
}
