import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
import { hasBit } from '../bitmap.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import { slotOf } from '../slots.ts';
import type { Table } from '../table.ts';
import type { YoungRows } from './young.ts';

/** Young rows that a question is about: positions and keys, group by group in the order of their keys. */
export interface YoungSelection {
  readonly positions: Uint32Array;
  readonly keys: Uint32Array;
  /** By group, where its rows begin and end; groups without are missing. */
  readonly spans: ReadonlyMap<number, { readonly from: number; readonly to: number }>;
}

/** Selects the young rows that are alive, lie in a range and pass a filter. */
export function selectYoung(
  table: Table,
  filters: FilterBitmaps,
  range: Range,
  where: Filter,
  young: YoungRows,
): YoungSelection {
  const spans = new Map<number, { from: number; to: number }>();
  const slots = new Set<number>();
  for (let index = 0; index < young.length; index++) slots.add(slotOf(young.positions[index]!));
  const ascending = [...slots].toSorted((a, b) => a - b);
  const at = filters.of(where, ascending);
  const passes = table.heap.u32(at, table.capacity / 32);
  const { live } = table;
  const times = table.values('timestamp');
  const kept = new Uint32Array(young.length);
  let count = 0;
  // Rows of a group follow one another.
  let last = -1;
  let span = { from: 0, to: 0 };
  for (let index = 0; index < (times === null ? 0 : young.length); index++) {
    const position = young.positions[index]!;
    if (!hasBit(passes, position) || !hasBit(live, position)) continue;
    const time = times![position]!;
    if (!(time >= range.start && time < range.end)) continue;
    const group = young.groups[index]!;
    if (group === last) span.to = count + 1;
    else {
      span = { from: count, to: count + 1 };
      spans.set(group, span);
      last = group;
    }
    kept[count] = index;
    count += 1;
  }
  const indices = kept.subarray(0, count);
  return {
    positions: indices.map((index) => young.positions[index]!),
    keys: indices.map((index) => young.keys[index]!),
    spans,
  };
}
