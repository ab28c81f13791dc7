import { describe, expect, it } from 'vitest';
import { falseDiscovery } from '../../src/trends/false-discovery.ts';
import { normalFor, normalTail } from '../../src/trends/normal.ts';
import { studentP } from '../../src/trends/student-t.ts';

describe('the tail of the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.158_655_253_931_457_05],
    [-1, 0.841_344_746_068_542_9],
    [1.959_963_984_540_054, 0.025],
    [3, 0.001_349_898_031_630_094],
    [5, 2.866_515_718_791_939e-7],
    [10, 7.619_853_024_160_5e-24],
  ])('beyond %d is %d', (z, p) => {
    expect(normalTail(z) / p).toBeCloseTo(1, 10);
  });

  it('is found back from a p-value', () => {
    expect(normalFor(0.05)).toBeCloseTo(1.959_963_984_540_054, 10);
    expect(normalFor(1)).toBeCloseTo(0, 10);
    expect(normalFor(0)).toBeGreaterThan(37);
  });
});

describe("Student's t", () => {
  // Quantiles of the usual tables.
  it.each([
    [12.706_204_736, 1, 0.05],
    [2.228_138_852, 10, 0.05],
    [3.169_272_673, 10, 0.01],
    [2.042_272_456, 30, 0.05],
    [-2.042_272_456, 30, 0.05],
    [1.959_963_985, Infinity, 0.05],
    [0, 5, 1],
    [4.032_142_984, 5, 0.01],
  ])('%d with %d degrees of freedom has p %d', (t, df, p) => {
    expect(studentP(t, df)).toBeCloseTo(p, 8);
  });

  it('has no p-value without a t, and a small one far out', () => {
    expect(studentP(Number.NaN, 10)).toBeNaN();
    expect(studentP(Infinity, 10)).toBe(0);
    expect(studentP(40, 300)).toBeLessThan(1e-100);
    expect(studentP(40, 300)).toBeGreaterThan(0);
  });
});

describe('false discovery', () => {
  it("is Benjamini and Hochberg's step-up", () => {
    // The p-values of their paper's example (1995, section 4.1); four are found at 5 %.
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    const q = falseDiscovery(p);
    expect([...q].filter((one) => one <= 0.05)).toHaveLength(4);
    expect(q[0]).toBeCloseTo(0.0015, 12);
    expect(q[14]).toBe(1);
  });

  it('keeps the order that was given, and leaves out what was not tested', () => {
    const q = falseDiscovery([0.5, Number.NaN, 0.01]);
    expect(q[0]).toBeCloseTo(0.5, 12);
    expect(q[1]).toBeNaN();
    expect(q[2]).toBeCloseTo(0.02, 12);
  });
});
