import { describe, expect, it } from 'vitest';
import { toMatcher } from '../../src/model/wildcard.ts';
import { createRandom } from '../random.ts';
import { matches } from './wildcard.ts';

/**
 * The wildcard table of Sentry's tests (`tests/sentry/api/test_event_search.py`, `test_search_value`): a pattern,
 * and the regular expression or, without a wildcard, the text that it stands for.
 */
const TABLE: readonly (readonly [pattern: string, meaning: RegExp | string])[] = [
  [String.raw``, ''],
  [String.raw`foo`, 'foo'],
  [String.raw`foo*bar`, /^foo.*bar$/is],
  [String.raw`foo\*bar`, 'foo*bar'],
  [String.raw`foo\\*bar`, /^foo\\.*bar$/is],
  [String.raw`foo\\\*bar`, String.raw`foo\\*bar`],
  [String.raw`foo*`, /^foo.*$/is],
  [String.raw`foo\*`, 'foo*'],
  [String.raw`foo\\*`, /^foo\\.*$/is],
  [String.raw`foo\\\*`, String.raw`foo\\*`],
  [String.raw`*bar`, /^.*bar$/is],
  [String.raw`\*bar`, '*bar'],
  [String.raw`\\*bar`, /^\\.*bar$/is],
  [String.raw`\\\*bar`, String.raw`\\*bar`],
  [String.raw`*\**`, /^.*\*.*$/is],
  [String.raw`\*a\*b\*c\*`, '*a*b*c*'],
  [String.raw`\*\*\*aaa\*\*\*`, '***aaa***'],
];

const STARTS = ['', 'foo', 'FOO', 'xfoo', '\\', '\\\\', 'foo\\', 'foo\\\\', '*', '***a', '*a*b'];
const MIDDLES = ['', '*', '\\*', '\\', '\n', 'x', '🦊', 'aa', '*c'];
const ENDS = ['', 'bar', 'BAR', 'barx', '*', '***'];
const TEXTS = STARTS.flatMap((start) =>
  MIDDLES.flatMap((middle) => ENDS.map((end) => `${start}${middle}${end}`)),
);

function meant(text: string, meaning: RegExp | string): boolean {
  return typeof meaning === 'string' ? text.toLowerCase() === meaning : meaning.test(text);
}

const MATCHERS = [
  { name: 'the oracle', matcherOf: (pattern: string) => (text: string) => matches(text, pattern) },
  { name: 'the model', matcherOf: toMatcher },
];

describe.each(MATCHERS)('a wildcard of $name', ({ matcherOf }) => {
  it.each(TABLE)('reads %j as %s', (pattern, meaning) => {
    const expected = TEXTS.filter((text) => meant(text, meaning));
    expect(TEXTS.filter(matcherOf(pattern))).toEqual(expected);
    expect(expected).not.toEqual([]);
  });

  it('ignores case and takes the whole text', () => {
    const texts = ['/api/x', '/API/x', '/api/', '/api', '/v1/api/x'];
    expect(texts.filter(matcherOf('/api/*'))).toEqual(['/api/x', '/API/x', '/api/']);
    expect(texts.filter(matcherOf('/API*X'))).toEqual(['/api/x', '/API/x']);
  });
});

describe('the two matchers', () => {
  it('agree on any mixture of stars and backslashes', () => {
    const random = createRandom(1);
    const textOf = (from: readonly string[]): string =>
      random.several(0, 8, () => random.pick(from)).join('');
    const cases = Array.from({ length: 20_000 }, () => ({
      pattern: textOf(['a', 'b', '\\', '*', '*']),
      text: textOf(['a', 'A', 'b', '\\', '*']),
    }));
    expect(cases.filter(({ pattern, text }) => toMatcher(pattern)(text) !== matches(text, pattern))).toEqual(
      [],
    );
    expect(cases.filter(({ pattern, text }) => matches(text, pattern)).length).toBeGreaterThan(1_000);
  });
});
