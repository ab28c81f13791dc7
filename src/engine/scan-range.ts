import type { Range } from '../model/time.ts';
import type { Filter } from '../model/filter.ts';
import type { FilterBitmaps } from './filter-bitmaps.ts';
import type { Table } from './table.ts';
import { partsOf } from './time-parts.ts';

/** The positions of the live rows that a filter lets pass and whose end lies in a range, slot by slot ascending. */
export function scanRange(table: Table, range: Range, filters: FilterBitmaps, where: Filter): Uint32Array {
  const parts = partsOf(table, range);
  const filter = filters.of(
    where,
    parts.map(({ slot }) => slot),
  );
  const { kernels } = table.heap;
  const counts = parts.reduce((sum, { from, to }) => sum + kernels.countBits(table.liveAt, from, to), 0);
  const bytes = counts * 4 + 4;
  const out = table.heap.allocate(bytes);
  let filled = 0;
  for (const { from, to } of parts) {
    filled += kernels.listBits(filter, table.liveAt, from, to, out + filled * 4) >>> 0;
  }
  const positions = table.heap.u32(out, filled).slice();
  table.heap.free(out, bytes);
  return positions;
}
