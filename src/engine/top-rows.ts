import { select } from './select.ts';
import { sortRows } from './sort-rows.ts';
import type { SortKeys } from './sort-rows.ts';
import type { Steps } from './steps.ts';

/**
 * The indices of the `limit` values that come first in a direction, in order; those without a value come last and
 * ties go by `tie`, ascending, whose numbers differ. Only what comes first is sorted.
 */
export function* topRows(
  values: Float64Array,
  tie: Float64Array,
  desc: boolean,
  limit: number,
): Steps<Uint32Array> {
  const keys = new Float64Array(values.length);
  const [present, absent] = [new Uint32Array(values.length), new Uint32Array(values.length)];
  let [presents, absents] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    keys[index] = desc ? -value : value;
    if (Number.isNaN(value)) absent[absents++] = index;
    else present[presents++] = index;
  }
  const first = yield* firstOf(present.subarray(0, presents), { keys, tie }, limit);
  if (absents === 0 || first.length >= limit) return first;
  const last = yield* firstOf(absent.subarray(0, absents), { keys: tie, tie }, limit - first.length);
  const all = new Uint32Array(first.length + last.length);
  all.set(first);
  all.set(last, first.length);
  return all;
}

function* firstOf(indices: Uint32Array, by: SortKeys, limit: number): Steps<Uint32Array> {
  if (limit <= 0) return indices.subarray(0, 0);
  return yield* sortRows(indices.length <= limit ? indices : least(indices, by, limit), by);
}

/** Those of more than `limit` indices that come first, in no order. */
function least(indices: Uint32Array, { keys, tie }: SortKeys, limit: number): Uint32Array {
  const own = new Float64Array(indices.length);
  for (let at = 0; at < own.length; at++) own[at] = keys[indices[at]!]!;
  const bound = select(own, 0, own.length - 1, limit - 1);
  const found = new Uint32Array(limit);
  const tied = new Uint32Array(indices.length);
  let [below, ties] = [0, 0];
  for (const index of indices) {
    const key = keys[index]!;
    if (key < bound) found[below++] = index;
    else if (key === bound) tied[ties++] = index;
  }
  const equal = tied.subarray(0, ties);
  const rest = limit - below;
  found.set(
    ties <= rest || keys === tie ? equal.subarray(0, rest) : least(equal, { keys: tie, tie }, rest),
    below,
  );
  return found;
}
