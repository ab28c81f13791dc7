import { between, ranksOf } from '../type7.ts';
import type { GroupRows } from './group-rows.ts';
import type { OrderedRows } from './ordered-rows.ts';

/** Quantiles of the durations of groups, all rows counted as one: for each quantile a value for each group. */
export function quantilesOf(
  rows: OrderedRows,
  groups: readonly (GroupRows | null)[],
  quantiles: readonly { readonly q: number }[],
): Float64Array[] {
  const found = quantiles.map(() => new Float64Array(groups.length).fill(Number.NaN));
  const ascending = quantiles.map(({ q }, at) => ({ q, at })).toSorted((a, b) => a.q - b.q);
  // Two ranks of each, by candidate.
  const each = ascending.length * 2;
  const ranks = new Uint32Array(rows.candidates.length * each);
  for (const group of groups) {
    if (group === null || group.length === 0) continue;
    let own = group.index * each;
    for (const { q } of ascending) {
      const { lower, upper } = ranksOf(q, group.length);
      ranks[own++] = lower;
      ranks[own++] = upper;
    }
  }
  const values = rows.statistics.atRanks(ranks, each);
  for (const [index, group] of groups.entries()) {
    if (group === null || group.length === 0) continue;
    const isOld = group.youngPositions.length === 0;
    let own = group.index * each;
    for (const { q, at } of ascending) {
      const { lower, upper, part } = ranksOf(q, group.length);
      const below = isOld ? values[own]! : group.valueAt(lower);
      const above = isOld || part === 0 ? values[own + 1]! : group.valueAt(upper);
      found[at]![index] = part === 0 ? below : between(part, below, above);
      own += 2;
    }
  }
  return found;
}
