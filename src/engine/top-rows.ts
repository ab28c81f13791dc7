import { select } from './select.ts';

/**
 * The indices of the `limit` values that come first in a direction, in order; those without a value come last and
 * ties go by `tie`, ascending. Only what comes first is sorted.
 */
export function topRows(values: Float64Array, tie: Float64Array, desc: boolean, limit: number): Uint32Array {
  const sign = desc ? -1 : 1;
  // Ascending keys; what has no value sorts behind everything that has.
  const keys = new Float64Array(values.length);
  for (let index = 0; index < keys.length; index++) {
    const value = values[index]!;
    keys[index] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value;
  }
  const isLast = (index: number): boolean => Number.isNaN(values[index]!);
  const compare = (one: number, two: number): number =>
    Number(isLast(one)) - Number(isLast(two)) || keys[one]! - keys[two]! || tie[one]! - tie[two]!;
  if (limit <= 0) return new Uint32Array(0);
  if (limit >= keys.length) return Uint32Array.from(keys, (_, index) => index).sort(compare);
  const bound = select(keys.slice(), 0, keys.length - 1, limit - 1);
  const first: number[] = [];
  const tied: number[] = [];
  for (let index = 0; index < keys.length; index++) {
    if (keys[index]! < bound) first.push(index);
    else if (keys[index] === bound) tied.push(index);
  }
  return Uint32Array.from([...first, ...firstTied(tied, limit - first.length, values, tie)]).sort(compare);
}

/** Of rows with the same key, the `count` that come first: those with a value, then by `tie`. */
function firstTied(tied: number[], count: number, values: Float64Array, tie: Float64Array): number[] {
  if (tied.length <= count) return tied;
  const withValue = tied.filter((index) => !Number.isNaN(values[index]!));
  const without = tied.filter((index) => Number.isNaN(values[index]!));
  return [...smallestTies(withValue, count, tie), ...smallestTies(without, count - withValue.length, tie)];
}

function smallestTies(indices: number[], count: number, tie: Float64Array): number[] {
  if (count <= 0) return [];
  if (indices.length <= count) return indices;
  const ties = Float64Array.from(indices, (index) => tie[index]!);
  const bound = select(ties, 0, ties.length - 1, count - 1);
  return indices.filter((index) => tie[index]! <= bound);
}
