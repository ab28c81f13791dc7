import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatEdges, linearEdges } from '../../src/view/heat-edges.ts';

const usual = { least: 5, p50: 90, p99: 4_000, most: 60_000, tailFrom: 1_470 };

describe('the rows of a heatmap', () => {
  it('are of one ratio, about as many as wanted, and reach from the fast to ten times the p99', () => {
    const edges = heatEdges(usual, 44) ?? [];
    const ratios = edges.slice(1).map((edge, index) => edge / (edges[index] ?? Number.NaN));
    for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0] ?? Number.NaN, 9);
    expect(edges.length).toBeGreaterThan(30);
    expect(edges.length).toBeLessThan(90);
    expect(edges[0]).toBeLessThanOrEqual(5);
    expect(edges.at(-1)).toBeGreaterThan(40_000);
    expect(edges.at(-1)).toBeLessThan(50_000);
  });

  it('have an edge where the tail begins, above the very duration and below the next float32', () => {
    const tailFrom = Math.fround(1_470.3);
    const next = new Float32Array(
      new Uint32Array([new Uint32Array(Float32Array.of(tailFrom).buffer)[0]! + 1]).buffer,
    )[0]!;
    const edges = heatEdges({ ...usual, tailFrom }, 44) ?? [];
    expect(edges.filter((edge) => edge > tailFrom && edge < next)).toHaveLength(1);
  });

  it('ascend, whatever the durations', () => {
    const duration = fc.double({ min: 1e-3, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(duration, duration, duration, duration, duration), (values) => {
        const [least = 0, p50 = 0, p99 = 0, most = 0] = values.slice(0, 4).sort((a, b) => a - b);
        const edges = heatEdges({ least, p50, p99, most, tailFrom: values[4] }, 44);
        if (edges === null) return;
        expect(edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? 0))).toBe(true);
        expect(edges.length).toBeLessThanOrEqual(4 * 44 + 1);
      }),
    );
  });

  it('are none where nothing has a duration', () => {
    const nothing = { least: Number.NaN, p50: Number.NaN, p99: Number.NaN, most: Number.NaN };
    expect(heatEdges({ ...nothing, tailFrom: Number.NaN }, 44)).toBeNull();
    expect(heatEdges({ least: 0, p50: 0, p99: 0, most: 0, tailFrom: 0 }, 44)).toBeNull();
  });
});

describe('the rows of a heatmap on a linear scale', () => {
  it('are as high as each other, from 0 to twice the p99, with an edge where the tail begins', () => {
    const edges = linearEdges(usual, 44) ?? [];
    const heights = edges.slice(1).map((edge, index) => edge - (edges[index] ?? Number.NaN));
    for (const height of heights) expect(height).toBeCloseTo(heights[1] ?? Number.NaN, 3);
    expect(edges.length).toBeGreaterThan(40);
    expect(edges.length).toBeLessThan(50);
    expect(edges[0]).toBeCloseTo(0, 5);
    expect(edges.at(-1)).toBeGreaterThan(8_000);
    expect(edges.at(-1)).toBeLessThan(8_400);
    expect(edges.filter((edge) => Math.fround(edge) === 1_470 && edge > 1_470)).toHaveLength(1);
  });

  it('have the slowest within them where it is near, and ascend, whatever the durations', () => {
    expect(linearEdges({ ...usual, most: 5_000 }, 44)?.at(-1)).toBeGreaterThan(5_000);
    const duration = fc.double({ min: 1e-3, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(duration, duration, duration, duration, duration), (values) => {
        const [least = 0, p50 = 0, p99 = 0, most = 0] = values.slice(0, 4).sort((a, b) => a - b);
        const edges = linearEdges({ least, p50, p99, most, tailFrom: values[4] }, 44) ?? [];
        expect(edges.length).toBeGreaterThan(1);
        expect((edges.at(-1) ?? 0) >= values[4] || values[4] > most).toBe(true);
        expect(edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? 0))).toBe(true);
        expect(edges.length).toBeLessThanOrEqual(4 * 44 + 1);
      }),
    );
  });

  it('are none where nothing has a duration', () => {
    expect(linearEdges({ least: 0, p50: 0, p99: 0, most: 0, tailFrom: 0 }, 44)).toBeNull();
  });
});
