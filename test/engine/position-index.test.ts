import { describe, expect, it } from 'vitest';
import { PositionIndex } from '../../src/engine/position-index.ts';
import { createRandom } from '../random.ts';

const random = createRandom(7);

/** Keys that an unlucky hash would put on top of each other. */
const KEYS: Readonly<Record<string, readonly number[]>> = {
  'in a row': Array.from({ length: 3000 }, (_, index) => index),
  'a power of two apart': Array.from({ length: 3000 }, (_, index) => index * 2 ** 20),
  'beyond 32 bits': Array.from({ length: 3000 }, (_, index) => 2 ** 53 - 1 - index * 2 ** 32),
  fractions: Array.from({ length: 3000 }, (_, index) => index / 4096),
  'drawn by chance': Array.from({ length: 3000 }, () => random.next() * 2 ** 40),
  negative: Array.from({ length: 3000 }, (_, index) => -1 - index),
};

describe.each(Object.keys(KEYS))('keys %s', (name) => {
  const keys = Float64Array.from(KEYS[name]!);

  it('are found where they were put, and no others', () => {
    const index = new PositionIndex();
    const before = Array.from(keys, (_, position) => index.point(keys, position));
    expect(new Set(before)).toEqual(new Set([-1]));
    expect(Array.from(keys, (key) => index.find(keys, key))).toEqual(
      Array.from(keys, (_, position) => position),
    );
    expect(index.find(keys, 0.123)).toBe(-1);
  });
});

describe('a key that comes again', () => {
  it('points at its newest position', () => {
    const index = new PositionIndex();
    const keys = Float64Array.of(5, 9, 5);
    expect([index.point(keys, 0), index.point(keys, 1), index.point(keys, 2)]).toEqual([-1, -1, 0]);
    expect(index.find(keys, 5)).toBe(2);
  });

  it('may be a zero of the other sign', () => {
    const index = new PositionIndex();
    const keys = Float64Array.of(0, -0);
    index.point(keys, 0);
    expect(index.point(keys, 1)).toBe(0);
  });
});
