// A text costs its length: no reading goes back, and nothing is as deep as the text is long.
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/search/parse.ts';
import { print } from '../../src/search/print.ts';

const SHORT = 12_500;
const TIMES = 8;

/** How long a run takes, in milliseconds. */
function timeOf(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function longText(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length));
}

/** Each of these cost the square of its length where something was tried again from every place. */
const UNITS = [
  'a',
  ' a',
  '"',
  '" ',
  '\\',
  '\\"',
  '"\\" ',
  'a:"',
  'a:"x" ',
  'a:"\\',
  '(',
  ')',
  '()',
  '!(',
  'a(',
  'a (',
  'a:b(',
  'a:b(c)',
  'f(a,',
  'f(,',
  'f(a:',
  'f(tags[a',
  'tags[a,number',
  'tags[a[*]',
  'f("',
  'f(a):',
  'p95():>1 ',
  '[',
  'a:[',
  'a:[x,',
  'a:[x, ',
  'a:["x, ',
  'a:[x,y] ',
  'a:[x y',
  '[a,"b a:',
  'tags[',
  'tags["',
  'tags[a]:b ',
  'has:',
  'has:tags[',
  'OR ',
  'a OR ',
  'a:b AND ',
  'a:b (c OR ',
  'a:>1 ',
  '*',
  '\\*',
  'a:\\*',
  'status:ok ',
  'duration:[1,',
  '1',
  'duration:1',
  '-',
  'release:>1.',
  'timestamp:2026-',
];

describe('a text eight times as long', () => {
  it.each(UNITS)('of %j takes about eight times as long', (unit) => {
    const timeOfLength = (length: number): number => {
      const text = longText(unit, length);
      return timeOf(() => void parse(text));
    };
    timeOfLength(SHORT);
    const short = timeOfLength(SHORT);
    // The square would be sixty-four times, and many seconds. A busy machine makes runs longer, never shorter.
    const limit = short * TIMES * 4 + 200;
    expect([1, 2, 3, 4, 5, 6].some(() => timeOfLength(SHORT * TIMES) < limit)).toBe(true);
  });
});

describe('a text of 100 kB', () => {
  it('may be one value, printed and read again', () => {
    for (const value of [longText('\\', 100_000), longText('"\\', 100_000), longText('*', 100_000)]) {
      const text = print({ kind: 'in', field: 'op', values: [value] });
      expect(parse(text)).toMatchObject({ filter: { kind: 'in', field: 'op', values: [value] } });
    }
  });

  it('may be nested as deeply as it is long, and is told where it is too deep', () => {
    expect(parse('('.repeat(100_000))).toMatchObject({ error: { start: 50, end: 51 } });
    expect(parse(`${'('.repeat(50)}op:a${')'.repeat(50)}`)).toMatchObject({ filter: { kind: 'in' } });
    expect(parse(`a ${'('.repeat(50_000)}b${')'.repeat(50_000)}`)).toMatchObject({
      filter: { kind: 'like' },
    });
  });

  it('may have as many conditions as fit', () => {
    const parsed = parse(longText('a:b OR ', 100_000).concat('a:b'));
    expect(parsed).toMatchObject({ filter: { kind: 'or' } });
    expect(parsed.terms.length).toBeGreaterThan(28_000);
  });
});
