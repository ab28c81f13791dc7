import { describe, expect, it } from 'vitest';
import { opportunities } from '../../src/metrics/opportunity.ts';

describe('what pages have to win', () => {
  it('is what the whole score misses, by how often each page is seen', () => {
    const pages = [
      { score: 0.5, scored: 800 },
      { score: 0.1, scored: 100 },
      { score: 1, scored: 100 },
    ];
    const [often = 0, rarely = 0, perfect = 1] = opportunities(pages);
    expect([often, rarely, perfect]).toEqual([
      expect.closeTo(0.4, 12),
      expect.closeTo(0.09, 12),
      expect.closeTo(0, 12),
    ]);
    const whole = pages.reduce((sum, { score, scored }) => sum + score * scored, 0) / 1000;
    expect(often + rarely + perfect).toBeCloseTo(1 - whole, 12);
  });

  it('is nothing, not 0, for a page without a score, which counts for no other', () => {
    const [one, none] = opportunities([
      { score: 0.5, scored: 10 },
      { score: NaN, scored: 0 },
    ]);
    expect(one).toBeCloseTo(0.5, 12);
    expect(none).toBeNaN();
    expect(opportunities([{ score: NaN, scored: 0 }])[0]).toBeNaN();
  });
});
