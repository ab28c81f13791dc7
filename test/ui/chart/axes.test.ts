// The marks on the axes: round numbers, round times, round durations.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts';
import { axisOver, roundDuration, toDurationTicks, xOn } from '../../../src/ui/chart/duration-axis.ts';
import { toTimeTicks } from '../../../src/ui/chart/time-axis.ts';
import { shareOn, toLogAxis, toValueAxis } from '../../../src/ui/chart/value-axis.ts';

describe('a value axis', () => {
  it('has round ticks, and its unit once, at the top', () => {
    expect(toValueAxis(2700, 'ms')).toEqual({
      foot: 0,
      top: 3000,
      ticks: [0, 1000, 2000, 3000],
      labels: ['0', '1', '2', '3\u202fs'],
    });
    expect(toValueAxis(0.021, 'ratio').labels).toEqual(['0', '1', '2', '3%']);
    expect(toValueAxis(1700, 'per-minute').labels).toEqual(['0', '500', '1k', '1.5k', '2k/min']);
  });

  it('counts in whole numbers', () => {
    expect(toValueAxis(1, 'count').labels).toEqual(['0', '1']);
    expect(toValueAxis(3, 'count').ticks).toEqual([0, 1, 2, 3]);
  });

  it('of shares ends at 1, and of nothing has a top above 0', () => {
    expect(toValueAxis(0.4, 'score', true).top).toBe(1);
    expect(toValueAxis(Number.NaN, 'ms').top).toBeGreaterThan(0);
    expect(toValueAxis(0, 'count').ticks).toEqual([0, 1]);
  });

  it('holds every value with at most six ticks', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (max) => {
        const { top, ticks, labels } = toValueAxis(max, 'none');
        expect(top).toBeGreaterThanOrEqual(max * (1 - 1e-9));
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(labels).toHaveLength(ticks.length);
      }),
    );
  });
});

describe('a logarithmic axis of values', () => {
  it('has round durations with their units, as far from each other as their ratio says', () => {
    const axis = toLogAxis(8, 12_000, 240);
    expect(axis.labels).toContain('100\u202fms');
    expect(axis.labels).toContain('1\u202fs');
    const [one, ten, hundred] = [10, 100, 1_000].map((value) => shareOn(axis, value));
    expect(ten! - one!).toBeCloseTo(hundred! - ten!, 9);
  });

  it('holds its values between foot and top with at least one mark, however near they are; 0 stands at the foot', () => {
    const duration = fc.double({ min: 1e-3, max: 1e8, noNaN: true });
    fc.assert(
      fc.property(duration, fc.double({ min: 1, max: 1e6, noNaN: true }), (least, ratio) => {
        const axis = toLogAxis(least, least * ratio, 102);
        expect(shareOn(axis, 0)).toBe(0);
        for (const value of [least, least * ratio]) {
          expect(shareOn(axis, value)).toBeGreaterThan(0);
          expect(shareOn(axis, value)).toBeLessThan(1);
        }
        expect(axis.ticks.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a time axis', () => {
  const start = Date.UTC(2026, 10, 18, 14, 30);

  it('has marks at round hours, and the day where it begins', () => {
    const ticks = toTimeTicks({ start, end: start + DAY }, 'utc', 5);
    expect(ticks.map(({ label }) => label)).toEqual(['18:00', '19 Nov', '06:00', '12:00']);
    expect(ticks[1]).toMatchObject({ at: Date.UTC(2026, 10, 19), isDay: true });
  });

  it('of minutes shows minutes, of seconds seconds', () => {
    expect(toTimeTicks({ start, end: start + 20 * MINUTE }, 'utc', 4).map(({ label }) => label)).toEqual([
      '14:30',
      '14:35',
      '14:40',
      '14:45',
      '14:50',
    ]);
    expect(toTimeTicks({ start, end: start + 15_000 }, 'utc', 4)[1]?.label).toBe('14:30:05');
  });

  it('never has more than it may, and all lie within', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 4000 * DAY }),
        fc.integer({ min: 2, max: 20 }),
        (length, most) => {
          const range = { start, end: start + length };
          const ticks = toTimeTicks(range, 'utc', most);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          for (const { at } of ticks) expect(at >= range.start && at <= range.end).toBe(true);
        },
      ),
    );
  });

  it('of hours is spaced evenly', () => {
    const [one, two] = toTimeTicks({ start, end: start + 4 * HOUR }, 'utc', 5);
    expect((two?.at ?? 0) - (one?.at ?? 0)).toBe(HOUR);
  });
});

describe('an axis of durations', () => {
  it('puts equal factors at equal distances, on a log scale', () => {
    const axis = axisOver([10, 10_000], 300, true);
    if (axis === null) throw new Error('no axis');
    expect([10, 100, 1000, 10_000].map((value) => Math.round(xOn(axis, value)))).toEqual([0, 100, 200, 300]);
    expect(xOn(axis, 1)).toBe(0);
    expect(xOn(axis, 1e9)).toBe(300);
  });

  it('gives a single value room, and nothing no axis', () => {
    const axis = axisOver([500, 500], 100, true);
    if (axis === null) throw new Error('no axis');
    expect(xOn(axis, 500)).toBeCloseTo(50);
    const nearly = axisOver([100, 100.0002], 100, true);
    if (nearly === null) throw new Error('no axis');
    expect(xOn(nearly, 100.0002) - xOn(nearly, 100)).toBeLessThan(1);
    expect(axisOver([], 100, true)).toBeNull();
    expect(axisOver([0, 5], 100, true)).toBeNull();
  });

  it('is marked at decades, or finer where there is room', () => {
    const axis = axisOver([5, 40_000], 240, true);
    if (axis === null) throw new Error('no axis');
    expect(toDurationTicks(axis, 40).map(({ label }) => label)).toEqual([
      '10\u202fms',
      '100\u202fms',
      '1\u202fs',
      '10\u202fs',
    ]);
    expect(toDurationTicks(axis, 12).length).toBeGreaterThan(6);
  });

  it('is marked evenly on a linear scale', () => {
    const axis = axisOver([120, 2900], 600, false);
    if (axis === null) throw new Error('no axis');
    expect(toDurationTicks(axis, 100).map(({ value }) => value)).toEqual([500, 1000, 1500, 2000, 2500]);
  });

  it('keeps its marks apart, whatever it spans', () => {
    const ends = fc.tuple(
      fc.double({ min: 0.001, max: 1e7, noNaN: true }),
      fc.double({ min: 1.03, max: 1e9, noNaN: true }),
    );
    fc.assert(
      fc.property(ends, fc.integer({ min: 100, max: 1600 }), ([from, times], width) => {
        const axis = axisOver([from, from * times], width, true);
        if (axis === null) throw new Error('no axis');
        const places = toDurationTicks(axis, 40).map(({ value }) => xOn(axis, value));
        for (const [index, place] of places.entries()) {
          expect(place - (places[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(40 - 1e-6);
        }
      }),
    );
  });

  it('writes round durations short', () => {
    expect([0, 0.25, 10, 2500, 120_000].map(roundDuration)).toEqual([
      '0',
      '250\u202fµs',
      '10\u202fms',
      '2.5\u202fs',
      '120\u202fs',
    ]);
  });
});
