import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/model/time.ts';
import { fitRange, parseLast, printLast, resolveRange, shiftRange } from '../../src/view/range.ts';

const NOW = Date.UTC(2026, 10, 19, 14);

describe('a length of time as text', () => {
  it.each([
    [HOUR, '1h'],
    [DAY, '24h'],
    [2 * DAY, '48h'],
    [7 * DAY, '7d'],
    [90 * 60_000, '90m'],
    [1500, '1500ms'],
    [3 * DAY + HOUR, '73h'],
  ])('%d ms is %s', (last, text) => {
    expect(printLast(last)).toBe(text);
  });

  it('is read back, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000_000_000 }), (last) => {
        expect(parseLast(printLast(last))).toBe(last);
      }),
    );
  });

  it.each(['', '0h', '-1h', '1', 'h', '1y', '1.5h', '999999999999d', ' 1h', '1h '])('%j is none', (text) => {
    expect(parseLast(text)).toBeNull();
  });
});

describe('a range', () => {
  it('that is relative ends now', () => {
    expect(resolveRange({ last: HOUR }, NOW)).toEqual({ start: NOW - HOUR, end: NOW });
  });

  it('moves by its own length into the past', () => {
    expect(shiftRange({ last: HOUR }, -1, NOW)).toEqual({ start: NOW - 2 * HOUR, end: NOW - HOUR });
    expect(shiftRange({ start: 0, end: 10 }, -1, NOW)).toEqual({ start: -10, end: 0 });
  });

  it('becomes relative again where it would reach now, also a little later', () => {
    const now = NOW + 3_250;
    const earlier = shiftRange({ last: HOUR }, -1, now);
    expect(shiftRange(earlier, 1, now + 20_000)).toEqual({ last: HOUR });
    expect(shiftRange(earlier, 1, now + HOUR)).toEqual({ start: now - HOUR, end: now });
  });

  it('stays what it was where it ends on the clock, also soon after', () => {
    const midnight = Date.UTC(2026, 10, 19);
    const yesterday = { start: midnight - DAY, end: midnight };
    const now = midnight + 5 * 60_000;
    expect(shiftRange(shiftRange(yesterday, -1, now), 1, now)).toEqual(yesterday);
    expect(shiftRange(yesterday, 1, now)).toEqual({ last: DAY });
  });
});

describe('a range that is fitted to its data', () => {
  const MINUTE = 60_000;

  it('is the shortest offered one that has them all, and goes on ending now', () => {
    expect(fitRange({ last: DAY }, NOW - 3 * MINUTE, NOW)).toEqual({ last: 15 * MINUTE });
    expect(fitRange({ last: DAY }, NOW - 16 * MINUTE, NOW)).toEqual({ last: HOUR });
    expect(fitRange({ last: 30 * DAY }, NOW - 4 * HOUR, NOW)).toEqual({ last: 4 * HOUR });
  });

  it('is as long as the data where none that is offered is shorter than it was', () => {
    expect(fitRange({ last: 15 * MINUTE }, NOW - 150_000, NOW)).toEqual({ last: 3 * MINUTE });
    expect(fitRange({ last: HOUR }, NOW - 20 * MINUTE, NOW)).toEqual({ last: 20 * MINUTE });
  });

  it('keeps the end of a fixed time', () => {
    expect(fitRange({ start: 0, end: 1000 }, 400.5, NOW)).toEqual({ start: 400, end: 1000 });
  });
});
