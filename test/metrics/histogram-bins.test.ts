import { describe, expect, it } from 'vitest';
import { edgesOf, histogramBins, roundUp } from '../../src/metrics/histogram-bins.ts';

describe('round bins', () => {
  // Sentry's own cases: tests/sentry/snuba/test_discover.py.
  it.each([
    [1, null, null, 1, 1, 1, 0],
    [1, null, 1, 10, 1, 1, 0],
    [1, 1, null, 100, 1, 1, 100],
    [10, 0, 9, 1, 10, 1, 0],
    [10, 0, 10, 1, 6, 2, 0],
    [10, 0, 99, 1, 10, 10, 0],
    [10, 0, 100, 1, 6, 20, 0],
    [5, 10, 19, 10, 5, 20, 100],
    [5, 10, 19.9, 10, 5, 20, 100],
    [10, 10, 20, 1, 6, 2, 10],
    [10, 10, 20, 10, 6, 20, 100],
    [10, 10, 20, 100, 9, 120, 1_000],
  ] as const)('%i from %s to %s, times %i', (wanted, min, max, multiplier, count, size, offset) => {
    expect(histogramBins(wanted, min, max, multiplier)).toEqual({ count, size, offset, multiplier });
  });

  it('have edges that hold every value', () => {
    const edges = edgesOf(histogramBins(60, 12.5, 3_407.2, 1));
    expect(edges[0]).toBeLessThanOrEqual(12.5);
    expect(edges.at(-1)).toBeGreaterThan(3_407.2);
    expect(edges[1]! - edges[0]!).toBe(100);
  });
});

it.each([
  [0, 0],
  [3, 5],
  [11, 20],
  [21, 25],
  [101, 120],
  [130, 200],
  [1_234, 2_000],
  [7_400, 7_500],
  [-3, -5],
])('%i rounds up to %i', (value, rounded) => expect(roundUp(value)).toBe(rounded));
