import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/search/parse.ts';
import { tokenAt } from '../../src/search/token.ts';

/** The tokens as `kind text`, those that are wrong marked. */
function tokensOf(text: string): string[] {
  return parse(text).tokens.map(
    ({ kind, start, end, isWrong }) => `${isWrong ? '✗' : ''}${kind} ${text.slice(start, end)}`,
  );
}

/** The terms as `kind text`, with what else is known of them. */
function termsOf(text: string): string[] {
  return parse(text).terms.map(({ kind, key, isTag, isNegated, depth, start, end }) =>
    [kind, text.slice(start, end), key, isTag && 'tag', isNegated && 'not', depth > 0 && `depth ${depth}`]
      .filter((word) => word !== false && word !== '')
      .join(' | '),
  );
}

describe('the tokens of a text', () => {
  it.each([
    ['op:db', ['key op', 'colon :', 'value db']],
    ['!duration:>2s', ['negation !', 'key duration', 'colon :', 'operator >', 'value 2s']],
    [
      '!tags[plan]:[pro, "a b"]',
      [
        'negation !',
        'key tags[plan]',
        'colon :',
        'bracket [',
        'value pro',
        'comma ,',
        'value "a b"',
        'bracket ]',
      ],
    ],
    [
      'p95(lcp):>=1s AND (foo "b c")',
      [
        'function p95(lcp)',
        'colon :',
        'operator >=',
        'value 1s',
        'boolean AND',
        'paren (',
        'text foo',
        'text "b c"',
        'paren )',
      ],
    ],
    ['!(op:a)', ['negation !', 'paren (', 'key op', 'colon :', 'value a', 'paren )']],
    ['x (y)', ['text x', 'text (', 'text y', 'text )']],
    ['has:tags[a]', ['key has', 'colon :', 'value tags[a]']],
    ['op: x', ['✗key op', '✗colon :', 'text x']],
    ['a:b op:"c', ['key a', 'colon :', 'value b', 'key op', 'colon :', '✗value "c']],
    ['op:"a"b c', ['key op', 'colon :', 'value "a"', '✗value b', 'text c']],
    [
      'op:[a,,b] c',
      ['key op', 'colon :', 'bracket [', 'value a', '✗comma ,', '✗comma ,', 'value b', 'bracket ]', 'text c'],
    ],
    [
      'a:b OR OR c:d',
      ['key a', 'colon :', 'value b', 'boolean OR', '✗boolean OR', 'key c', 'colon :', 'value d'],
    ],
    ['(op:a', ['✗paren (', 'key op', 'colon :', 'value a']],
    ['op:a OR', ['key op', 'colon :', 'value a', '✗boolean OR']],
  ])('%s', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });

  it('are known of every text, and hold all of it but its white space', () => {
    const piece = fc.constantFrom(
      'op',
      ':',
      '"',
      '(',
      ')',
      '[',
      ']',
      ',',
      '*',
      '\\',
      '!',
      ' ',
      'AND',
      '>',
      'tags[',
      'p95(',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, (text) => {
        const { tokens, terms } = parse(text);
        let at = 0;
        for (const { start, end, term } of tokens) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          expect(terms[term]?.start).toBeLessThanOrEqual(start);
          expect(terms[term]?.end).toBeGreaterThanOrEqual(end);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
      { numRuns: 2_000 },
    );
  });

  it('are found by the place of the caret', () => {
    const { tokens } = parse('op:db x');
    const at = (place: number): string | undefined => tokenAt(tokens, place)?.kind;
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(at)).toEqual([
      'key',
      'key',
      'key',
      'colon',
      'value',
      'value',
      'text',
      'text',
    ]);
    expect(tokenAt(parse('a  b').tokens, 2)).toBeNull();
  });
});

describe('the terms of a text', () => {
  it.each([
    ['op:db', ['condition | op:db | op']],
    ['!"op":db', ['condition | !"op":db | op | not']],
    ['tags[op]:db', ['condition | tags[op]:db | op | tag']],
    ['p95( lcp ):>1s', ['aggregate | p95( lcp ):>1s | p95( lcp )']],
    ['foo  bar (baz) op:a', ['text | foo  bar (baz)', 'condition | op:a | op']],
    [
      '(op:a OR !(x))',
      [
        'open | (',
        'condition | op:a | op | depth 1',
        'boolean | OR | depth 1',
        'open | !( | not | depth 1',
        'text | x | depth 2',
        'close | ) | depth 1',
        'close | )',
      ],
    ],
    ['op:a))', ['condition | op:a | op', 'close | )', 'close | )']],
  ])('%s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });
});
