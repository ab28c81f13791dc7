import { describe, expect, it } from 'vitest';
import { rankGroups } from '../../src/engine/rank-groups.ts';
import type { RankOf, SortBy } from '../../src/engine/rank-groups.ts';
import { finish } from '../../src/engine/steps.ts';
import { createRandom } from '../random.ts';

function ranked(groups: number, by: readonly SortBy[], ties: readonly RankOf[], limit: number): number[] {
  return [...finish(rankGroups(groups, by, ties, limit))];
}

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
    expect(ranked(700, [], ties, 700)).toEqual(expected(ranks, 700));
    expect(ranked(700, [], ties, 20)).toEqual(expected(ranks, 20));
  });

  it('and so are halves', () => {
    const ranks = [Float64Array.of(2, 0.5, 1, 0.25, Infinity, 0.5)];
    expect(ranked(6, [], [() => ranks[0]!], 6)).toEqual([3, 1, 5, 2, 0, 4]);
  });
});

/** Compares numbers in a direction; NaN comes last either way. */
function compare(one: number, two: number, desc: boolean): number {
  if (Number.isNaN(one) || Number.isNaN(two)) return Number(Number.isNaN(one)) - Number(Number.isNaN(two));
  if (one === two) return 0;
  return one < two === desc ? 1 : -1;
}

describe('groups are ranked by what they measure', () => {
  const random = createRandom(9);
  const count = 3000;
  const some = [Number.NaN, Infinity, -Infinity, -0, 0, 1, 2.5, 3];
  const values = [1, 2].map(() => Float64Array.from({ length: count }, () => random.pick(some)));
  const tie = Float64Array.from({ length: count }, () => random.whole(0, 40));

  it.each([
    [[true], count],
    [[false], count],
    [[true, false], count],
    [[false, true], 700],
    [[true], 11],
    [[false], 2990],
    [[true, true], 0],
  ] as [boolean[], number][])('in the directions %s, the first %i', (directions, limit) => {
    const by = directions.map((desc, index) => ({ values: values[index]!, desc }));
    const order = Array.from(tie.keys()).sort((one, two) => {
      for (const { values: own, desc } of by) {
        const compared = compare(own[one]!, own[two]!, desc);
        if (compared !== 0) return compared;
      }
      return tie[one]! - tie[two]! || one - two;
    });
    const ties = [(groups: Uint32Array) => Float64Array.from(groups, (group) => tie[group]!)];
    expect(ranked(count, by, ties, limit)).toEqual(order.slice(0, limit));
  });

  it('in blocks, where there are many', () => {
    const many = 200_000;
    const own = Float64Array.from({ length: many }, () => random.whole(0, 1e6));
    const order = Array.from(own.keys()).sort((one, two) => own[two]! - own[one]! || one - two);
    const steps = rankGroups(many, [{ values: own, desc: true }], [], many);
    let blocks = 1;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) blocks += 1;
    expect(Buffer.from(step.value.buffer).equals(Buffer.from(Uint32Array.from(order).buffer))).toBe(true);
    expect(blocks).toBeGreaterThan(10);
    expect(ranked(many, [{ values: own, desc: true }], [], 50)).toEqual(order.slice(0, 50));
  });
});

describe('of very many groups the first', () => {
  const groups = 20_000;
  const random = createRandom(11);
  const kinds: [string, () => number][] = [
    ['all different', () => random.next()],
    ['few different', () => random.whole(0, 3)],
    ['the same but for one in a thousand', () => (random.chance(0.001) ? random.next() : 0)],
    ['often absent', () => (random.chance(0.9) ? Number.NaN : random.whole(0, 50))],
  ];

  it.each(
    kinds.flatMap(([name, make]) => [1, 50, 3000, 19_999].map((limit) => [name, make, limit] as const)),
  )('are found where values are %s (%#)', (_, make, limit) => {
    const values = Float64Array.from({ length: groups }, make);
    for (const desc of [true, false]) {
      const order = Array.from(values.keys()).toSorted(
        (one, two) => compare(values[one]!, values[two]!, desc) || one - two,
      );
      expect(ranked(groups, [{ values, desc }], [], limit)).toEqual(order.slice(0, limit));
    }
  });
});
