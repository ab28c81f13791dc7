import { describe, expect, it } from 'vitest';
import { exactText, valueParts } from '../../../src/ui/figure/value-parts.ts';
import { formatAgo, formatStep } from '../../../src/ui/figure/time-words.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/model/time.ts';

describe('a value in parts', () => {
  it('sets the unit apart', () => {
    expect(valueParts(2170, 'ms')).toEqual({ value: '2.17', unit: 's' });
    expect(valueParts(82.3, 'per-minute')).toEqual({ value: '82.3', unit: '/min' });
    expect(valueParts(0.0054, 'ratio')).toEqual({ value: '0.54', unit: '%' });
    expect(valueParts(1911, 'count')).toEqual({ value: '1,911', unit: '' });
    expect(valueParts(0.891, 'score')).toEqual({ value: '0.89', unit: '' });
  });

  it('has no unit where there is no value', () => {
    for (const unit of ['ms', 'per-minute', 'ratio', 'count', 'score', 'none', 'epoch'] as const) {
      expect(valueParts(Number.NaN, unit)).toEqual({ value: '—', unit: '' });
      expect(exactText(Number.NaN, unit)).toBe('no data');
    }
  });

  it('is told in full where it is copied', () => {
    expect(exactText(2680.123, 'ms')).toBe('2680.123\u202fms');
    expect(exactText(0, 'epoch')).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('how long ago', () => {
  it.each([
    [500, 'now'],
    [-5000, 'now'],
    [4 * SECOND, '4\u202fs'],
    [90 * SECOND, '1\u202fmin'],
    [47 * HOUR, '47\u202fh'],
    [2 * DAY, '2\u202fd'],
    [Number.NaN, '—'],
  ])('%d ms', (age, words) => {
    expect(formatAgo(1e12 - age, 1e12)).toBe(words);
  });
});

it.each([
  [15 * MINUTE, '15\u202fmin'],
  [HOUR, '1\u202fh'],
  [90 * MINUTE, '90\u202fmin'],
  [7 * DAY, '7\u202fd'],
  [250, '250\u202fms'],
])('a bucket of %d ms', (step, words) => {
  expect(formatStep(step)).toBe(words);
});
