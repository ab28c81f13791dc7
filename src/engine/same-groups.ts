import type { Gathered } from '../metrics/derive.ts';
import { statName } from '../metrics/stat.ts';
import type { Stat } from '../metrics/stat.ts';
import type { Groups } from './groups.ts';
import type { Steps } from './steps.ts';
import { takenFloats } from './values-of.ts';

/** Statistics that are known of some groups, by `statName`: each is made when it is asked for. */
export type Known = ReadonlyMap<string, () => Float64Array | Steps<Float64Array>>;

/** Gathers what is known of some groups; all else `others` says of them. */
export function* gatherKnown(
  known: Known,
  stats: readonly Stat[],
  others: (stats: readonly Stat[]) => Steps<Gathered>,
): Steps<Gathered> {
  const gathered = new Map<string, Float64Array>();
  for (const stat of stats) {
    const name = statName(stat);
    const made = known.get(name)?.();
    if (made !== undefined) gathered.set(name, made instanceof Float64Array ? made : yield* made);
  }
  const rest = stats.filter((stat) => !known.has(statName(stat)));
  if (rest.length === 0) return gathered;
  return new Map([...gathered, ...(yield* others(rest))]);
}

/** Where groups are among others that have the same keys, by their codes; −1 of those that are not. */
function placesAmong(codes: readonly Int32Array[], others: readonly Int32Array[]): Int32Array {
  // Codes of all keys but the first begin at 0, so that one number tells the groups.
  const sizes = codes.map((own, key) => {
    let most = 0;
    for (const side of [own, others[key]!]) {
      for (let index = 0; index < side.length; index++) if (side[index]! > most) most = side[index]!;
    }
    return most + 1;
  });
  const nameOf = (all: readonly Int32Array[], index: number): number => {
    let name = 0;
    for (let key = 0; key < all.length; key++) name = name * sizes[key]! + all[key]![index]!;
    return name;
  };
  const places = new Map<number, number>();
  for (let index = 0; index < others[0]!.length; index++) places.set(nameOf(others, index), index);
  const found = new Int32Array(codes[0]!.length);
  for (let index = 0; index < found.length; index++) found[index] = places.get(nameOf(codes, index)) ?? -1;
  return found;
}

/** What others say of the groups that have these codes, on one side of theirs, in the order of the codes. NaN of those that they have not. */
export function* ofSameGroups(
  others: Groups,
  side: 'value' | 'versus',
  codes: readonly Int32Array[],
  stats: readonly Stat[],
): Steps<Gathered> {
  const places = placesAmong(codes, others.codes);
  const gathered = yield* others[side]!.steps(stats);
  return new Map(
    stats.map((stat) => {
      const name = statName(stat);
      return [name, takenFloats(gathered.get(name)!, places)] as const;
    }),
  );
}
