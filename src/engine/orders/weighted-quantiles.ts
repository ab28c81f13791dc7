import type { Steps } from '../steps.ts';
import { between, weightedRanksOf } from '../type7.ts';
import type { OrderedRows } from './ordered-rows.ts';

/** Selected rows that are walked along in one block, but for a group with more. */
const ROWS = 2 ** 20;

/** Young rows as kernels read them: by candidate, pairs of where its own begin and end, their durations ascending. */
export interface YoungByWeight {
  readonly values: Float32Array;
  readonly weights: Float64Array;
  readonly spans: Uint32Array;
}

/**
 * Quantiles of the durations of groups, each row counted by its weight (semantics A9, `type7.ts`): for each quantile a
 * value for each group. `indices` are the groups' places among the candidates, below 0 where one has no rows. In blocks.
 */
export function* weightedQuantilesOf(
  rows: OrderedRows,
  indices: Int32Array,
  quantiles: readonly { readonly q: number }[],
): Steps<Float64Array[]> {
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
  yield;
  const values = yield* atMoments(rows, moments, each);
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

/**
 * For each candidate and each of its moments (`each` a candidate, best ascending) the duration at which what its rows weigh,
 * taken in the order of their durations, young ones among them, first exceeds the moment; NaN where it does not. In blocks
 * of some candidates.
 */
function* atMoments(rows: OrderedRows, moments: Float64Array, each: number): Steps<Float32Array> {
  const { counts } = rows.statistics;
  const young = youngByWeight(rows);
  const values = new Float32Array(moments.length);
  for (let first = 0, end = 0; first < counts.length; first = end) {
    if (first > 0) yield;
    for (let own = 0; end < counts.length && (end === first || own + counts[end]! <= ROWS); end++) {
      own += counts[end]!;
    }
    values.set(atMomentsOf(rows, moments, each, young, first, end), first * each);
  }
  return values;
}

/** The same of the candidates [first, end). */
function atMomentsOf(
  rows: OrderedRows,
  moments: Float64Array,
  each: number,
  young: YoungByWeight,
  first: number,
  end: number,
): Float32Array {
  const { context, selection, statistics, weighted } = rows;
  const { heap } = context.table;
  const { leaves } = statistics;
  const { ofLeaves } = weighted;
  const { values, weights: youngWeights } = young;
  const { length } = values;
  const moment = moments.subarray(first * each, end * each);
  const spans = young.spans.subarray(first * 2, end * 2);
  const bytes = (ofLeaves.length + moment.length + length) * 8 + (moment.length + length + spans.length) * 4;
  return weighted.take(bytes, (leafWeights, { slices, bits, weights }) => {
    const wanted = leafWeights + ofLeaves.length * 8;
    const ownWeights = wanted + moment.length * 8;
    const out = ownWeights + length * 8;
    const own = out + moment.length * 4;
    const ownSpans = own + length * 4;
    heap.f64(leafWeights, ofLeaves.length).set(ofLeaves);
    heap.f64(wanted, moment.length).set(moment);
    heap.f64(ownWeights, length).set(youngWeights);
    heap.f32(own, length).set(values);
    heap.u32(ownSpans, spans.length).set(spans);
    heap.kernels.valuesAtWeights(
      selection.at,
      context.orders.byDuration.durations.at,
      slices,
      bits,
      weights,
      leaves.at,
      leafWeights,
      leaves.startsAt + first * 4,
      end - first,
      own,
      ownWeights,
      ownSpans,
      wanted,
      each,
      out,
    );
    return heap.f32(out, moment.length).slice();
  });
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
