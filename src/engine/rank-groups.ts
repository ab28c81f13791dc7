import { select } from './select.ts';

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
  const all = new Uint32Array(groups);
  for (let group = 0; group < groups; group++) all[group] = group;
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

/**
 * The places of groups by ranks that are whole numbers from 0, written into one number each, which sorts several times
 * as fast as a comparison function; null where the ranks are no such numbers or too large.
 */
function orderOfRanks(groups: number, ranks: readonly Float64Array[]): Uint32Array | null {
  const keys = new Float64Array(groups);
  let size = groups;
  for (const own of ranks) {
    let most = 0;
    for (let group = 0; group < groups; group++) {
      const rank = own[group]!;
      if (!(rank >= 0) || rank !== Math.floor(rank)) return null;
      if (rank > most) most = rank;
    }
    size *= most + 1;
    if (size > Number.MAX_SAFE_INTEGER) return null;
    for (let group = 0; group < groups; group++) keys[group] = keys[group]! * (most + 1) + own[group]!;
  }
  for (let group = 0; group < groups; group++) keys[group] = keys[group]! * groups + group;
  keys.sort();
  const order = new Uint32Array(groups);
  for (let place = 0; place < groups; place++) order[place] = keys[place]! % groups;
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
  if (ranked !== null) return ranked.slice(0, limit).map((index) => some[index]!);
  const own = by.map(({ values, desc }) => ({
    values: Float64Array.from(some, (group) => values[group]!),
    desc,
  }));
  const order = Uint32Array.from(some, (_, index) => index);
  order.sort((one, two) => compareBy(own, one, two) || compareBy(tied, one, two) || one - two);
  return order.slice(0, limit).map((index) => some[index]!);
}
