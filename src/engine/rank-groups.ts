import { select } from './select.ts';
import { takenFloats } from './values-of.ts';

/** Compares numbers in a direction; NaN comes last either way. */
function compareNumbers(one: number, two: number, desc: boolean): number {
  if (Number.isNaN(one) || Number.isNaN(two))
    return (Number.isNaN(one) ? 1 : 0) - (Number.isNaN(two) ? 1 : 0);
  if (one === two) return 0;
  return one < two === desc ? 1 : -1;
}

/** What groups are sorted by, the strongest first. */
export interface SortBy {
  readonly values: Float64Array;
  readonly desc: boolean;
}

/** A number for each of some groups by which they sort, ascending. */
export type RankOf = (groups: Uint32Array) => Float64Array;

function compareBy(by: readonly SortBy[], one: number, two: number): number {
  for (const { values, desc } of by) {
    const compared = compareNumbers(values[one]!, values[two]!, desc);
    if (compared !== 0) return compared;
  }
  return 0;
}

/** The groups that may be among the first `limit`: no worse in the strongest than the one that comes last of these. */
function contenders(groups: number, [first]: readonly SortBy[], limit: number): Uint32Array {
  const all = firstNumbers(groups);
  if (first === undefined || limit >= groups || limit === 0) return all;
  const { values, desc } = first;
  // Ascending, NaN last either way. Loops, because `map` and `filter` take several times as long.
  const keys = new Float64Array(groups);
  for (let group = 0; group < groups; group++) {
    const value = values[group]!;
    keys[group] = Number.isNaN(value) ? Infinity : desc ? -value : value;
  }
  const bound = select(keys.slice(), 0, groups - 1, limit - 1);
  let count = 0;
  for (let group = 0; group < groups; group++) if (keys[group]! <= bound) all[count++] = group;
  return all.slice(0, count);
}

/** Bits of a digit that places are sorted by at a time. */
const DIGIT = 11;
const DIGITS = 2 ** DIGIT;

/** 0, 1, 2 and so on. */
function firstNumbers(count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  for (let index = 0; index < count; index++) numbers[index] = index;
  return numbers;
}

/** The largest of some ranks; null where one is no whole number from 0, or has more than 31 bits. */
function largestOf(ranks: Float64Array): number | null {
  let most = 0;
  for (let group = 0; group < ranks.length; group++) {
    const rank = ranks[group]!;
    if (!(rank >= 0 && rank < 2 ** 31) || rank !== Math.floor(rank)) return null;
    if (rank > most) most = rank;
  }
  return most;
}

/** Sorts places by a digit of their ranks; those that share it stay in their order. */
function sortedByDigit(places: Uint32Array, ranks: Float64Array, shift: number): Uint32Array {
  const next = new Uint32Array(DIGITS + 1);
  for (let index = 0; index < ranks.length; index++)
    next[((ranks[index]! >>> shift) & (DIGITS - 1)) + 1]! += 1;
  for (let digit = 0; digit < DIGITS; digit++) next[digit + 1]! += next[digit]!;
  const sorted = new Uint32Array(places.length);
  for (let index = 0; index < places.length; index++) {
    const place = places[index]!;
    const digit = (ranks[place]! >>> shift) & (DIGITS - 1);
    sorted[next[digit]!++] = place;
  }
  return sorted;
}

/**
 * The places of groups by ranks that are whole numbers, the strongest first; null where they are none. Sorted by the
 * weakest ranks first, digit by digit: that takes some passes over the groups, and no comparison.
 */
function orderOfRanks(groups: number, ranks: readonly Float64Array[]): Uint32Array | null {
  let order = firstNumbers(groups);
  for (const own of ranks.toReversed()) {
    const most = largestOf(own);
    if (most === null) return null;
    for (let shift = 0; shift < 31 && most >>> shift > 0; shift += DIGIT)
      order = sortedByDigit(order, own, shift);
  }
  return order;
}

/**
 * The first `limit` groups in order: by `by`, then by `ties`, then as they are. What ties go by is asked for the groups
 * alone that may be among the first, because ranking texts takes long.
 */
export function rankGroups(
  groups: number,
  by: readonly SortBy[],
  ties: readonly RankOf[],
  limit: number,
): Uint32Array {
  const some = contenders(groups, by, limit);
  const tied = ties.map((rankOf) => ({ values: rankOf(some), desc: false }));
  const ranked =
    by.length === 0
      ? orderOfRanks(
          some.length,
          tied.map(({ values }) => values),
        )
      : null;
  const placesOf = (order: Uint32Array): Uint32Array =>
    (some.length === groups ? order : order.map((index) => some[index]!)).slice(0, limit);
  if (ranked !== null) return placesOf(ranked);
  const own = by.map(({ values, desc }) => ({
    values: takenFloats(values, some),
    desc,
  }));
  const order = firstNumbers(some.length);
  order.sort((one, two) => compareBy(own, one, two) || compareBy(tied, one, two) || one - two);
  return placesOf(order);
}
