import { between, ranksOf } from '../type7.ts';
import type { OrderedRows } from './ordered-rows.ts';
import { sortKey } from './sort-key.ts';

/** Codes of durations: the upper halves of their sort keys. */
export const CODES = 65_536;
/** Rows that may share the codes in question; more are found faster in another way. */
const ROOM = 1 << 20;

/**
 * Quantiles of the durations of all groups together, all rows counted as one. The rows of a word of order A are
 * neighbours, so that adding up words says between which codes a rank lies; only the rows with these codes are looked at.
 * Null where they are too many.
 */
export function mergedQuantiles(rows: OrderedRows, qs: readonly number[]): Float64Array | null {
  const { heap } = rows.context.table;
  const { leaves, countsOfLeaves } = rows.statistics;
  const length = rows.lengthOf(rows.present);
  const found = new Float64Array(qs.length).fill(Number.NaN);
  if (length === 0) return found;
  const durations = rows.context.table.values('duration')!;
  const young = Float32Array.from(rows.young.positions, (position) => durations[position]!).sort();
  const { at: selected } = rows.selection;
  const { durations: column, firsts } = rows.context.orders.byDuration;
  const values = column.at;
  const bytes = CODES * 8 + (ROOM + young.length) * 4 + 64 + leaves.leaves * 4;
  const least = heap.allocate(bytes);
  const most = least + CODES * 4;
  const out = most + CODES * 4;
  const count = out + (ROOM + young.length) * 4;
  const counts = count + 64;
  heap.u8(least, CODES * 8).fill(0);
  heap.u32(counts, leaves.leaves).set(countsOfLeaves);
  heap.kernels.tallyWords(selected, values, firsts.at, leaves.at, leaves.leaves, least, most);
  const codes = Uint32Array.from(young, (value) => sortKey(value) >>> 16);
  const [leastCounts, mostCounts] = [heap.u32(least, CODES), heap.u32(most, CODES)];
  for (const code of codes) {
    leastCounts[code]! += 1;
    mostCounts[code]! += 1;
  }
  let isFew = true;
  for (const [index, q] of qs.entries()) {
    const { lower, upper, part } = ranksOf(q, length);
    const low = heap.kernels.codeOfRank(most, lower) >>> 0;
    const high = heap.kernels.codeOfRank(least, upper) >>> 0;
    const { at, leaves: all } = leaves;
    const below =
      heap.kernels.takeBetween(selected, values, at, counts, all, low, high, out, ROOM, count) >>> 0;
    const taken = heap.u32(count, 1)[0]!;
    isFew &&= taken <= ROOM;
    if (!isFew) break;
    const own = young.filter((_, place) => codes[place]! >= low && codes[place]! <= high);
    const before = below + codes.reduce((sum, code) => sum + (code < low ? 1 : 0), 0);
    heap.f32(out + taken * 4, own.length).set(own);
    const some = taken + own.length;
    const rank = lower - before;
    const one = heap.kernels.selectFloat(out, some, rank);
    // What is larger stands after it by now.
    const two = part === 0 ? one : heap.kernels.selectFloat(out + (rank + 1) * 4, some - rank - 1, 0);
    found[index] = part === 0 ? one : between(part, one, two);
  }
  heap.free(least, bytes);
  return isFew ? found : null;
}
