// Quantiles of a group's values, as the kernels find them, are what the definition says.
import { describe, expect, it } from 'vitest';
import { Heap } from '../../src/engine/heap.ts';
import type { Address } from '../../src/engine/kernels.ts';
import { createRandom } from '../random.ts';

/** From so many values on, float32 values are counted by more buckets. */
const MANY = 16_384;
/** Values for each quantile from which on a sample says between which values it lies, and how many a sample has. */
const WORTH_SAMPLE = 8192;
const SAMPLE = 256;
/** Bytes for counters of buckets and a sample. */
const COUNTERS = 2 * 4097 * 4 + 1280;

/** Calls a kernel with one group, values[from] to values[to - 1], and returns a number for each quantile. */
function ofOneGroup(
  heap: Heap,
  from: number,
  to: number,
  qs: readonly number[],
  kernel: (starts: Address, ends: Address, qs: Address, out: Address, spare: Address) => void,
): number[] {
  const at = heap.allocate(128 + qs.length * 16 + COUNTERS + (to - from) * 8);
  const out = at + 64 + qs.length * 8;
  heap.u32(at, 2).set([from, to]);
  heap.f64(at + 64, qs.length).set(qs);
  kernel(at, at + 4, at + 64, out, out + qs.length * 8);
  return [...heap.f64(out, qs.length)];
}

type Quantiles = (values: readonly number[], from: number, to: number, qs: readonly number[]) => number[];

const floatQuantiles: Quantiles = (values, from, to, qs) => {
  const heap = new Heap();
  const at = heap.allocate(values.length * 4 + 4);
  heap.f32(at, values.length).set(values);
  return ofOneGroup(heap, from, to, qs, (starts, ends, own, out, spare) =>
    heap.kernels.floatQuantiles(at, starts, ends, 1, own, qs.length, out, 8, spare + COUNTERS, spare),
  );
};

const doubleQuantiles: Quantiles = (values, from, to, qs) => {
  const heap = new Heap();
  const at = heap.allocate(values.length * 8 + 8);
  heap.f64(at, values.length).set(values);
  return ofOneGroup(heap, from, to, qs, (starts, ends, own, out) =>
    heap.kernels.doubleQuantiles(at, starts, ends, 1, own, qs.length, out, 8),
  );
};

/** The values are brought to their group by the kernel that does so, with the weights beside them. */
function weightedQuantiles(
  values: readonly number[],
  weights: readonly number[],
  qs: readonly number[],
): number[] {
  const heap = new Heap();
  const count = values.length;
  const column = heap.allocate(count * 24 + 64);
  const weight = column + count * 4;
  const list = weight + count * 4;
  const groups = list + count * 4;
  const next = heap.allocateZeros(4);
  const pairs = heap.allocate(count * 8 + 8);
  heap.f32(column, count).set(values);
  heap.f32(weight, count).set(weights);
  heap.u32(list, count).set(values.map((_, index) => index));
  heap.u32(groups, count).fill(0);
  heap.kernels.spreadWeighted(list, groups, count, column, weight, next, pairs);
  return ofOneGroup(heap, 0, count, qs, (starts, ends, own, out, spare) =>
    heap.kernels.weightedQuantiles(pairs, starts, ends, 1, own, qs.length, out, 8, spare + COUNTERS, spare),
  );
}

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
  'what a sample misses': (index, n, chance) =>
    index % Math.max(1, Math.floor(n / SAMPLE)) === 0 ? 1e6 : chance,
  'huge and tiny': (index, _n, chance) => (index % 2 === 0 ? chance * 1e-30 : chance * 1e30),
};

describe.each([
  ['float32', floatQuantiles, Math.fround],
  ['float64', doubleQuantiles, (value: number) => value],
] as const)('quantiles of %s values', (_name, quantiles, round) => {
  it('interpolate as type 7', () => {
    const found = quantiles([10_000, 0, 2000], 0, 3, [0.5, 0.75, 0.95, 0.99]);
    expect(found).toEqual([2000, 6000, 9200, 9840]);
  });

  it('of one value are that value, of none NaN', () => {
    expect(quantiles([7], 0, 1, QS)).toEqual(QS.map(() => 7));
    expect(quantiles([], 0, 0, QS)).toEqual(QS.map(() => Number.NaN));
  });

  it('look at their own part alone', () => {
    expect(quantiles([-1, 5, 3, 4, 99], 1, 4, [0, 0.5, 1])).toEqual([3, 4, 5]);
  });

  const sizes = [2, 17, 1000, MANY - 1, MANY + 1];
  describe.each(Object.keys(SHAPES))('of %s', (shape) => {
    it.each(sizes)('values, %i of them, are those of the sorted sample', (n) => {
      const random = createRandom(n);
      const values = Array.from({ length: n }, (_, index) => round(SHAPES[shape]!(index, n, random.next())));
      const found = quantiles(values, 0, n, QS);
      // Adding 0 makes −0 a 0: which of the two stands at a rank is nobody's concern.
      expect(found.map((value) => value + 0)).toEqual(QS.map((q) => sorted(values, q) + 0));
    });

    it('values, so many that a sample bounds each quantile, are those of the sorted sample', () => {
      const n = WORTH_SAMPLE + 2435;
      const random = createRandom(n);
      const values = Array.from({ length: n }, (_, index) => round(SHAPES[shape]!(index, n, random.next())));
      for (const q of QS) expect(quantiles(values, 0, n, [q])[0]! + 0, `q ${q}`).toBe(sorted(values, q) + 0);
    });
  });
});

describe('weighted quantiles', () => {
  it('are those of the worked case', () => {
    const at = (q: number): number => weightedQuantiles([3, 1, 0, 4, 2], [8, 2, 1, 16, 4], [q])[0]!;
    expect([at(0.25), at(0.5), at(0.9)]).toEqual([3, 4, 4]);
  });

  it.each([1, 2, 5, 40, 700])('of %i values equal those of the sample written out weight times', (n) => {
    const random = createRandom(n);
    for (let round = 0; round < 20; round++) {
      const values = Array.from({ length: n }, () => random.whole(0, n));
      const weights = values.map(() => random.whole(1, 6));
      const written = values.flatMap((value, index) => Array.from({ length: weights[index]! }, () => value));
      const found = weightedQuantiles(values, weights, QS);
      for (const [index, q] of QS.entries()) expect(found[index]).toBeCloseTo(sorted(written, q), 9);
    }
  });

  it.each(Object.keys(SHAPES))('of %s values with weights of 1 are type 7', (shape) => {
    const n = 3000;
    const random = createRandom(n);
    const values = Array.from({ length: n }, (_, index) =>
      Math.fround(SHAPES[shape]!(index, n, random.next())),
    );
    const ones = Array.from({ length: n }, () => 1);
    const found = weightedQuantiles(values, ones, QS);
    expect(found.map((value) => value + 0)).toEqual(QS.map((q) => sorted(values, q) + 0));
  });

  it('take weights that are no whole numbers', () => {
    // W = 5, h = 0.5 · 4 = 2: at(2) is the value whose weights reach beyond 2.
    expect(weightedQuantiles([1, 2], [2.5, 2.5], [0.5])).toEqual([1]);
    // h = 0.6 · 4 = 2.4: at(2) + 0.4 · (at(3) − at(2))
    const [found] = weightedQuantiles([1, 2], [2.5, 2.5], [0.6]);
    expect(found).toBeCloseTo(1.4, 12);
  });

  it('of nothing are NaN', () => {
    expect(weightedQuantiles([], [], [0.5])).toEqual([Number.NaN]);
  });
});
