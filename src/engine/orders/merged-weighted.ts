import { between, weightedRanksOf } from '../type7.ts';
import { CODES } from './merged-quantiles.ts';
import type { OrderedRows } from './ordered-rows.ts';
import { sortKey } from './sort-key.ts';
import { youngByWeight } from './weighted-quantiles.ts';

/** Rows that may share the codes in question; more are found faster in another way. */
const ROOM = 1 << 18;
/** What adding up weights that are no whole numbers may be off, as a part of all. */
const ROUNDING = 1e-9;

const FLOAT = new Float32Array(1);
const BITS = new Uint32Array(FLOAT.buffer);

/**
 * Quantiles of the durations of all groups together, each row counted by its weight: as `mergedQuantiles`, with sums of
 * weights for counts. `total` is what all rows weigh. Null where the rows to look at are too many.
 */
export function mergedWeightedQuantiles(
  rows: OrderedRows,
  qs: readonly number[],
  total: number,
): Float64Array | null {
  const { weighted, statistics, context, selection } = rows;
  const { heap } = context.table;
  const { kernels } = heap;
  const found = new Float64Array(qs.length).fill(Number.NaN);
  if (rows.present.length === 0) return found;
  const { leaves } = statistics;
  const { ofLeaves } = weighted;
  const young = youngByWeight(rows);
  const codes = Uint32Array.from(young.values, (value) => sortKey(value) >>> 16);
  const pairs = ROOM + codes.length;
  const bytes = CODES * 16 + ofLeaves.length * 8 + 64 + 2048 * 4 + pairs * 16;
  const { durations, firsts } = context.orders.byDuration;
  const values = durations.at;
  const isFew = weighted.take(bytes, (least, { slices, bits, weights }) => {
    const most = least + CODES * 8;
    const leafWeights = most + CODES * 8;
    const count = leafWeights + ofLeaves.length * 8;
    const counters = count + 64;
    const out = counters + 2048 * 4;
    const spare = out + pairs * 8;
    heap.u8(least, CODES * 16).fill(0);
    heap.f64(leafWeights, ofLeaves.length).set(ofLeaves);
    const { at, leaves: all } = leaves;
    kernels.tallyWeights(selection.at, values, firsts.at, slices, bits, weights, at, all, least, most);
    for (const sums of [heap.f64(least, CODES), heap.f64(most, CODES)]) {
      for (let own = 0; own < codes.length; own++) sums[codes[own]!]! += young.weights[own]!;
    }
    for (const [index, q] of qs.entries()) {
      const { lower, upper, part } = weightedRanksOf(q, total);
      const low = kernels.codeOfWeight(most, lower - total * ROUNDING) >>> 0;
      const high = kernels.codeOfWeight(least, upper + total * ROUNDING) >>> 0;
      let before = kernels.takeWeighted(
        selection.at,
        values,
        slices,
        bits,
        weights,
        at,
        leafWeights,
        all,
        low,
        high,
        out,
        ROOM,
        count,
      );
      let taken = heap.u32(count, 1)[0]!;
      if (taken > ROOM) return false;
      const words = heap.u32(out, (taken + codes.length) * 2);
      for (let own = 0; own < codes.length; own++) {
        if (codes[own]! < low) before += young.weights[own]!;
        if (codes[own]! < low || codes[own]! > high) continue;
        FLOAT[0] = young.weights[own]!;
        words[taken * 2] = BITS[0]!;
        words[taken * 2 + 1] = sortKey(young.values[own]!);
        taken += 1;
      }
      const sorted = kernels.sortPairs(out, spare, taken, 32, counters) >>> 0;
      const one = kernels.valueOfWeight(sorted, taken, before, lower);
      const two = part === 0 ? one : kernels.valueOfWeight(sorted, taken, before, upper);
      found[index] = between(part, one, two);
    }
    return true;
  });
  return isFew ? found : null;
}
