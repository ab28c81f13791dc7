// The outlines of strips and the bars of histograms.
import { describe, expect, it } from 'vitest';
import { axisOver } from '../../../src/ui/chart/duration-axis.ts';
import { binAt, mergedIfNearlyOne, spread, toBars } from '../../../src/ui/chart/histogram-shape.ts';
import { areaPath, between, heightAt, outlineOf } from '../../../src/ui/chart/strip-path.ts';

const edges = [1, 10, 100, 1000];
const distribution = { edges, counts: Float64Array.from([4, 16, 0]) };

function axis(width = 300) {
  const made = axisOver(edges, width, true);
  if (made === null) throw new Error('no axis');
  return made;
}

describe('an outline', () => {
  it('goes with the square root of the counts, from foot to foot', () => {
    const points = outlineOf(distribution, axis(), 20);
    expect(points.map(({ x }) => Math.round(x))).toEqual([0, 50, 150, 200]);
    expect(points.map(({ y }) => y)).toEqual([0, 10, 20, 0]);
  });

  it('is cut exactly where the tail begins', () => {
    const points = outlineOf(distribution, axis(), 20);
    expect(heightAt(points, 100)).toBeCloseTo(15);
    const tail = between(points, 100, 400);
    expect(tail[0]?.x).toBe(100);
    expect(tail[0]?.y).toBeCloseTo(15);
    expect(tail.at(-1)?.x).toBeCloseTo(200);
    expect(tail.at(-1)?.y).toBe(0);
    expect(between(points, 250, 400)).toEqual([]);
    expect(areaPath([], 30)).toBe('');
  });

  it('of nothing is nothing', () => {
    expect(outlineOf({ edges, counts: new Float64Array(3) }, axis(), 20)).toEqual([]);
    expect(outlineOf({ edges: [], counts: new Float64Array() }, axis(), 20)).toEqual([]);
  });
});

describe('bars', () => {
  it('leave out empty bins, and the tail begins within a bin', () => {
    const bars = toBars(distribution, axis(), 31.6227766);
    expect(bars.map(({ bin, isTail }) => [bin, isTail])).toEqual([
      [0, false],
      [1, false],
      [1, true],
    ]);
    expect(bars[1]?.to).toBeCloseTo(150);
    expect(bars[2]?.from).toBeCloseTo(150);
    expect(bars[2]?.to).toBe(199);
  });

  it('of durations that differ by a hair are one, wide enough to be seen', () => {
    const hair = { edges: [100, 100.0001, 100.0002], counts: Float64Array.from([3, 1]) };
    const merged = mergedIfNearlyOne(hair, Float64Array.from([2, 5]));
    expect([...merged.distribution.counts, ...(merged.earlier ?? [])]).toEqual([4, 7]);
    const around = axisOver(merged.distribution.edges, 300, true);
    if (around === null) throw new Error('no axis');
    const [bar, ...others] = toBars(merged.distribution, around, 100.0001);
    expect(others).toEqual([]);
    expect(bar?.count).toBe(4);
    expect((bar?.to ?? 0) - (bar?.from ?? 0)).toBeGreaterThan(5);
    expect(mergedIfNearlyOne(distribution, null)).toEqual({ distribution, earlier: null });
  });

  it('are all body where there is no tail to speak of', () => {
    expect(toBars(distribution, axis(), Number.NaN).every(({ isTail }) => !isTail)).toBe(true);
  });

  it('are found by their place', () => {
    expect([0, 99, 101, 299, 300, 301, -1].map((x) => binAt(distribution, axis(), x))).toEqual([
      0, 0, 1, 2, 2, -1, -1,
    ]);
  });
});

describe('labels', () => {
  it('keep their distance and stay within', () => {
    const placed = spread([10, 12, 14, 290], 50, 0, 300);
    for (let index = 1; index < placed.length; index++) {
      expect((placed[index] ?? 0) - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(49);
    }
    expect(Math.min(...placed)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...placed)).toBeLessThanOrEqual(300);
  });

  it('stay where they are when there is room', () => {
    expect(spread([10, 100, 200], 50, 0, 300)).toEqual([10, 100, 200]);
  });
});
