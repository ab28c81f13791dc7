import { FLAG, FLAG_BITS } from './response-flags.ts';
import type { Segments } from './segments.ts';
import { ABSENT } from './text-column.ts';
import type { TextColumn } from './text-column.ts';

/** More groups than a stamp can tell apart, and more than there can be rows. */
const MOST_GROUPS = 2 ** (31 - FLAG_BITS) - 1;

/**
 * Per group, how many different users there are among the rows that have a flag, one result for each of `wanted`;
 * `flags` is null where only `FLAG.any` is. A user is stamped with the group that saw it last and the flags it was
 * counted for, so nothing is cleared between groups and every row is read once.
 */
export function countUsers(
  column: TextColumn | undefined,
  { offsets, positions, groups }: Segments,
  flags: Uint8Array | null,
  wanted: readonly number[],
): Float64Array[] {
  if (groups > MOST_GROUPS) throw new RangeError(`Users cannot be counted in ${groups} groups.`);
  const counts = wanted.map(() => new Float64Array(groups));
  const codes = column?.codes ?? null;
  if (column === undefined || codes === null) return counts;
  const stamps = new Int32Array(column.values.length);
  const asked = wanted.reduce((all, flag) => all | flag, 0);
  for (let group = 0; group < groups; group++) {
    const stamp = (group + 1) << FLAG_BITS;
    const to = offsets[group + 1]!;
    for (let index = offsets[group]!; index < to; index++) {
      const code = codes[positions[index]!]!;
      if (code === ABSENT) continue;
      const before = stamps[code]!;
      const counted = before >= stamp ? before - stamp : 0;
      const fresh = (flags === null ? FLAG.any : flags[index]!) & asked & ~counted;
      if (fresh === 0) continue;
      stamps[code] = stamp + (counted | fresh);
      for (let at = 0; at < wanted.length; at++) {
        if ((fresh & wanted[at]!) !== 0) counts[at]![group]! += 1;
      }
    }
  }
  return counts;
}
