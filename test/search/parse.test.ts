import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import { parse } from '../../src/search/parse.ts';

function filterOf(text: string): Filter {
  const parsed = parse(text);
  if ('error' in parsed) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.filter;
}

const is = (
  field: Filter & { kind: 'in' } extends { field: infer F } ? F : never,
  ...values: string[]
): Filter => ({
  kind: 'in',
  field,
  values,
});
const like = (pattern: string): Filter => ({ kind: 'like', field: 'transaction', pattern });
const not = (of: Filter): Filter => ({ kind: 'not', of });
const and = (...of: Filter[]): Filter => ({ kind: 'and', of });
const or = (...of: Filter[]): Filter => ({ kind: 'or', of });

describe('free text', () => {
  it.each([
    ['/api/', '*/api/*'],
    ['foo bar', '*foo bar*'],
    ['  foo   bar ', '*foo bar*'],
    ['foo*bar', '*foo*bar*'],
    ['foo\\*', '*foo\\**'],
    ['"exact phrase"', '*exact phrase*'],
    ['"two  spaces"', '*two  spaces*'],
    ['say "and"', '*say and*'],
    ['https://example.org/a', '*https://example.org/a*'],
    ["undefined(evaluating'x')", "*undefined(evaluating'x')*"],
    ['"unclosed', '*"unclosed*'],
    ['order', '*order*'],
    ['android', '*android*'],
    ['!important', '*!important*'],
  ])('%s is looked for in the transaction’s name as %s', (text, pattern) => {
    expect(filterOf(text)).toEqual(like(pattern));
  });

  it('of nothing is everything', () => {
    expect(filterOf('')).toEqual(EVERYTHING);
    expect(filterOf(' \t\n ')).toEqual(EVERYTHING);
  });

  it('stands beside conditions', () => {
    expect(filterOf('foo bar op:db baz')).toEqual(and(like('*foo bar*'), is('op', 'db'), like('*baz*')));
  });
});

describe('a condition on text', () => {
  it.each([
    ['transaction:/api/x', is('transaction', '/api/x')],
    ['op:db.query', is('op', 'db.query')],
    ['transaction:"GET /a b"', is('transaction', 'GET /a b')],
    ['transaction:"say \\"hi\\""', is('transaction', 'say "hi"')],
    ['transaction:/users/(id)', is('transaction', '/users/(id)')],
    ['!environment:prod', not(is('environment', 'prod'))],
    ['env:prod', is('environment', 'prod')],
    ['transaction.op:db', is('op', 'db')],
    ['"http.method":GET', is('http.method', 'GET')],
    ['release:api@1.2.3+4', is('release', 'api@1.2.3+4')],
    ['user:id:42', is('user', 'id:42')],
    ['status:not_found', is('status', 'not_found')],
    [
      'environment:[prod, "pre prod" ,""]',
      { kind: 'in', field: 'environment', values: ['prod', 'pre prod', null] },
    ],
    ['!op:[db,http]', not(is('op', 'db', 'http'))],
    ['op:[h*]', is('op', 'h*')],
    ['op:[a b]', and(is('op', '[a'), like('*b]*'))],
  ] satisfies [string, Filter][])('%s', (text, filter) => {
    expect(filterOf(text)).toEqual(filter);
  });

  it('on a name that is no field is one on a tag, and is said to be', () => {
    expect(parse('plan:pro')).toMatchObject({
      filter: is({ tag: 'plan' }, 'pro'),
      hints: [{ message: '“plan” is read as a tag.', start: 0, end: 4 }],
    });
    expect(filterOf('tags[environment]:x')).toEqual(is({ tag: 'environment' }, 'x'));
    expect(filterOf('random:>500')).toEqual(is({ tag: 'random' }, '>500'));
    expect(filterOf('random:2s')).toEqual(is({ tag: 'random' }, '2s'));
  });

  it('on a name that looks misspelt asks what was meant', () => {
    const hintOf = (text: string): string | undefined => {
      const parsed = parse(text);
      return 'hints' in parsed ? parsed.hints[0]?.message : undefined;
    };
    expect(hintOf('duraton:5')).toContain('Did you mean “duration”?');
    expect(hintOf('relaese:1')).toContain('“release”');
    expect(hintOf('Op:db')).toContain('“op”');
    expect(hintOf('colour:red')).not.toContain('Did you mean');
  });
});

// The complete table of Sentry's test_search_value; a value in /…/ became a wildcard there.
const WILDCARDS: [string, string | { like: string }][] = [
  ['foo', 'foo'],
  ['foo*bar', { like: 'foo*bar' }],
  ['foo\\*bar', 'foo*bar'],
  ['foo\\\\*bar', { like: 'foo\\\\*bar' }],
  ['foo\\\\\\*bar', 'foo\\\\*bar'],
  ['foo*', { like: 'foo*' }],
  ['foo\\*', 'foo*'],
  ['foo\\\\*', { like: 'foo\\\\*' }],
  ['foo\\\\\\*', 'foo\\\\*'],
  ['*bar', { like: '*bar' }],
  ['\\*bar', '*bar'],
  ['\\\\*bar', { like: '\\\\*bar' }],
  ['\\\\\\*bar', '\\\\*bar'],
  ['*\\**', { like: '*\\**' }],
  ['\\*a\\*b\\*c\\*', '*a*b*c*'],
  ['\\*\\*\\*aaa\\*\\*\\*', '***aaa***'],
];

describe('a star', () => {
  it.each(WILDCARDS)('%s', (value, meaning) => {
    const expected =
      typeof meaning === 'string'
        ? is('transaction', meaning)
        : { ...like(meaning.like), field: 'transaction' };
    expect(filterOf(`transaction:${value}`)).toEqual(expected);
    expect(filterOf(`transaction:"${value}"`)).toEqual(expected);
  });
});

describe('presence', () => {
  it.each([
    ['has:user', { kind: 'has', field: 'user' }],
    ['!has:release', not({ kind: 'has', field: 'release' })],
    ['has:plan', { kind: 'has', field: { tag: 'plan' } }],
    ['has:tags[user]', { kind: 'has', field: { tag: 'user' } }],
    ['user:""', not({ kind: 'has', field: 'user' })],
    ['!user:""', { kind: 'has', field: 'user' }],
    ['lcp:""', not({ kind: 'has', field: 'lcp' })],
    ['tags[has]:x', is({ tag: 'has' }, 'x')],
  ] satisfies [string, Filter][])('%s', (text, filter) => {
    expect(filterOf(text)).toEqual(filter);
  });
});

describe('a condition on a number', () => {
  const compare = (
    field: 'duration' | 'lcp' | 'http.status_code' | 'cls' | 'spans.db',
    op: string,
    value: number,
  ): Filter => ({ kind: 'compare', field, is: op, value }) as Filter;

  it.each([
    ['duration:>300ms', compare('duration', '>', 300)],
    ['duration:300', compare('duration', '=', 300)],
    ['duration:=300', compare('duration', '=', 300)],
    ['transaction.duration:<=2.5s', compare('duration', '<=', 2500)],
    ['duration:>2m', compare('duration', '>', 120_000)],
    ['duration:<1hr', compare('duration', '<', 3_600_000)],
    ['duration:<1.h', compare('duration', '<', 3_600_000)],
    ['duration:<15min', compare('duration', '<', 900_000)],
    ['measurements.lcp:>=4s', compare('lcp', '>=', 4000)],
    ['spans.db:>100ms', compare('spans.db', '>', 100)],
    ['cls:>0.25', compare('cls', '>', 0.25)],
    ['http.status_code:>=500', compare('http.status_code', '>=', 500)],
    ['http.status_code:2m', compare('http.status_code', '=', 2_000_000)],
    ['!duration:>5', compare('duration', '<=', 5)],
    ['!duration:<=5', compare('duration', '>', 5)],
    ['!duration:5', not(compare('duration', '=', 5))],
    ['duration:!=5', not(compare('duration', '=', 5))],
    ['!duration:!=5', compare('duration', '=', 5)],
    ['http.status_code:[500,502]', { kind: 'in', field: 'http.status_code', values: [500, 502] }],
    ['!duration:[1s]', not({ kind: 'in', field: 'duration', values: [1000] })],
  ] satisfies [string, Filter][])('%s', (text, filter) => {
    expect(filterOf(text)).toEqual(filter);
  });
});

describe('operators', () => {
  const [a, b, c] = [is('op', 'a'), is('op', 'b'), is('op', 'c')];

  it.each([
    ['op:a op:b', and(a, b)],
    ['op:a AND op:b', and(a, b)],
    ['op:a OR op:b', or(a, b)],
    ['op:a op:b OR op:c', or(and(a, b), c)],
    ['op:a or op:b and op:c', or(a, and(b, c))],
    ['op:a (op:b OR op:c)', and(a, or(b, c))],
    ['(op:a OR op:b)(op:c)', and(or(a, b), c)],
    ['( op:a )', a],
    ['!(op:a OR op:b)', not(or(a, b))],
    ['((op:a))', a],
    ['(foo bar) OR op:c', or(like('*foo bar*'), c)],
    ['op:or', is('op', 'or')],
  ] satisfies [string, Filter][])('%s', (text, filter) => {
    expect(filterOf(text)).toEqual(filter);
  });
});

describe('a text that cannot be read', () => {
  // The piece that is wrong is marked by «».
  it.each([
    ['«op:»', 'Nothing stands behind “op:”.'],
    ['foo «op:» bar', 'Nothing stands behind'],
    ['op:«"a»', 'not closed'],
    ['op:"a"«b» c', 'behind the closing quote'],
    ['«OR» op:a', 'OR stands where'],
    ['op:a OR «AND» op:b', 'AND stands where'],
    ['op:a «OR»', 'ends where'],
    ['«(»op:a', 'not closed'],
    ['«!(»op:a', 'not closed'],
    ['op:a«)»', 'closes nothing'],
    ['(op:a OR «)»', 'nothing in front'],
    ['duration:«>hotdog»', '“hotdog” is not a duration'],
    ['duration:«*»', 'wildcards match text'],
    ['http.status_code:«5xx»', 'not a number'],
    ['duration:«>2x»', 'not a duration'],
    ['status:«okay»', 'no status “okay”'],
    ['status:«n*»', 'no wildcard'],
    ['op:[a«,,»b]', 'empty place'],
    ['op:[a«,]»', 'empty place'],
    ['op:«[ ]»', 'empty place'],
    ['«p940()»:>2s', 'no percentile p940()'],
    ['trace:«abc»', 'not an id'],
    ['timestamp:«yesterday»', 'not a date'],
    ['«has:»', 'takes the name'],
    ['«has:a/b»', 'takes the name'],
  ])('%s', (marked, message) => {
    const text = marked.replace(/[«»]/g, '');
    const parsed = parse(text);
    if (!('error' in parsed)) throw new Error('It was read.');
    const { error } = parsed;
    expect(
      `${text.slice(0, error.start)}«${text.slice(error.start, error.end)}»${text.slice(error.end)}`,
    ).toBe(marked);
    expect(error.message).toContain(message);
    expect(error.advice).not.toBe('');
  });

  it('is never one that breaks the parser', () => {
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
      'or',
      '>',
      '=',
      '5ms',
      'duration:',
      'has:',
    );
    const anything = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parse(text);
        if (!('error' in parsed)) return;
        const { start, end, message, advice } = parsed.error;
        expect(0 <= start && start < end && end <= text.length).toBe(true);
        expect(message).not.toBe('');
        expect(advice).not.toBe('');
      }),
      { numRuns: 5_000 },
    );
  });

  it('may be nested as deeply as it likes', () => {
    const parsed = parse('('.repeat(100_000));
    expect('error' in parsed && parsed.error.message).toContain('nested too deeply');
  });
});
