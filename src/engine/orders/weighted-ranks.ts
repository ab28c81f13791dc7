import type { GroupRows } from './group-rows.ts';
import type { OrderedRows } from './ordered-rows.ts';

/** Where the walk stands: a sum (f64) and two numbers (u32). */
const STATE = 16;

/**
 * For each of some sums of weights, ascending, the value at which the weights of a group's rows, taken in the order of
 * their values, first exceed it.
 */
export function valuesAtWeights(
  rows: OrderedRows,
  group: GroupRows,
  moments: readonly number[],
): Float64Array {
  const { table, orders } = rows.context;
  const { byDuration: order } = orders;
  const { heap } = table;
  const { weights } = order.weightClasses;
  const young = group.youngValues;
  const bytes = STATE + weights.length * 8 + moments.length * 16 + young.length * 12 + 64;
  const { at: selected } = rows.selection;
  const state = heap.allocate(bytes);
  const ownWeights = state + STATE;
  const limits = ownWeights + weights.length * 8;
  const out = limits + moments.length * 8;
  const youngWeights = out + moments.length * 8;
  const youngValues = youngWeights + young.length * 8;
  heap.u8(state, STATE).fill(0);
  heap.f64(ownWeights, weights.length).set(weights);
  heap.f64(limits, moments.length).set(moments);
  heap.f64(out, moments.length).fill(Number.NaN);
  heap.f64(youngWeights, young.length).set(group.youngWeights());
  heap.f32(youngValues, young.length).set(young);
  const walk = (places: number, first: number, end: number): void =>
    heap.kernels.walkWeights(
      places,
      order.durations.at,
      order.weights.at,
      ownWeights,
      first,
      end,
      youngValues,
      youngWeights,
      young.length,
      limits,
      moments.length,
      out,
      state,
    );
  for (const { leaf, count } of group.leaves) {
    if (count > 0) walk(selected, leaf.at / 64, (leaf.at + leaf.room) / 64);
  }
  walk(0, 0, 0);
  const found = heap.f64(out, moments.length).slice();
  heap.free(state, bytes);
  // What adding up in another order lost at the end belongs to the largest value.
  const largest = group.valueAt(group.length - 1);
  return found.map((value) => (Number.isNaN(value) ? largest : value));
}
