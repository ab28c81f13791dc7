import type { Filter } from '../../model/filter.ts';
import type { Range } from '../../model/time.ts';
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
  const { length, positions, keys, groups } = young;
  const at = filters.of(where, slotsOf(table, young));
  const passes = table.heap.u32(at, table.capacity / 32);
  const { live } = table;
  const times = table.values('timestamp');
  const kept = new Uint32Array(length);
  let count = 0;
  for (let index = 0; index < (times === null ? 0 : length); index++) {
    const position = positions[index]!;
    const word = position >>> 5;
    // Both bits at once: most rows that fail fail here.
    if ((((passes[word]! & live[word]!) >>> (position & 31)) & 1) === 0) continue;
    const time = times![position]!;
    if (time >= range.start && time < range.end) kept[count++] = index;
  }
  const selected = { positions: new Uint32Array(count), keys: new Uint32Array(count) };
  const spans = new Map<number, { from: number; to: number }>();
  // Rows of a group follow one another.
  let last = -1;
  let span = { from: 0, to: 0 };
  for (let place = 0; place < count; place++) {
    const index = kept[place]!;
    const group = groups[index]!;
    selected.positions[place] = positions[index]!;
    selected.keys[place] = keys[index]!;
    if (group !== last) {
      span = { from: place, to: place };
      spans.set(group, span);
      last = group;
    }
    span.to = place + 1;
  }
  return { ...selected, spans };
}

/** The slots in which young rows are, ascending. */
function slotsOf(table: Table, { length, positions }: YoungRows): number[] {
  const isThere = new Uint8Array(table.slots.all.length);
  for (let index = 0; index < length; index++) isThere[slotOf(positions[index]!)] = 1;
  return table.slots.all.filter(({ index }) => isThere[index] === 1).map(({ index }) => index);
}
