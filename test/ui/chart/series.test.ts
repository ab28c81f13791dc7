// From a series to what is drawn: gaps, cut buckets, both periods.
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/model/time.ts';
import {
  axisOf,
  bucketAt,
  extentOf,
  strokeKeys,
  toBuckets,
  toChartRows,
} from '../../../src/ui/chart/series.ts';
import type { Series } from '../../../src/ui/chart/series.ts';

const START = Date.UTC(2026, 0, 1);

/** Four hours from half past the first to half past the last. */
function series(change: Partial<Series> = {}, values = [1, 2, Number.NaN, 4, 50]): Series {
  return {
    times: Float64Array.from([0, 1, 2, 3, 4], (hour) => START + hour * HOUR),
    step: HOUR,
    range: { start: START + HOUR / 2, end: START + 4.5 * HOUR },
    other: 'the previous period',
    shift: 4 * HOUR,
    unit: 'ms',
    isShare: false,
    lines: [
      {
        id: 'p95',
        label: 'p95',
        look: 'p95',
        values: Float64Array.from(values),
        versus: Float64Array.from([90, 3, 7, 3, 90]),
      },
    ],
    rows: Float64Array.from([1, 1, 0, 1, 1]),
    covered: [{ start: START - 10 * HOUR, end: START + 10 * HOUR }],
    ...change,
  };
}

const { whole, partial, cut, versus } = strokeKeys('p95');

describe('buckets', () => {
  it('end where the range does, and are drawn in their middle', () => {
    const buckets = toBuckets(series());
    expect(buckets[0]).toMatchObject({
      start: START + HOUR / 2,
      end: START + HOUR,
      at: START + 0.75 * HOUR,
      isPartial: true,
    });
    expect(buckets.map(({ isPartial }) => isPartial)).toEqual([true, false, false, false, true]);
  });

  it('know which of them are loaded, in both periods', () => {
    const covered = [{ start: START + 2 * HOUR, end: START + 10 * HOUR }];
    const buckets = toBuckets(series({ covered }));
    expect(buckets.map(({ isLoaded }) => isLoaded)).toEqual([false, false, true, true, true]);
    expect(buckets.every(({ isEarlierLoaded }) => isEarlierLoaded)).toBe(false);
  });

  it('are found by the nearest middle', () => {
    const buckets = toBuckets(series());
    expect(bucketAt(buckets, START + 2.4 * HOUR)).toBe(2);
    expect(bucketAt(buckets, 0)).toBe(0);
    expect(bucketAt([], 0)).toBe(-1);
  });
});

describe('what is drawn', () => {
  it('is a gap where there is no data, and dashed into cut buckets', () => {
    const drawn = series();
    const rows = toChartRows(drawn, toBuckets(drawn));
    expect(rows.map((row) => row[whole])).toEqual([null, 2, null, 4, null]);
    expect(rows.map((row) => row[partial])).toEqual([1, 2, null, 4, 50]);
    expect(rows.map((row) => row[cut])).toEqual([1, null, null, null, 50]);
    expect(rows.map((row) => row[versus])).toEqual([null, 3, 7, 3, null]);
  });

  it('is nothing where nothing is loaded, also of counts that would be 0', () => {
    const drawn = series({ covered: [] }, [0, 0, 0, 0, 0]);
    const rows = toChartRows(drawn, toBuckets(drawn));
    expect(rows.every((row) => [whole, partial, cut, versus].every((key) => row[key] === null))).toBe(true);
  });

  it('is as high as whole buckets are: a cut one may hold a single row', () => {
    const drawn = series();
    expect(extentOf(drawn, toBuckets(drawn))).toEqual({ least: 2, most: 7 });
    const alone = series({ covered: [] });
    expect(extentOf(alone, toBuckets(alone))).toEqual({ least: Number.NaN, most: Number.NaN });
  });

  it('has a logarithmic axis where that is wanted, of durations alone, and of those above 0', () => {
    const footOf = (drawn: Series): number => axisOf(drawn, extentOf(drawn, toBuckets(drawn)), 200).foot;
    expect(footOf(series())).toBe(0);
    const log = footOf(series({ isLog: true }, [1, 0, Number.NaN, 4, 50]));
    expect(log).toBeGreaterThan(0);
    expect(log).toBeLessThan(3);
    expect(footOf(series({ isLog: true, unit: 'per-minute' }))).toBe(0);
    expect(footOf(series({ isLog: true, lines: [] }))).toBe(0);
  });
});
