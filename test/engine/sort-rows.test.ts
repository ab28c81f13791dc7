import { describe, expect, it } from 'vitest';
import { sortRows } from '../../src/engine/sort-rows.ts';
import { finish } from '../../src/engine/steps.ts';
import { createRandom } from '../random.ts';

/** Sorts all of them, beside what the definition says. */
function sortedBoth(values: readonly number[], tie: readonly number[]): [number[], number[]] {
  const by = { keys: Float64Array.from(values), tie: Float64Array.from(tie) };
  const indices = Uint32Array.from(values, (_, index) => index);
  const expected = [...indices].sort((a, b) => values[a]! - values[b]! || tie[a]! - tie[b]!);
  return [[...finish(sortRows(indices, by))], expected];
}

describe('rows are sorted', () => {
  it.each([0, 1, 2, 15, 16, 17, 33, 100, 1_000, 70_000])('%i of them, of few and of many values', (n) => {
    const random = createRandom(n);
    const tie = Array.from({ length: n }, (_, index) => (index * 7919) % 1_000_003);
    for (const most of [3, 1e9]) {
      const values = tie.map(() => random.whole(-most, most));
      const [found, expected] = sortedBoth(values, tie);
      expect(found).toEqual(expected);
    }
  });

  it('that come in frames, the newest first, and those that are in order', () => {
    const frames = Array.from({ length: 5_000 }, (_, at) => Math.floor(at / 1_000) * 1_000 - (at % 1_000));
    for (const values of [frames, frames.toSorted((a, b) => a - b), frames.toSorted((a, b) => b - a)]) {
      const tie = values.map((_, index) => index);
      const [found, expected] = sortedBoth(values, tie);
      expect(found).toEqual(expected);
    }
  });

  it('in steps, however long the runs are', () => {
    const n = 400_000;
    const by = {
      keys: Float64Array.from({ length: n }, (_, at) => (at * 2) % (n + 1)),
      tie: new Float64Array(n),
    };
    const steps = sortRows(
      Uint32Array.from(by.keys, (_, index) => index),
      by,
    );
    let count = 0;
    while (steps.next().done !== true) count += 1;
    // Two runs of half as many each: one pass.
    expect(count).toBeGreaterThanOrEqual(6);
  });
});
