// Any percentile is a metric, and each has one name.
import { describe, expect, it } from 'vitest';
import { metricOf } from '../../src/metrics/registry.ts';
import { statName } from '../../src/metrics/stat.ts';
import { isMetricName } from '../../src/model/metric.ts';
import type { MetricName } from '../../src/model/metric.ts';
import { percentOf, percentileName } from '../../src/model/percentile.ts';

describe('the name of a percentile', () => {
  it.each([
    ['p95', 95],
    ['p99.9', 99.9],
    ['p0.001', 0.001],
    ['p99.999', 99.999],
    ['p100', 100],
  ])('%s is one', (name, percent) => {
    expect(percentOf(name)).toBe(percent);
    expect(percentileName(percent)).toBe(name);
    expect(isMetricName(name)).toBe(true);
  });

  it.each([
    'p0',
    'p-1',
    'p100.1',
    'p99.9999',
    'p0.0001',
    'p99.90',
    'p095',
    'p9e1',
    'p.5',
    'p',
    'P95',
    'q95',
    '',
  ])('%j is none', (name) => {
    expect(percentOf(name)).toBeNull();
    expect(isMetricName(name)).toBe(false);
    expect(() => metricOf(name as MetricName)).toThrow(/no metric/);
  });

  it.each([0, -5, 100.5, 99.9999, 1e-7, Number.NaN, Number.POSITIVE_INFINITY])('%s has none', (percent) => {
    expect(percentileName(percent)).toBeNull();
  });
});

it('what it is comes from its number', () => {
  const { label, help, needs, unit } = metricOf('p92.5');
  expect(label).toBe('p92.5');
  expect(help).toContain('the slowest 7.5 % exceed');
  expect(needs('lcp').map(statName)).toEqual(['quantile(lcp,0.925)']);
  expect(unit('cls')).toBe('none');
  expect(metricOf('p100').needs('duration')).toEqual([{ kind: 'max', of: 'duration' }]);
});
