import type { Segments } from './segments.ts';
import { ABSENT } from './text-column.ts';
import type { TextColumn } from './text-column.ts';

/**
 * Per group, how many different values a column has among the rows where `passes` is 1 (all rows where it is null).
 * Each value is stamped with the group that saw it last, so nothing is cleared between groups.
 */
export function countDistinct(
  column: TextColumn | undefined,
  { offsets, positions, groups }: Segments,
  passes: Uint8Array | null = null,
): Float64Array {
  const counts = new Float64Array(groups);
  const codes = column?.codes ?? null;
  if (column === undefined || codes === null) return counts;
  const seenBy = new Uint32Array(column.values.length);
  for (let group = 0; group < groups; group++) {
    const stamp = group + 1;
    const to = offsets[group + 1]!;
    let count = 0;
    for (let index = offsets[group]!; index < to; index++) {
      if (passes !== null && passes[index] === 0) continue;
      const code = codes[positions[index]!]!;
      if (code === ABSENT || seenBy[code] === stamp) continue;
      seenBy[code] = stamp;
      count += 1;
    }
    counts[group] = count;
  }
  return counts;
}
