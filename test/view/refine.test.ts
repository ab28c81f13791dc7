import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/search/parse.ts';
import { refined, withConditionText } from '../../src/view/refine.ts';
import { rounded, writtenDuration } from '../../src/view/rounded.ts';

describe('a search is narrowed', () => {
  it.each([
    ['', 'op:db', 'op:db'],
    ['status:ok', 'op:db', 'status:ok op:db'],
    ['a OR b', 'op:db', '(a OR b) op:db'],
    ['(a or b) c', 'op:db', '(a or b) c op:db'],
  ])('%s by a condition that holds of all that is found', (text, condition, expected) => {
    expect(withConditionText(text, condition)).toBe(expected);
    expect(parse(expected)).not.toHaveProperty('error');
  });

  it('by a value, or by everything but it', () => {
    expect(refined('op:db', { kind: 'include', field: 'status', value: 'ok' })).toBe('op:db status:ok');
    expect(refined('op:db', { kind: 'exclude', field: 'status', value: null })).toBe('op:db has:status');
    expect(refined('!op:db', { kind: 'exclude', field: 'op', value: 'a b' })).toBe('!op:[db,"a b"]');
  });

  it('by a bound, which takes the place of the one on the same side', () => {
    expect(refined('duration:>1s op:db', { kind: 'at-least', field: 'duration', value: 2_500 })).toBe(
      'op:db duration:>=2.5s',
    );
    expect(refined('duration:>1s', { kind: 'at-most', field: 'duration', value: 2_500 })).toBe(
      'duration:>1s duration:<=2.5s',
    );
  });

  it('by a metric of the transaction', () => {
    const atLeast = { kind: 'at-least', metric: 'p95()', written: '1.2s' } as const;
    expect(refined('op:db', atLeast)).toBe('op:db p95():>=1.2s');
    expect(refined('p95():>2s op:db p95():<9s', atLeast)).toBe('op:db p95():<9s p95():>=1.2s');
    expect(refined('op:db', { ...atLeast, kind: 'at-most' })).toBe('op:db p95():<=1.2s');
  });
});

describe('a bound is written in three digits', () => {
  it('so that the value it was made of lies within', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (value) => {
        expect(rounded(value, 'down')).toBeLessThanOrEqual(value);
        expect(rounded(value, 'up')).toBeGreaterThanOrEqual(value);
        expect(rounded(value, 'up') - rounded(value, 'down')).toBeLessThanOrEqual(value * 0.0101);
      }),
    );
    expect([rounded(0, 'down'), rounded(0.999_9, 'down'), rounded(1_234.5, 'up')]).toEqual([0, 0.999, 1_240]);
  });

  it('and a length of time in its unit', () => {
    expect(writtenDuration(412.3)).toBe('412ms');
    expect(writtenDuration(1_349)).toBe('1.35s');
    expect(writtenDuration(1_349, 'down')).toBe('1.34s');
    expect(writtenDuration(61_000)).toBe('61s');
  });
});
