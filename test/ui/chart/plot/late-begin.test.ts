import { describe, expect, it } from 'vitest';
import { lateBegin } from '../../../../src/ui/chart/plot/late-begin.ts';
import type { PlotCurves } from '../../../../src/ui/chart/plot/plot-data.ts';

const NONE = Float64Array.of();

/** Ten buckets of 100 ms with so many rows. */
function curvesOf(rows: readonly number[], loadedFrom = 0): PlotCurves {
  return {
    range: { start: 0, end: 1000 },
    step: 100,
    times: Float64Array.from(rows, (_, index) => index * 100),
    values: { p50: NONE, p75: NONE, p95: NONE, p99: NONE },
    versus: null,
    shift: 0,
    throughput: NONE,
    failed: NONE,
    rows: Float64Array.from(rows),
    covered: [{ start: loadedFrom, end: 1000 }],
  };
}

describe('where data begin late', () => {
  it('is the first bucket with rows, after an empty half or more', () => {
    expect(lateBegin(curvesOf([0, 0, 0, 0, 0, 0, 0, 0, 3, 1]))).toBe(800);
    expect(lateBegin(curvesOf([0, 0, 0, 0, 0, 1, 0, 0, 0, 0]))).toBe(500);
  });

  it('is not said where less is empty, or all', () => {
    expect(lateBegin(curvesOf([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]))).toBeNull();
    expect(lateBegin(curvesOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toBeNull();
    expect(lateBegin(curvesOf([]))).toBeNull();
  });

  it('is not said of what is not loaded yet', () => {
    const rows = [0, 0, 0, 0, 0, 0, 0, 0, 3, 1];
    expect(lateBegin(curvesOf(rows, 300))).toBeNull();
    expect(lateBegin(curvesOf(rows, 0))).toBe(800);
  });
});
