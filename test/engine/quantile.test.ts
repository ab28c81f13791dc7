import { describe, expect, it } from 'vitest';
import { WORTH_BUCKETS } from '../../src/engine/bucket-select.ts';
import { quantiles } from '../../src/engine/quantile.ts';
import { weightedQuantiles } from '../../src/engine/weighted-quantile.ts';
import { createRandom } from '../random.ts';

const QS = [0, 0.01, 0.5, 0.75, 0.9, 0.95, 0.99, 1];

/** Type 7, from the definition: sort, then interpolate. */
function sorted(values: readonly number[], q: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  const h = (ascending.length - 1) * q;
  const [lower = Number.NaN, upper = lower] = ascending.slice(Math.floor(h), Math.floor(h) + 2);
  return lower + (h - Math.floor(h)) * (upper - lower);
}

/** What foils a quick choice of pivots, or rounding, or signs. */
const SHAPES: Readonly<Record<string, (index: number, n: number, chance: number) => number>> = {
  random: (_index, _n, chance) => Math.fround(chance * 1000),
  doubles: (_index, _n, chance) => 1.7e12 + chance * 1e-3,
  'both signs': (_index, _n, chance) => Math.fround((chance - 0.5) * 1e6),
  equal: () => 42,
  'two values': (index) => index % 2,
  ascending: (index) => index,
  descending: (index, n) => n - index,
  'organ pipes': (index, n) => Math.min(index, n - index),
  'zeros of both signs': (index) => (index % 2 === 0 ? 0 : -0),
  'huge and tiny': (index, _n, chance) => (index % 2 === 0 ? chance * 1e-30 : chance * 1e30),
};

describe('quantiles', () => {
  it('interpolate as type 7', () => {
    const values = Float64Array.of(10_000, 0, 2000);
    expect(quantiles(values, 0, 3, [0.5, 0.75, 0.95, 0.99])).toEqual([2000, 6000, 9200, 9840]);
  });

  it('of one value are that value, of none NaN', () => {
    expect(quantiles(Float64Array.of(7), 0, 1, QS)).toEqual(QS.map(() => 7));
    expect(quantiles(new Float64Array(0), 0, 0, QS)).toEqual(QS.map(() => Number.NaN));
  });

  it('look at their own part alone', () => {
    const values = Float64Array.of(-1, 5, 3, 4, 99);
    expect(quantiles(values, 1, 4, [0, 0.5, 1])).toEqual([3, 4, 5]);
    expect([values[0], values[4]]).toEqual([-1, 99]);
  });

  const sizes = [2, 17, 1000, WORTH_BUCKETS - 1, WORTH_BUCKETS + 1];
  describe.each(Object.keys(SHAPES))('of %s', (shape) => {
    it.each(sizes)('values, %i of them, are those of the sorted sample', (n) => {
      const random = createRandom(n);
      const values = Array.from({ length: n }, (_, index) => SHAPES[shape]!(index, n, random.next()));
      const found = quantiles(Float64Array.from(values), 0, n, QS);
      // Adding 0 makes −0 a 0: which of the two stands at a rank is nobody's concern.
      expect(found.map((value) => value + 0)).toEqual(QS.map((q) => sorted(values, q) + 0));
    });
  });
});

describe('weighted quantiles', () => {
  it('are those of the worked case', () => {
    const at = (q: number): number =>
      weightedQuantiles(Float64Array.of(3, 1, 0, 4, 2), Float64Array.of(8, 2, 1, 16, 4), 0, 5, [q])[0]!;
    expect([at(0.25), at(0.5), at(0.9)]).toEqual([3, 4, 4]);
  });

  it.each([1, 2, 5, 40, 700])('of %i values equal those of the sample written out weight times', (n) => {
    const random = createRandom(n);
    for (let round = 0; round < 20; round++) {
      const values = Array.from({ length: n }, () => random.whole(0, n));
      const weights = values.map(() => random.whole(1, 6));
      const written = values.flatMap((value, index) => Array.from({ length: weights[index]! }, () => value));
      const found = weightedQuantiles(Float64Array.from(values), Float64Array.from(weights), 0, n, QS);
      for (const [index, q] of QS.entries()) expect(found[index]).toBeCloseTo(sorted(written, q), 9);
    }
  });

  it.each(Object.keys(SHAPES))('of %s values with weights of 1 are type 7', (shape) => {
    const n = 3000;
    const random = createRandom(n);
    const values = Array.from({ length: n }, (_, index) => SHAPES[shape]!(index, n, random.next()));
    const found = weightedQuantiles(Float64Array.from(values), new Float64Array(n).fill(1), 0, n, QS);
    expect(found.map((value) => value + 0)).toEqual(QS.map((q) => sorted(values, q) + 0));
  });

  it('take weights that are no whole numbers', () => {
    // W = 5, h = 0.5 · 4 = 2: at(2) is the value whose weights reach beyond 2.
    expect(weightedQuantiles(Float64Array.of(1, 2), Float64Array.of(2.5, 2.5), 0, 2, [0.5])).toEqual([1]);
    // h = 0.6 · 4 = 2.4: at(2) + 0.4 · (at(3) − at(2))
    const [found] = weightedQuantiles(Float64Array.of(1, 2), Float64Array.of(2.5, 2.5), 0, 2, [0.6]);
    expect(found).toBeCloseTo(1.4, 12);
  });

  it('of nothing are NaN', () => {
    expect(weightedQuantiles(new Float64Array(0), new Float64Array(0), 0, 0, [0.5])).toEqual([Number.NaN]);
  });
});
