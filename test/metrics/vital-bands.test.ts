import { describe, expect, it } from 'vitest';
import { VITAL_BANDS, bandEdges, judgedVitals, rateVital } from '../../src/metrics/vital-bands.ts';
import type { Vital } from '../../src/model/transaction.ts';

type Case = readonly [Vital, number, string | null];

describe('the bands of web.dev', () => {
  const cases: readonly Case[] = [
    ['lcp', 2500, 'good'],
    ['lcp', 2500.001, 'meh'],
    ['lcp', 4000, 'meh'],
    ['lcp', 4000.001, 'poor'],
    ['inp', 200, 'good'],
    ['inp', 201, 'meh'],
    ['inp', 500, 'meh'],
    ['inp', 501, 'poor'],
    ['cls', 0, 'good'],
    ['cls', 0.11, 'meh'],
    ['cls', 0.25, 'meh'],
    ['cls', 0.26, 'poor'],
    ['fcp', 1800, 'good'],
    ['fcp', 3000, 'meh'],
    ['fcp', 3001, 'poor'],
    ['ttfb', 800, 'good'],
    ['ttfb', 1800, 'meh'],
    ['ttfb', 1801, 'poor'],
    ['fid', 100, 'good'],
    ['fid', 300, 'meh'],
    ['fid', 301, 'poor'],
    ['fp', 1, null],
    ['lcp', Number.NaN, null],
  ];
  it.each(cases)('rate %s of %d as %s', (vital, value, rating) => {
    expect(rateVital(vital, value, VITAL_BANDS['web.dev'])).toBe(rating);
  });

  it('rate a CLS that was sent as 0.1 as good, although its float32 is a little more', () => {
    expect(Math.fround(0.1)).toBeGreaterThan(0.1);
    expect(rateVital('cls', Math.fround(0.1), VITAL_BANDS['web.dev'])).toBe('good');
  });
});

describe('the classic bands', () => {
  const cases: readonly Case[] = [
    ['lcp', 2499, 'good'],
    ['lcp', 2500, 'meh'],
    ['lcp', 3999, 'meh'],
    ['lcp', 4000, 'poor'],
    ['fcp', 999, 'good'],
    ['fcp', 1000, 'meh'],
    ['fcp', 3000, 'poor'],
    ['fp', 999, 'good'],
    ['fp', 1000, 'meh'],
    ['fp', 3000, 'poor'],
    ['fid', 99, 'good'],
    ['fid', 100, 'meh'],
    ['fid', 300, 'poor'],
    ['cls', 0.09, 'good'],
    ['cls', Math.fround(0.1), 'meh'],
    ['cls', 0.25, 'poor'],
    ['ttfb', 599, null],
    ['ttfb', 600, 'poor'],
    ['inp', 900, null],
  ];
  it.each(cases)('rate %s of %d as %s', (vital, value, rating) => {
    expect(rateVital(vital, value, VITAL_BANDS.classic)).toBe(rating);
  });
});

describe('edges for a query by bins', () => {
  // As `BinKey` says: edges[i] ≤ x < edges[i + 1].
  const binOf = (edges: readonly number[], value: number): number =>
    edges.findLastIndex((edge) => edge <= value);

  it.each(['web.dev', 'classic'] as const)('give the ratings of %s', (set) => {
    const bands = VITAL_BANDS[set];
    for (const vital of judgedVitals(bands)) {
      const band = bands[vital];
      const edges = bandEdges(vital, bands);
      if (band === undefined || edges === null) throw new Error(`${vital} has no band`);
      const ratings = band.good === null ? [null, 'poor'] : ['good', 'meh', 'poor'];
      const limits = [band.good ?? band.poor, band.poor];
      const values = limits.flatMap((limit) => [limit, limit * 0.9999, limit * 1.0001]).map(Math.fround);
      for (const value of [0, ...values, 1e9]) {
        expect([vital, value, ratings[binOf(edges, value)]]).toEqual([
          vital,
          value,
          rateVital(vital, value, bands),
        ]);
      }
    }
  });

  it('are null for a vital that is not judged', () => {
    expect(bandEdges('fp', VITAL_BANDS['web.dev'])).toBeNull();
    expect(bandEdges('inp', VITAL_BANDS.classic)).toBeNull();
  });
});
