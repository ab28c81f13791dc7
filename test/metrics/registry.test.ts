import { describe, expect, it } from 'vitest';
import { MEASURABLE_COLUMNS } from '../../src/metrics/measurable.ts';
import { REGISTRY } from '../../src/metrics/registry.ts';
import { METRICS } from '../../src/model/metric.ts';

describe('the registry', () => {
  it('knows every metric and no other', () => {
    expect(Object.keys(REGISTRY).toSorted()).toEqual([...METRICS].toSorted());
  });

  it.each(METRICS)('says what %s is, in words of its own', (name) => {
    const { label, short, help } = REGISTRY[name];
    expect(label).not.toBe('');
    expect(short.length).toBeLessThanOrEqual(12);
    expect(help).toMatch(/^[A-Z0-9].*\.$/);
    const others = METRICS.filter((other) => other !== name).map((other) => REGISTRY[other].label);
    expect(others).not.toContain(label);
  });

  it('offers measured columns to percentiles, averages and sums alone', () => {
    expect(METRICS.filter((name) => REGISTRY[name].columns.length > 0)).toEqual([
      'p50',
      'p75',
      'p90',
      'p95',
      'p99',
      'p100',
      'min',
      'avg',
      'sum',
    ]);
    expect(MEASURABLE_COLUMNS).toContain('duration');
    expect(MEASURABLE_COLUMNS).toContain('lcp');
    expect(MEASURABLE_COLUMNS).not.toContain('timestamp');
    expect(MEASURABLE_COLUMNS).not.toContain('weight');
  });

  it('gives a percentile the unit of its column', () => {
    expect(REGISTRY.p95.unit('duration')).toBe('ms');
    expect(REGISTRY.p95.unit('cls')).toBe('none');
    expect(REGISTRY.p95.unit('errors')).toBe('count');
  });
});
