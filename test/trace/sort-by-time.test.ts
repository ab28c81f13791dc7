import { describe, expect, it } from 'vitest';
import { sortByTime } from '../../src/trace/sort-by-time.ts';

/** Numbers from 0 to below `below` that look random and are always the same. */
function scattered(count: number, below: number, seed: number): Float64Array {
  return Float64Array.from({ length: count }, (_, at) => {
    const mixed = Math.imul(at + seed, 0x9e3779b1) ^ Math.imul(at + seed, 0x85ebca6b);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  });
}

function plainly(start: Float64Array, end: Float64Array): number[] {
  return [...start.keys()].sort(
    (a, b) => (start[a] ?? 0) - (start[b] ?? 0) || (end[a] ?? 0) - (end[b] ?? 0) || a - b,
  );
}

describe('the order of times', () => {
  it.each([
    ['few', 300, 40],
    ['many, of which hardly two begin together', 12_000, 1e9],
    ['many, of which hundreds begin together', 12_000, 40],
    ['many, of which half begin together', 12_000, 2],
  ])('is by start, end and number: %s', (_, count, below) => {
    const start = scattered(count, below, 1).map((time) => time / 4 - 3);
    const lengths = scattered(count, 900, 5);
    const end = start.map((time, at) => time + (lengths[at] ?? 0) / 8);
    expect([...sortByTime(start, end)]).toEqual(plainly(start, end));
  });

  it('stays where it is one already', () => {
    const start = Float64Array.from({ length: 9_000 }, (_, at) => Math.floor(at / 3));
    expect([...sortByTime(start, start)]).toEqual([...start.keys()]);
  });
});
