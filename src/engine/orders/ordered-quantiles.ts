import { between } from '../type7.ts';
import type { OrderedRows } from './ordered-rows.ts';

/**
 * Quantiles of the durations of groups, all rows counted as one: for each quantile a value for each group. `indices` are
 * the groups' places among the candidates, below 0 where one has no rows. Type 7, as `type7.ts` has it.
 */
export function quantilesOf(
  rows: OrderedRows,
  indices: Int32Array,
  quantiles: readonly { readonly q: number }[],
): Float64Array[] {
  const { lengths, candidates } = rows;
  const found = quantiles.map(() => new Float64Array(indices.length).fill(Number.NaN));
  const ascending = quantiles.map(({ q }, at) => ({ q, at })).toSorted((a, b) => a.q - b.q);
  // Two ranks of each, by candidate.
  const each = ascending.length * 2;
  const ranks = new Uint32Array(candidates.length * each);
  for (const [own, { q }] of ascending.entries()) {
    for (let group = 0; group < indices.length; group++) {
      const index = indices[group]!;
      if (index < 0) continue;
      const last = lengths[index]! - 1;
      const lower = Math.floor(last * q);
      ranks[index * each + own * 2] = lower;
      ranks[index * each + own * 2 + 1] = Math.min(lower + 1, last);
    }
  }
  const values = rows.statistics.atRanks(ranks, each);
  const areYoung = rows.young.spans.size > 0;
  for (const [own, { q, at }] of ascending.entries()) {
    const out = found[at]!;
    for (let group = 0; group < indices.length; group++) {
      const index = indices[group]!;
      if (index < 0) continue;
      const h = (lengths[index]! - 1) * q;
      const part = h - Math.floor(h);
      const place = index * each + own * 2;
      let below = values[place]!;
      let above = values[place + 1]!;
      if (areYoung && rows.hasYoung(index)) {
        const young = rows.rowsOf(index);
        below = young.valueAt(ranks[place]!);
        above = part === 0 ? below : young.valueAt(ranks[place + 1]!);
      }
      out[group] = between(part, below, above);
    }
  }
  return found;
}
