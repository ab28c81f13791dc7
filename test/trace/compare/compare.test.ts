// Two drawn traces, and the rows that tell them apart.
import { describe, expect, it } from 'vitest';
import { build } from '../../../src/trace/build.ts';
import { compare } from '../../../src/trace/compare/compare.ts';
import type { Side } from '../../../src/trace/compare/compare.ts';
import type { ComparedSide, Comparison } from '../../../src/model/comparison.ts';
import { NONE } from '../../../src/trace/trace.ts';
import { draw, text } from '../drawing.ts';

function side(drawing: string): Side {
  const { spans, transactions } = draw(drawing);
  return { trace: build(spans, transactions, []), root: NONE };
}

function amount(side: ComparedSide | null): string {
  return side === null ? '–' : `${side.count}× ${Math.round(side.total * 10) / 10}`;
}

/** A comparison as a picture: op, description, before → after, what changed. */
function picture({ rows }: Comparison): string {
  return rows
    .map(({ depth, op, description, before, after, changes, movedFrom }) => {
      const from = movedFrom === null ? '' : ` from ${movedFrom}`;
      const words = changes.length === 0 ? '' : ` : ${changes.join(', ')}${from}`;
      return `${'  '.repeat(depth)}${op} ${description} ${amount(before)} → ${amount(after)}${words}`;
    })
    .join('\n');
}

const base = `
  http.server GET /list 0..100
    db list 10..20
    fn render 20..90
      db row 30..40
      db row 40..50
`;

describe('ten pairs', () => {
  it.each([
    [
      'a span added',
      base,
      `${base.trimEnd()}
    cache set 91..95
`,
      `
      http.server GET /list 1× 100 → 1× 100
        cache set – → 1× 4 : added
      `,
    ],
    [
      'a span removed',
      base,
      base.replace('    db list 10..20\n', ''),
      `
      http.server GET /list 1× 100 → 1× 100
        db list 1× 10 → – : removed
      `,
    ],
    [
      'a span slower, and with it what waited',
      base,
      `
  http.server GET /list 0..150
    db list 10..70
    fn render 70..140
      db row 80..90
      db row 90..100
`,
      `
      http.server GET /list 1× 100 → 1× 150 : slower
        db list 1× 10 → 1× 60 : slower
      `,
    ],
    [
      'a span faster',
      base,
      base.replace('db list 10..20', 'db list 10..12'),
      `
      http.server GET /list 1× 100 → 1× 100
        db list 1× 10 → 1× 2 : faster
      `,
    ],
    [
      'more repetitions',
      base,
      base.replace(
        '      db row 40..50\n',
        '      db row 40..50\n      db row 50..60\n      db row 60..70\n',
      ),
      `
      http.server GET /list 1× 100 → 1× 100
        fn render 1× 70 → 1× 70
          db row 2× 20 → 4× 40 : more, slower
      `,
    ],
    [
      'fewer repetitions of the same total',
      base,
      base.replace('      db row 30..40\n      db row 40..50\n', '      db row 30..50\n'),
      `
      http.server GET /list 1× 100 → 1× 100
        fn render 1× 70 → 1× 70
          db row 2× 20 → 1× 20 : fewer
      `,
    ],
    [
      'a subtree moved',
      base,
      `
  http.server GET /list 0..100
    db list 10..20
    fn prepare 20..90
      fn render 20..90
        db row 30..40
        db row 40..50
`,
      `
      http.server GET /list 1× 100 → 1× 100
        fn prepare – → 1× 70 : added
          fn render 1× 70 → 1× 70 : moved from GET /list
      `,
    ],
    [
      'a wrapper gone, its child left',
      `
  http.server GET /list 0..100
    fn wrapper 10..90
      db list 20..30
`,
      `
  http.server GET /list 0..100
    db list 20..30
`,
      `
      http.server GET /list 1× 100 → 1× 100
        fn wrapper 1× 80 → – : removed
        db list 1× 10 → 1× 10 : moved from wrapper
      `,
    ],
    [
      'another order, which is no change',
      base,
      `
  http.server GET /list 0..100
    fn render 10..80
      db row 30..40
      db row 40..50
    db list 80..90
`,
      '',
    ],
    [
      'several changes in several places',
      base,
      `
  http.server GET /list 0..80
    db list 10..20
    fn render 20..70
      db row 30..40
      cache get 40..41
`,
      `
      http.server GET /list 1× 100 → 1× 80 : faster
        fn render 1× 70 → 1× 50 : faster
          db row 2× 20 → 1× 10 : fewer, faster
          cache get – → 1× 1 : added
      `,
    ],
  ])('%s', (_, before, after, expected) => {
    expect(picture(compare([side(before)], [side(after)]))).toBe(expected === '' ? '' : text(expected));
    expect(compare([side(before)], [side(before)]).rows).toEqual([]);
    expect(compare([side(after)], [side(after)]).rows).toEqual([]);
  });
});

describe('groups of traces', () => {
  it('are compared by their means', () => {
    const typical = [side(base), side(base)];
    const slow = [side(base), side(base.replace('db list 10..20', 'db list 10..50'))];
    expect(picture(compare(typical, slow))).toBe(
      text(`
        http.server GET /list 1× 100 → 1× 100
          db list 1× 10 → 1× 25 : slower
      `),
    );
    expect(compare(typical, [...typical, side(base)]).rows).toEqual([]);
  });
});

it('shows the group of the article’s trace gone in the fixed one', () => {
  const queries = Array.from(
    { length: 113 },
    (_, at) => `      db.query SELECT contact ${600 + at * 7}..${606 + at * 7}`,
  );
  const slow = side(`
  http.server GET /documents 0..2300
    function Build 10..534
    serialize Documents 560..1500
${queries.join('\n')}
`);
  const fixed = side(`
  http.server GET /documents 0..1240
    function Build 10..534
    serialize Documents 560..700
      db.query SELECT contacts 580..600
`);
  expect(picture(compare([slow], [fixed]))).toBe(
    text(`
      http.server GET /documents 1× 2300 → 1× 1240 : faster
        serialize Documents 1× 940 → 1× 140 : faster
          db.query SELECT contacts – → 1× 20 : added
          db.query SELECT contact 113× 678 → – : removed
    `),
  );
});

it('is quick for a hundred thousand spans, deep or wide', () => {
  const lines = (deep: boolean): string =>
    Array.from(
      { length: deep ? 2_000 : 20_000 },
      (_, at) => `${'  '.repeat(deep ? at + 1 : at === 0 ? 1 : 2)}fn f${at % 50} ${at}..${at + 1}`,
    ).join('\n');
  for (const deep of [true, false]) {
    const one = side(`\n${lines(deep)}\n`);
    const began = performance.now();
    expect(compare([one], [one]).rows).toEqual([]);
    expect(performance.now() - began).toBeLessThan(2_000);
  }
});
