import { WORTH_BUCKETS, selectByBuckets } from './bucket-select.ts';
import { select } from './select.ts';

/** The values of some ranks, ascending and counted from 0, among values[from] to values[to - 1]; reorders them. */
function selectEach(values: Float64Array, from: number, to: number, ranks: readonly number[]): number[] {
  if (to - from >= WORTH_BUCKETS) return selectByBuckets(values, from, to, ranks);
  let sorted = from;
  return ranks.map((rank) => {
    // Everything before the last rank is in front of it by now.
    const value = select(values, sorted, to - 1, from + rank);
    sorted = from + rank;
    return value;
  });
}

/**
 * Quantiles of values[from] to values[to - 1], reordering them; `qs` ascend. NaN without a value.
 *
 * Type 7 (R. J. Hyndman and Y. Fan, 1996): h = (n − 1)·q, x[⌊h⌋] + (h − ⌊h⌋)·(x[⌊h⌋+1] − x[⌊h⌋]).
 */
export function quantiles(values: Float64Array, from: number, to: number, qs: readonly number[]): number[] {
  const last = to - from - 1;
  if (last < 0 || qs.length === 0) return qs.map(() => Number.NaN);
  const asked = qs.map((q) => {
    const h = last * q;
    const lower = Math.floor(h);
    return { part: h - lower, lower, upper: Math.min(lower + 1, last) };
  });
  const ranks = [...new Set(asked.flatMap(({ lower, upper }) => [lower, upper]))].sort((a, b) => a - b);
  const found = selectEach(values, from, to, ranks);
  const valueAt = new Map(ranks.map((rank, index) => [rank, found[index]!]));
  return asked.map(({ part, lower, upper }) => {
    const value = valueAt.get(lower)!;
    return part === 0 ? value : value + part * (valueAt.get(upper)! - value);
  });
}
