import { between, weightedRanksOf } from '../type7.ts';
import type { OrderedRows } from './ordered-rows.ts';

/** Young rows as kernels read them: by candidate, pairs of where its own begin and end, their durations ascending. */
export interface YoungByWeight {
  readonly values: Float32Array;
  readonly weights: Float64Array;
  readonly spans: Uint32Array;
}

/**
 * Quantiles of the durations of groups, each row counted by its weight (semantics A9, `type7.ts`): for each quantile a
 * value for each group. `indices` are the groups' places among the candidates, below 0 where one has no rows.
 */
export function weightedQuantilesOf(
  rows: OrderedRows,
  indices: Int32Array,
  quantiles: readonly { readonly q: number }[],
): Float64Array[] {
  const { candidates, weighted } = rows;
  const found = quantiles.map(() => new Float64Array(indices.length).fill(Number.NaN));
  const ascending = quantiles.map(({ q }, at) => ({ q, at })).toSorted((a, b) => a.q - b.q);
  const areYoung = rows.young.spans.size > 0;
  const totalOf = (index: number): number =>
    areYoung && rows.hasYoung(index) ? rows.rowsOf(index).weight(true) : weighted.totals[index]!;
  // Two moments of each, by candidate.
  const each = ascending.length * 2;
  const moments = new Float64Array(candidates.length * each);
  for (let group = 0; group < indices.length; group++) {
    const index = indices[group]!;
    if (index < 0) continue;
    const total = totalOf(index);
    for (const [own, { q }] of ascending.entries()) {
      const { lower, upper } = weightedRanksOf(q, total);
      moments[index * each + own * 2] = lower;
      moments[index * each + own * 2 + 1] = upper;
    }
  }
  const values = weighted.atMoments(moments, each);
  const valueAt = (index: number, place: number): number => {
    const value = values[index * each + place]!;
    // What adding up in another order lost at the end belongs to the largest value.
    return Number.isNaN(value) ? rows.rowsOf(index).valueAt(rows.lengths[index]! - 1) : value;
  };
  for (let group = 0; group < indices.length; group++) {
    const index = indices[group]!;
    if (index < 0) continue;
    const total = totalOf(index);
    for (const [own, { q, at }] of ascending.entries()) {
      const { part } = weightedRanksOf(q, total);
      found[at]![group] = between(part, valueAt(index, own * 2), valueAt(index, own * 2 + 1));
    }
  }
  return found;
}

/** The young rows of the candidates with their durations and weights. */
export function youngByWeight(rows: OrderedRows): YoungByWeight {
  const { candidates, young } = rows;
  const { length } = young.positions;
  const values = new Float32Array(length);
  const weights = new Float64Array(length);
  const spans = new Uint32Array(candidates.length * 2);
  if (length === 0) return { values, weights, spans };
  for (let index = 0; index < candidates.length; index++) {
    const span = young.spans.get(candidates[index]!);
    if (span === undefined) continue;
    const own = rows.rowsOf(index);
    spans.set([span.from, span.to], index * 2);
    values.set(own.youngValues, span.from);
    weights.set(own.youngWeights(), span.from);
  }
  return { values, weights, spans };
}
