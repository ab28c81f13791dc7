import { describe, expect, it } from 'vitest';
import { derive, showName, statsFor, statsOfSide, unitOfShow } from '../../src/metrics/derive.ts';
import { statName } from '../../src/metrics/stat.ts';
import type { Show } from '../../src/model/metric.ts';

/** One group's statistics by name. */
function gathered(stats: Readonly<Record<string, number>>): Map<string, Float64Array> {
  return new Map(Object.entries(stats).map(([name, value]) => [name, Float64Array.of(value)]));
}

function read(
  show: Show,
  value: Readonly<Record<string, number>>,
  versus: Readonly<Record<string, number>>,
): number {
  return derive(show, gathered(value), gathered(versus), 1)[0] ?? Number.POSITIVE_INFINITY;
}

it('a side brings what is read of it, and no more', () => {
  const shows: Show[] = [
    { metric: 'p50' },
    { metric: 'p95', read: 'ratio' },
    { metric: 'p99', read: 'versus' },
  ];
  const namesOf = (side: 'value' | 'versus'): string[] => statsOfSide(shows, side).map(statName);
  expect(namesOf('value')).toEqual(statsFor([{ metric: 'p50' }, { metric: 'p95' }]).map(statName));
  expect(namesOf('versus')).toEqual(statsFor([{ metric: 'p95' }, { metric: 'p99' }]).map(statName));
});

describe('the readings of a comparison', () => {
  // Half 1: one transaction of 2 s; half 2: 0 s, 2 s and 10 s (Sentry's trends tests).
  const before = { 'sum(duration)': 2000, 'present(duration)': 1, rows: 1, 'variance(duration)': Number.NaN };
  const after = {
    'sum(duration)': 12_000,
    'present(duration)': 3,
    rows: 3,
    'variance(duration)': 28_000_000,
  };

  it('are the value, the other side, the difference and the ratio', () => {
    const readings = (['value', 'versus', 'difference', 'ratio'] as const).map((reading) =>
      read({ metric: 'avg', read: reading }, after, before),
    );
    expect(readings).toEqual([4000, 2000, 2000, 2]);
  });

  it.each([
    { metric: 'p75', q: 0.75, other: 2000, own: 6000, ratio: 3, difference: 4000 },
    { metric: 'p95', q: 0.95, other: 2000, own: 9200, ratio: 4.6, difference: 7200 },
    { metric: 'p99', q: 0.99, other: 2000, own: 9840, ratio: 4.92, difference: 7840 },
  ] as const)('of $metric are those of Sentry’s trends', ({ metric, q, own, other, ratio, difference }) => {
    const value = { [`quantile(duration,${q})`]: own };
    const versus = { [`quantile(duration,${q})`]: other };
    expect(read({ metric, read: 'ratio' }, value, versus)).toBeCloseTo(ratio, 12);
    expect(read({ metric, read: 'difference' }, value, versus)).toBe(difference);
  });

  it('have no ratio to 0 and nothing where a side has no value', () => {
    const none = { 'sum(duration)': Number.NaN, 'present(duration)': 0 };
    const zero = { 'sum(duration)': 0, 'present(duration)': 1 };
    expect(read({ metric: 'avg', read: 'ratio' }, after, zero)).toBeNaN();
    expect(read({ metric: 'avg', read: 'ratio' }, after, none)).toBeNaN();
    expect(read({ metric: 'avg', read: 'difference' }, none, after)).toBeNaN();
  });
});

describe('Welch’s t', () => {
  const show: Show = { metric: 'avg', read: 't' };
  const side = (mean: number, rows: number, variance: number) => ({
    'sum(duration)': mean * rows,
    'present(duration)': rows,
    rows,
    'variance(duration)': variance,
  });

  it('is positive when it got faster', () => {
    // (120 − 100) ÷ √(100/50 + 200/100) = 20 ÷ 2
    expect(read(show, side(100, 50, 100), side(120, 100, 200))).toBeCloseTo(10, 12);
    expect(read(show, side(120, 100, 200), side(100, 50, 100))).toBeCloseTo(-10, 12);
  });

  it('takes the variance of the duration whatever the column', () => {
    const names = statsFor([{ metric: 'avg', of: 'lcp', read: 't' }]).map(statName);
    expect(names).toEqual(['sum(lcp)', 'present(lcp)', 'rows', 'variance(duration)']);
  });

  it('has no value where a side has one row or nothing varies', () => {
    expect(read(show, side(100, 1, Number.NaN), side(120, 100, 200))).toBeNaN();
    expect(read(show, side(100, 50, 0), side(120, 100, 0))).toBeNaN();
  });
});

describe('without another side', () => {
  it('there is no reading but the value', () => {
    expect(derive({ metric: 'count', read: 'versus' }, gathered({ count: 3 }), null, 1)[0]).toBeNaN();
    expect(derive({ metric: 'count' }, gathered({ count: 3 }), null, 1)[0]).toBe(3);
  });
});

describe('statsFor', () => {
  it('names what several metrics need once', () => {
    const stats = statsFor([{ metric: 'count' }, { metric: 'throughput' }, { metric: 'failure_rate' }]);
    expect(stats.map(statName)).toEqual(['count', 'minutes', 'failed']);
  });
});

describe('a show’s name and unit', () => {
  it.each<{ show: Show; name: string; unit: string }>([
    { show: { metric: 'count' }, name: 'count', unit: 'count' },
    { show: { metric: 'count', of: 'lcp' }, name: 'count', unit: 'count' },
    { show: { metric: 'p95', of: 'duration' }, name: 'p95', unit: 'ms' },
    { show: { metric: 'p95', of: 'cls' }, name: 'p95(cls)', unit: 'none' },
    { show: { metric: 'avg', read: 'ratio' }, name: 'avg:ratio', unit: 'ratio' },
    { show: { metric: 'avg', read: 't' }, name: 'avg:t', unit: 'none' },
    { show: { metric: 'last_seen', read: 'versus' }, name: 'last_seen:versus', unit: 'epoch' },
    { show: { metric: 'last_seen', read: 'difference' }, name: 'last_seen:difference', unit: 'ms' },
  ])('$name is in $unit', ({ show, name, unit }) => {
    expect(showName(show)).toBe(name);
    expect(unitOfShow(show)).toBe(unit);
  });
});
