import { describe, expect, it } from 'vitest';
import { mostShare, percentileCurve, shareTicks, tailPlace } from '../../../src/ui/chart/percentile-curve.ts';

describe('the curve of percentiles', () => {
  it('is exact at the edges of bins, and passes over empty ones', () => {
    const counts = Float64Array.of(0, 3, 0, 6, 1);
    expect(percentileCurve({ edges: [1, 2, 4, 8, 16, 32], counts })).toEqual([
      { share: 0, value: 2 },
      { share: 0.3, value: 4 },
      { share: 0.9, value: 16 },
      { share: 1, value: 32 },
    ]);
    expect(percentileCurve({ edges: [1, 2], counts: Float64Array.of(0) })).toEqual([]);
  });

  it('gives each nine as much room', () => {
    expect(tailPlace(0, 0.999)).toBeCloseTo(0, 12);
    expect(tailPlace(0.9, 0.999)).toBeCloseTo(1 / 3, 9);
    expect(tailPlace(0.99, 0.999)).toBeCloseTo(2 / 3, 9);
    expect(tailPlace(1, 0.999)).toBe(1);
  });

  it('reaches as far as the rows bear', () => {
    expect([50, 1_000, 10_000].map(mostShare)).toEqual([0.99, 0.999, 0.9999]);
    expect(shareTicks(0.99).at(-1)).toEqual({ share: 0.99, label: 'p99' });
    expect(shareTicks(0.9999).at(-1)?.label).toBe('p99.99');
  });
});
