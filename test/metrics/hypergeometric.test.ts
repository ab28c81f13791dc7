// The tail of the hypergeometric distribution, against whole numbers counted one by one.
import { describe, expect, it } from 'vitest';
import { lnUpperTail } from '../../src/metrics/hypergeometric.ts';

function choose(n: bigint, k: bigint): bigint {
  if (k < 0n || k > n) return 0n;
  let ways = 1n;
  for (let i = 0n; i < k; i++) ways = (ways * (n - i)) / (i + 1n);
  return ways;
}

/** The chance by counting, in whole numbers: favourable hands ÷ all hands. */
function counted(hits: number, drawn: number, marked: number, all: number): number {
  const [n, k, m] = [BigInt(all), BigInt(drawn), BigInt(marked)];
  let favourable = 0n;
  for (let x = BigInt(hits); x <= k; x++) favourable += choose(m, x) * choose(n - m, k - x);
  const scale = 10n ** 60n;
  return Number((favourable * scale) / choose(n, k)) / 1e60;
}

describe('the chance of so many hits or more', () => {
  it('is Fisher’s for the lady who tasted tea: four of four is 1 in 70', () => {
    expect(Math.exp(lnUpperTail(4, 4, 4, 8))).toBeCloseTo(1 / 70, 12);
    expect(Math.exp(lnUpperTail(3, 4, 4, 8))).toBeCloseTo(17 / 70, 12);
  });

  it.each([
    [6, 15, 6, 300],
    [17, 30, 45, 300],
    [15, 30, 15, 300],
    [9, 60, 20, 200],
    [40, 100, 150, 500],
    [100, 300, 300, 1_000],
  ])('of %i among %i drawn, %i of %i marked, is what counting gives', (hits, drawn, marked, all) => {
    const chance = counted(hits, drawn, marked, all);
    expect(lnUpperTail(hits, drawn, marked, all)).toBeCloseTo(Math.log(chance), 8);
  });

  it('is certain where there are no more than expected, and never above it', () => {
    expect(lnUpperTail(0, 10, 10, 100)).toBe(0);
    expect(lnUpperTail(1, 10, 10, 100)).toBe(0);
    expect(lnUpperTail(2, 10, 10, 100)).toBeLessThan(0);
  });

  it('is found among millions at once', () => {
    const begin = performance.now();
    expect(lnUpperTail(60_000, 100_000, 1_000_000, 2_000_000)).toBeLessThan(-1_000);
    expect(performance.now() - begin).toBeLessThan(50);
  });
});
