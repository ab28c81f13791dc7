import { array, assert, double, float, integer, oneof, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BinLookup, searchBin } from '../../src/engine/bin-lookup.ts';

const number = oneof(double({ noNaN: true }), float({ noNaN: true }), integer({ min: -5, max: 300 }));

/** Numbers next to the edges, where a bin too far would show. */
function around(edges: readonly number[]): number[] {
  return edges.flatMap((edge) => [edge, Math.fround(edge), edge * (1 + 2 ** -50), edge * (1 - 2 ** -50)]);
}

describe('the table of bins', () => {
  it('gives every number the bin that the search gives it', () => {
    assert(
      property(uniqueArray(number, { minLength: 2 }), array(number), (unsorted, values) => {
        const edges = Float64Array.from(unsorted).sort();
        const lookup = new BinLookup(edges);
        for (const value of [...values, ...around([...edges]), NaN, Infinity, -Infinity, -0]) {
          expect(lookup.binOf(value), String(value)).toBe(searchBin(edges, value));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives every number of many narrow bins the bin that holds it', () => {
    const edges = Float64Array.from({ length: 97 }, (_, index) => 0.5 * (60_000 / 0.5) ** (index / 96));
    const lookup = new BinLookup(edges);
    for (let bin = 0; bin < 96; bin++) {
      const middle = (edges[bin]! + edges[bin + 1]!) / 2;
      expect(lookup.binOf(edges[bin]!)).toBe(bin);
      expect(lookup.binOf(middle)).toBe(bin);
    }
    expect(lookup.binOf(edges[96]!)).toBe(95);
    expect(lookup.binOf(0.4)).toBe(-1);
  });
});
