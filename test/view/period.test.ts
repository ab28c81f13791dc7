// The period before, the width of buckets, and whether a range is held.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/model/time.ts';
import { isCovered, previousRange, stepOf } from '../../src/view/period.ts';

it('the period before is as long, and ends where the range starts', () => {
  expect(previousRange({ start: 100, end: 130 })).toEqual({ start: 70, end: 100 });
});

describe('the width of buckets', () => {
  it.each([
    [HOUR, MINUTE],
    [4 * HOUR, 5 * MINUTE],
    [DAY, 15 * MINUTE],
    [7 * DAY, 2 * HOUR],
    [14 * DAY, 3 * HOUR],
    [10 * SECOND, SECOND],
    [10_000 * DAY, 112 * DAY],
  ])('of %d ms is %d ms', (length, step) => {
    expect(stepOf({ start: 0, end: length })).toBe(step);
  });

  it('never makes more than 120 of them, wherever the range starts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.integer({ min: 1, max: 40_000 * DAY }),
        (start, length) => {
          const range = { start, end: start + length };
          const step = stepOf(range);
          const buckets = Math.ceil(range.end / step) - Math.floor(range.start / step);
          expect(buckets).toBeLessThanOrEqual(121);
          expect(buckets).toBeLessThanOrEqual(length <= 119 * step ? 120 : 121);
        },
      ),
    );
  });
});

describe('a range', () => {
  const covered = [
    { start: 0, end: 10 },
    { start: 20, end: 30 },
  ];

  it.each([
    [{ start: 2, end: 8 }, true],
    [{ start: 0, end: 10 }, true],
    [{ start: 5, end: 25 }, false],
    [{ start: 9, end: 11 }, false],
    [{ start: 12, end: 18 }, false],
  ])('%j is held: %s', (range, isHeld) => {
    expect(isCovered(range, covered)).toBe(isHeld);
  });
});
