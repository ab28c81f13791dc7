import { describe, expect, it } from 'vitest';
import type { Heat } from '../../../../src/ui/chart/plot/heat.ts';
import {
  columnAt,
  countAt,
  durationsOf,
  isTail,
  marginOf,
  mostIn,
  shadeOf,
} from '../../../../src/ui/chart/plot/heat.ts';
import { cellsOf } from '../../../../src/ui/chart/plot/paint-heat.ts';
import { placeLabels } from '../../../../src/ui/chart/plot/place-labels.ts';
import { edgeRows, pathThrough, plotAxes, plotFrame } from '../../../../src/ui/chart/plot/plot-frame.ts';
import { blockOf } from '../../../../src/ui/chart/plot/use-region-brush.ts';

/** Two buckets of a minute, rows 10 to 100 and 100 to 1,000, and one below and one above. */
const heat: Heat = {
  range: { start: 30_000, end: 120_000 },
  step: 60_000,
  times: Float64Array.of(0, 60_000),
  edges: [10, 100, 1_000],
  counts: Float64Array.of(0, 9, 1, 0, 0, 4, 16, 2),
};

describe('a heatmap', () => {
  it('knows its cells, rows and margin', () => {
    expect(countAt(heat, 1, 2)).toBe(16);
    expect(mostIn(heat)).toBe(16);
    expect([...marginOf(heat)]).toEqual([0, 13, 17, 2]);
    expect(durationsOf(heat, 0)).toEqual({ from: 0, to: 10 });
    expect(durationsOf(heat, 3)).toEqual({ from: 1_000, to: Number.POSITIVE_INFINITY });
    expect([0, 1, 2, 3].map((row) => isTail(heat, row, 100))).toEqual([false, false, true, true]);
    expect([-5, 0, 59_999, 60_000, 999_999].map((at) => columnAt(heat, at))).toEqual([0, 0, 0, 1, 1]);
  });

  it('has the shade of a cell grow with the root of its count, and none for nothing', () => {
    expect([0, 1, 4, 16].map((count) => shadeOf(count, 16))).toEqual([0, 1, 4, 6]);
    expect(shadeOf(1, 1_000_000)).toBe(1);
    expect(shadeOf(0.2, 0.2)).toBe(1);
  });

  it('draws a cell where there is something, within its bucket and its row', () => {
    const frame = plotFrame(400, 300, edgeRows(heat));
    const axes = plotAxes(frame, heat.range, { from: 10, to: 1_000, isLog: true });
    const cells = cellsOf(heat, frame, axes, 100);
    expect(cells).toHaveLength(5);
    expect(cells.filter(({ isTail }) => isTail)).toHaveLength(3);
    expect(cells.filter(({ isOff }) => isOff)).toHaveLength(1);
    // The range begins in the middle of the first bucket: it is half as wide as the second.
    const [first, , second] = cells;
    expect(second!.width / first!.width).toBeCloseTo(2, 1);
    expect(first!.x).toBe(frame.left);
    expect(axes.timeAt(axes.xOf(70_000))).toBeCloseTo(70_000, 6);
    expect(axes.durationAt(axes.yOf(250))).toBeCloseTo(250, 6);
    expect(axes.yOf(5)).toBe(frame.bottom);
  });

  it('has durations as far from the foot of a linear axis as they are long', () => {
    const frame = plotFrame(400, 300, edgeRows(heat));
    const axes = plotAxes(frame, heat.range, { from: 0, to: 1_000, isLog: false });
    const above = (duration: number): number => frame.bottom - axes.yOf(duration);
    expect(above(500) / above(250)).toBeCloseTo(2, 9);
    expect(axes.durationAt(axes.yOf(250))).toBeCloseTo(250, 6);
    expect(above(0)).toBe(0);
    const [low, high] = cellsOf(heat, frame, axes, 100).filter(({ isOff }) => !isOff);
    expect(high!.height / low!.height).toBeGreaterThan(5);
  });
});

it('a path breaks at gaps, and what stands alone is a dot', () => {
  expect(pathThrough([[0, 1], [1, 2], null, [3, 4], null])).toBe('M0.0 1.0L1.0 2.0M3.0 4.0h0');
});

it('labels keep apart and within their place', () => {
  const places = placeLabels([{ y: 10 }, { y: 12 }, { y: 13 }, { y: 95 }], 20, 0, 90);
  expect(places).toEqual([10, 30, 50, 90]);
  expect(placeLabels([{ y: 80 }, { y: 85 }, { y: 88 }], 20, 0, 90)).toEqual([50, 70, 90]);
});

it('a drag across rows selects durations, one along them time alone', () => {
  const corner = { column: 4, row: 7 };
  expect(blockOf(corner, { column: 2, row: 9 }, true)).toEqual({ columns: [2, 4], rows: [7, 9] });
  expect(blockOf(corner, { column: 2, row: 9 }, false)).toEqual({ columns: [2, 4], rows: null });
  expect(blockOf(corner, { column: 5, row: null }, true)).toEqual({ columns: [4, 5], rows: null });
});
