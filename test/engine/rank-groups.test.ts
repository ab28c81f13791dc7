import { describe, expect, it } from 'vitest';
import { rankGroups } from '../../src/engine/rank-groups.ts';
import { createRandom } from '../random.ts';

/** The places of groups by ranks, as a comparison sorts them. */
function expected(ranks: readonly Float64Array[], limit: number): number[] {
  const places = Array.from(ranks[0]!, (_, place) => place);
  const compare = (one: number, two: number): number => {
    for (const own of ranks) if (own[one] !== own[two]) return own[one]! - own[two]!;
    return one - two;
  };
  return places.toSorted(compare).slice(0, limit);
}

describe('groups are ranked by whole numbers as a comparison ranks them', () => {
  // Up to a digit, beyond it, beyond two of them, and what is no whole number.
  it.each([1, 2047, 2048, 5_000_000, 2 ** 31 - 1, 2 ** 40])('up to %i', (most) => {
    const random = createRandom(most % 1000);
    const ranks = [3, most, 2].map((top) => Float64Array.from({ length: 700 }, () => random.whole(0, top)));
    const ties = ranks.map((own) => (some: Uint32Array) => Float64Array.from(some, (group) => own[group]!));
    expect([...rankGroups(700, [], ties, 700)]).toEqual(expected(ranks, 700));
    expect([...rankGroups(700, [], ties, 20)]).toEqual(expected(ranks, 20));
  });

  it('and so are halves', () => {
    const ranks = [Float64Array.of(2, 0.5, 1, 0.25, Infinity, 0.5)];
    expect([...rankGroups(6, [], [() => ranks[0]!], 6)]).toEqual([3, 1, 5, 2, 0, 4]);
  });
});
