import { describe, expect, it } from 'vitest';
import { finish } from '../../src/engine/steps.ts';
import { topRows } from '../../src/engine/top-rows.ts';
import { createRandom } from '../random.ts';

/** The definition: sort everything, cut. */
function sortedRows(
  values: readonly number[],
  tie: readonly number[],
  desc: boolean,
  limit: number,
): number[] {
  const order = values.map((_, index) => index);
  order.sort((one, two) => {
    const [a, b] = [values[one]!, values[two]!];
    if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
    const compared = Number.isNaN(a) || a === b ? 0 : (a - b) * (desc ? -1 : 1);
    return compared || tie[one]! - tie[two]!;
  });
  return order.slice(0, limit);
}

describe('the first rows', () => {
  it.each([1, 2, 30, 500])('of %i are those of the sorted whole', (n) => {
    const random = createRandom(n);
    for (let round = 0; round < 40; round++) {
      const values = Array.from({ length: n }, () => (random.chance(0.2) ? Number.NaN : random.whole(0, 5)));
      const tie = Array.from(values, (_, index) => (index * 7919) % 100_003);
      const desc = random.chance(0.5);
      for (const limit of [0, 1, Math.ceil(n / 3), n, n + 5]) {
        const found = finish(topRows(Float64Array.from(values), Float64Array.from(tie), desc, limit));
        expect([...found]).toEqual(sortedRows(values, tie, desc, limit));
      }
    }
  });

  it('put an infinite value before no value', () => {
    const values = Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY);
    const tie = Float64Array.of(0, 1, 2, 3);
    expect([...finish(topRows(values, tie, false, 3))]).toEqual([3, 2, 1]);
    expect([...finish(topRows(values, tie, true, 3))]).toEqual([1, 2, 3]);
  });
});
