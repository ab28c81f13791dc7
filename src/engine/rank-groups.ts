import { select } from './select.ts';
import { sortRows } from './sort-rows.ts';
import type { Steps } from './steps.ts';
import { takenFloats } from './values-of.ts';

/** Of more groups than this, what is done with all of them is a block of its own. */
const MANY = 50_000;

/** What groups are sorted by, the strongest first. */
export interface SortBy {
  readonly values: Float64Array;
  readonly desc: boolean;
}

/** A number for each of some groups by which they sort, ascending. */
export type RankOf = (groups: Uint32Array) => Float64Array;

/** The groups that may be among the first `limit`: no worse in the strongest than the one that comes last of these. */
function* contenders(groups: number, [first]: readonly SortBy[], limit: number): Steps<Uint32Array> {
  if (first === undefined || limit >= groups || limit === 0) return firstNumbers(groups);
  const keys = keysOf(first);
  if (groups > MANY) yield;
  // What is left by a guess is selected among: a tenth of many groups, and then it takes a tenth of the time.
  const guessed = upTo(keys, guessOf(keys, limit));
  if (groups > MANY) yield;
  const some = guessed.length >= limit ? guessed : firstNumbers(groups);
  const own = takenFloats(keys, some);
  const bound = select(own, 0, some.length - 1, limit - 1);
  if (some.length > MANY) yield;
  return upTo(keys, bound);
}

/** Keys that a guess is made by. */
const SAMPLES = 4096;

/** A key that is not below that of rank `limit`, most likely, and not far above it; of few all are. */
function guessOf(keys: Float64Array, limit: number): number {
  if (keys.length < 4 * SAMPLES) return Infinity;
  const step = keys.length / SAMPLES;
  const samples = new Float64Array(SAMPLES);
  for (let index = 0; index < SAMPLES; index++) samples[index] = keys[Math.floor(index * step)]!;
  samples.sort();
  const rank = (limit / keys.length) * SAMPLES;
  // Four deviations more than there should be in the sample.
  return samples[Math.ceil(rank + 4 * Math.sqrt(rank) + 8)] ?? Infinity;
}

/** The places of the keys up to a bound. */
function upTo(keys: Float64Array, bound: number): Uint32Array {
  let count = 0;
  for (let place = 0; place < keys.length; place++) if (keys[place]! <= bound) count += 1;
  const places = new Uint32Array(count);
  for (let place = 0, at = 0; at < count; place++) if (keys[place]! <= bound) places[at++] = place;
  return places;
}

/** Numbers that ascend in the order of the values; those of NaN are the largest. Loops: `map` takes several times as long. */
function keysOf({ values, desc }: SortBy): Float64Array {
  const keys = new Float64Array(values.length);
  for (let group = 0; group < keys.length; group++) {
    const value = values[group]!;
    keys[group] = Number.isNaN(value) ? Infinity : desc ? -value : value;
  }
  return keys;
}

/** Places in order: by the first, where that is equal by the next, then as they are; NaN comes last. */
function* orderOf(places: number, by: readonly SortBy[]): Steps<Uint32Array> {
  let order = firstNumbers(places);
  // The weakest first: what is equal in a stronger one stays in its order.
  for (const own of by.toReversed()) {
    const tie = new Float64Array(places);
    for (let place = 0; place < places; place++) tie[order[place]!] = place;
    order = withAbsentLast(yield* sortRows(order, { keys: keysOf(own), tie }), own.values);
    if (places > MANY) yield;
  }
  return order;
}

function withAbsentLast(order: Uint32Array, values: Float64Array): Uint32Array {
  const sorted = new Uint32Array(order.length);
  let count = 0;
  for (const place of order) if (!Number.isNaN(values[place]!)) sorted[count++] = place;
  if (count === order.length) return order;
  for (const place of order) if (Number.isNaN(values[place]!)) sorted[count++] = place;
  return sorted;
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
function* orderOfRanks(groups: number, ranks: readonly Float64Array[]): Steps<Uint32Array | null> {
  let order = firstNumbers(groups);
  for (const own of ranks.toReversed()) {
    const most = largestOf(own);
    if (most === null) return null;
    for (let shift = 0; shift < 31 && most >>> shift > 0; shift += DIGIT) {
      order = sortedByDigit(order, own, shift);
      if (groups > MANY) yield;
    }
  }
  return order;
}

/**
 * The first `limit` groups in order: by `by`, then by `ties`, then as they are. What ties go by is asked for the groups
 * alone that may be among the first, because ranking texts takes long.
 */
export function* rankGroups(
  groups: number,
  by: readonly SortBy[],
  ties: readonly RankOf[],
  limit: number,
): Steps<Uint32Array> {
  const some = yield* contenders(groups, by, limit);
  const tied = ties.map((rankOf) => ({ values: rankOf(some), desc: false }));
  const ranked =
    by.length === 0
      ? yield* orderOfRanks(
          some.length,
          tied.map(({ values }) => values),
        )
      : null;
  const placesOf = (order: Uint32Array): Uint32Array =>
    (some.length === groups ? order : order.map((index) => some[index]!)).slice(0, limit);
  if (ranked !== null) return placesOf(ranked);
  const own = by.map(({ values, desc }) => ({ values: takenFloats(values, some), desc }));
  return placesOf(yield* orderOf(some.length, [...own, ...tied]));
}
