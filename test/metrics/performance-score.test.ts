import { describe, expect, it } from 'vitest';
import { erf } from '../../src/metrics/error-function.ts';
import {
  SCORE_PROFILE,
  performanceScore,
  rowScores,
  scorePages,
  scoreShares,
  scoreValue,
} from '../../src/metrics/performance-score.ts';
import type { ScoreProfile, VitalValues } from '../../src/metrics/performance-score.ts';

/** The profile of Relay's own tests, before TTFB and INP. */
const OLDER: ScoreProfile = [
  { vital: 'fcp', weight: 0.15, p10: 900, p50: 1600, optional: false },
  { vital: 'lcp', weight: 0.3, p10: 1200, p50: 2400, optional: false },
  { vital: 'fid', weight: 0.3, p10: 100, p50: 300, optional: false },
  { vital: 'cls', weight: 0.25, p10: 0.1, p50: 0.25, optional: false },
];

/** A page view whose every vital has the score 0.5. */
const MIDDLE = { fcp: 1600, lcp: 2400, inp: 500, cls: 0.25, ttfb: 400 };

describe('the error function', () => {
  it.each([
    [0, 0],
    [0.5, 0.520_499_877_8],
    [1, 0.842_700_792_9],
    [-1, -0.842_700_792_9],
    [2, 0.995_322_265],
    [Infinity, 1],
    [-Infinity, -1],
  ])('of %d is %d', (x, y) => {
    expect(Math.abs(erf(x) - y)).toBeLessThan(1.5e-7);
  });
});

describe('the score of a value', () => {
  it.each(SCORE_PROFILE.map((part) => [part.vital, part] as const))(
    'of %s goes through its points',
    (_, part) => {
      expect(scoreValue(part.p50, part)).toBeCloseTo(0.5, 6);
      expect(Math.abs(scoreValue(part.p10, part) - 0.9)).toBeLessThan(1e-6);
    },
  );

  it('is 1 at 0 and falls towards 0', () => {
    const [fcp] = SCORE_PROFILE;
    if (fcp === undefined) throw new Error('no profile');
    expect(scoreValue(0, fcp)).toBe(1);
    expect(scoreValue(1e6, fcp)).toBeCloseTo(0, 6);
    expect(scoreValue(Number.NaN, fcp)).toBeNaN();
    expect(scoreValue(-1, fcp)).toBeNaN();
  });
});

describe('the score of a page view', () => {
  it("is the one of Relay's worked example, part by part", () => {
    const values = { fcp: 1237, lcp: 6596, fid: 213, cls: 0.11 };
    const parts = new Map(
      scoreShares(values, OLDER)?.map((share) => [share.vital, share.score * share.weight]),
    );
    const expected = {
      fcp: 0.107_508_554_437_908_31,
      lcp: 0.009_238_896_571_386_584,
      fid: 0.196_573_613_482_825_45,
      cls: 0.218_641_706_074_448_63,
    } as const;
    for (const [vital, part] of Object.entries(expected)) {
      expect(Math.abs((parts.get(vital as keyof typeof expected) ?? Number.NaN) - part)).toBeLessThan(1e-6);
    }
    expect(Math.abs(performanceScore(values, OLDER) - 0.531_962_770_566_569)).toBeLessThan(1e-6);
  });

  it('is 0.5 where every part is', () => {
    expect(performanceScore(MIDDLE)).toBeCloseTo(0.5, 6);
  });

  it('weighs INP with 0.30 and scales what is there to 1', () => {
    expect(scoreShares(MIDDLE)?.map(({ vital, weight }) => [vital, weight])).toEqual(
      [
        ['fcp', 0.15],
        ['lcp', 0.3],
        ['inp', 0.3],
        ['cls', 0.15],
        ['ttfb', 0.1],
      ].map(([vital, weight]) => [vital, expect.closeTo(weight as number, 12)]),
    );
    const { inp: _, ...without } = MIDDLE;
    const weights = scoreShares(without)?.map(({ weight }) => weight) ?? [];
    expect(weights).toHaveLength(4);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    // (0.7 − 0.3·1 moved to LCP alone): 0.15, 0.30, 0.15 and 0.10 of 0.70.
    expect(performanceScore({ ...without, lcp: 0 })).toBeCloseTo((0.5 * 0.4 + 0.3) / 0.7, 6);
  });

  it('takes FID only where there is no INP', () => {
    const vitalsOf = (values: Parameters<typeof scoreShares>[0]) =>
      scoreShares(values)?.map(({ vital }) => vital);
    expect(vitalsOf({ ...MIDDLE, fid: 5 })).not.toContain('fid');
    const { inp: _, ...without } = MIDDLE;
    expect(vitalsOf({ ...without, fid: 5 })).toContain('fid');
  });

  it.each(['lcp', 'fcp', 'cls', 'ttfb'] as const)('is none without %s', (vital) => {
    expect(performanceScore({ ...MIDDLE, [vital]: undefined })).toBeNaN();
    expect(performanceScore({ ...MIDDLE, [vital]: Number.NaN })).toBeNaN();
  });
});

describe('the score of many page views', () => {
  it('averages those that have one, by weight, and counts the others', () => {
    const scores = scorePages([
      { vitals: MIDDLE, weight: 1 },
      { vitals: { fcp: 0, lcp: 0, inp: 0, cls: 0, ttfb: 0 }, weight: 3 },
      { vitals: { lcp: 2400 }, weight: 100 },
      { vitals: {}, weight: 100 },
      { vitals: { fp: 20 }, weight: 100 },
    ]);
    expect(scores.score).toBeCloseTo((0.5 + 3) / 4, 6);
    expect(scores).toMatchObject({ scored: 2, unscored: 1 });
  });

  it('has no score, not 0, where no page view has one', () => {
    expect(scorePages([{ vitals: { lcp: 1 }, weight: 1 }])).toEqual({
      score: Number.NaN,
      scored: 0,
      unscored: 1,
    });
  });
});

describe('the scores of rows in columns', () => {
  it('are those of the same page views one by one', () => {
    const { inp: _, ...without } = MIDDLE;
    const views: readonly VitalValues[] = [
      MIDDLE,
      { ...without, fid: 20 },
      { lcp: 900 },
      {},
      { ...MIDDLE, fid: 4, cls: 0 },
    ];
    const scores = rowScores((vital) =>
      vital === 'fp' ? null : Float64Array.from(views, (view) => view[vital] ?? Number.NaN),
    );
    const rounded = (score: number): string => score.toFixed(12);
    expect(views.map((_, place) => rounded(scores.at(place)))).toEqual(
      views.map((view) => rounded(performanceScore(view))),
    );
    expect(views.map((_, place) => scores.isPageView(place))).toEqual([true, true, true, false, true]);
  });
});
