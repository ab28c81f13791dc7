import type { Range } from '../model/time.ts';
import { hasBit } from './bitmap.ts';
import { SLOT } from './slots.ts';
import type { Table } from './table.ts';

/** Takes the position of each row whose end lies in none of some ranges, which are sorted and disjoint. */
export function rowsOutside(table: Table, ranges: readonly Range[], take: (position: number) => void): void {
  const { live } = table;
  const ends = table.values('timestamp');
  if (ends === null) return;
  for (const { index, used, alive } of table.slots.all) {
    const first = index * SLOT;
    const last = first + used - 1;
    // A slot is in the order of time.
    const isKept = ranges.some(({ start, end }) => ends[first]! >= start && ends[last]! < end);
    if (alive === 0 || isKept) continue;
    for (let position = first; position <= last; position++) {
      if (!hasBit(live, position)) continue;
      const end = ends[position]!;
      if (!ranges.some((range) => end >= range.start && end < range.end)) take(position);
    }
  }
}
