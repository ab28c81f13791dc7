import { describe, expect, it } from 'vitest';
import { isWildcard, parseWildcard, toMatcher } from '../../src/model/wildcard.ts';

// Sentry's test_search_value, whole: what a value is, cut where its wildcards are.
const TABLE: readonly (readonly [string, readonly string[]])[] = [
  ['', ['']],
  ['foo', ['foo']],
  ['foo*bar', ['foo', 'bar']],
  ['foo\\*bar', ['foo*bar']],
  ['foo\\\\*bar', ['foo\\', 'bar']],
  ['foo\\\\\\*bar', ['foo\\\\*bar']],
  ['foo*', ['foo', '']],
  ['foo\\*', ['foo*']],
  ['foo\\\\*', ['foo\\', '']],
  ['foo\\\\\\*', ['foo\\\\*']],
  ['*bar', ['', 'bar']],
  ['\\*bar', ['*bar']],
  ['\\\\*bar', ['\\', 'bar']],
  ['\\\\\\*bar', ['\\\\*bar']],
  ['*\\**', ['', '*', '']],
  ['\\*a\\*b\\*c\\*', ['*a*b*c*']],
  ['\\*\\*\\*aaa\\*\\*\\*', ['***aaa***']],
];

describe('a star', () => {
  it.each(TABLE)('in %j', (pattern, parts) => {
    expect(parseWildcard(pattern)).toEqual(parts);
    expect(isWildcard(pattern)).toBe(parts.length > 1);
  });

  it.each([
    ['/api/*', '/api/x', true],
    ['/api/*', '/API/x', true],
    ['/api/*', '/api/', true],
    ['/api/*', '/v1/api/x', false],
    ['/api/*', '/api\n/x', false],
    ['/api/*', '/api/\n', true],
    ['a*a', 'a', false],
    ['a**a', 'aa', true],
    ['*b*b*', 'b', false],
    ['*', '', true],
    ['[a-z].+$', '[a-z].+$', true],
    ['[a-z].*', 'bcd', false],
  ])('%j on %j: %j', (pattern, value, matches) => {
    expect(toMatcher(pattern)(value)).toBe(matches);
  });
});

describe('a long pattern or name', () => {
  const name = `${'a'.repeat(100_000)}c`;

  /** The shortest of three runs, in milliseconds. */
  function timeOf(run: () => void): number {
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      run();
      return performance.now() - start;
    });
    return Math.min(...times);
  }

  it.each(['a*a*a*a*b', '*a*a*a*a*b*', `${'a*'.repeat(200)}b`, `*${'a'.repeat(63)}b*`])(
    'is looked through once: %s',
    (pattern) => {
      const matches = toMatcher(pattern);
      expect(matches(name)).toBe(false);
      const short = timeOf(() => matches(name.slice(-25_000)));
      expect(timeOf(() => matches(name))).toBeLessThan(short * 9 + 50);
    },
  );

  it('is looked through once also where a part is long', () => {
    // A search that begins anew at every place compares 40,000,000,000 letters, and takes 20 seconds.
    const half = 'ab'.repeat(100_000);
    const start = performance.now();
    expect(toMatcher(`*${half}c${half}*`)(half.repeat(4))).toBe(false);
    expect(toMatcher(`*${'a'.repeat(50_000)}b*`)(name)).toBe(false);
    expect(toMatcher(`*${'ab'.repeat(20_000)}*`)(`${'ab'.repeat(19_999)}${'ab'.repeat(20_000)}x`)).toBe(true);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('of stars alone costs its length', () => {
    expect(parseWildcard('\\*'.repeat(50_000))).toEqual(['*'.repeat(50_000)]);
    expect(toMatcher('*'.repeat(100_000))(name)).toBe(true);
  });
});
