import { describe, expect, it } from 'vitest';
import { boundsOf, floatUpTo } from '../../src/engine/number-bounds.ts';
import { compares } from '../../src/model/filter.ts';
import type { Comparison } from '../../src/model/filter.ts';
import { createRandom } from '../random.ts';

const COMPARISONS: readonly Comparison[] = ['<', '<=', '>', '>=', '='];
const LITERALS = [0, -0, 0.1, -0.1, 300, 299.999, 1e-50, -1e-50, 3.5e38, Infinity, -Infinity, Number.NaN];

describe.each(['float32', 'float64'] as const)(
  'the bounds of a comparison with a column of %s',
  (precision) => {
    const held = (value: number): number => (precision === 'float32' ? Math.fround(value) : value);
    const random = createRandom(7);
    const literals = [...LITERALS, ...Array.from({ length: 200 }, () => (random.next() - 0.5) * 1000)];
    // What the column holds next to each literal, on both sides.
    const values = literals.flatMap((literal) => [
      held(literal),
      held(literal * (1 + 2 ** -23)),
      held(literal * (1 - 2 ** -23)),
      held(literal + 1),
    ]);

    it.each(COMPARISONS)('hold for the same values as %s', (is) => {
      for (const literal of literals) {
        const bounds = boundsOf(is, literal, precision);
        for (const value of values) {
          const isWithin = bounds !== null && value >= bounds.low && value <= bounds.high;
          expect([is, literal, value, isWithin]).toEqual([is, literal, value, compares(value, is, literal)]);
        }
      }
    });
  },
);

it('the largest float32 up to a double is that of a comparison', () => {
  const random = createRandom(8);
  const more = Array.from({ length: 1000 }, () => (random.next() - 0.5) * 10 ** random.whole(-50, 40));
  for (const value of [...LITERALS, ...more]) {
    expect([value, floatUpTo(value)]).toEqual([value, boundsOf('<=', value, 'float32')?.high ?? -Infinity]);
  }
});
