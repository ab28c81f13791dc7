import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/model/column.ts';
import { bound, exclude, include, removeTerm } from '../../src/search/edit.ts';
import type { CellValue } from '../../src/search/edit.ts';
import { parse } from '../../src/search/parse.ts';
import { meaning } from './shown.ts';

describe('include', () => {
  it.each<[string, Field, CellValue, string]>([
    ['', 'op', 'db', 'op:db'],
    ['foo', 'op', 'db', 'foo op:db'],
    ['op:web foo', 'op', 'db', 'foo op:db'],
    ['!op:db foo', 'op', 'db', 'foo op:db'],
    ['transaction.op:[db,web] foo', 'op', 'db', 'foo op:db'],
    ['transaction:/api/* foo', 'transaction', '/api/x', 'foo transaction:/api/x'],
    ['has:op', 'op', null, '!has:op'],
    ['!has:op foo', 'op', 'db', 'foo op:db'],
    ['op:a OR plan:b', 'op', 'db', '(op:a OR plan:b) op:db'],
    ['(op:a OR plan:b)', 'op', 'db', '(op:a OR plan:b) op:db'],
    ['op:a AND foo', 'op', 'db', 'foo op:db'],
    ['p95():>1s', 'op', 'db', 'p95():>1s op:db'],
    ['duration:>1s', 'duration', 1500, 'duration:>1s duration:1.5s'],
    ['duration:5', 'duration', 1500, 'duration:1.5s'],
    ['', { tag: 'plan' }, 'pro', 'plan:pro'],
    ['', { tag: 'op' }, 'pro', 'tags[op]:pro'],
    ['op:x', { tag: 'op' }, 'pro', 'op:x tags[op]:pro'],
    ['', 'transaction', '/a/*', 'transaction:[/a/*]'],
    ['', 'release', 'latest', 'release:"latest"'],
    ['', 'release', '>1.2.3', 'release:">1.2.3"'],
    ['', 'op', '', '!has:op'],
    ['op:', 'op', 'db', 'op: op:db'],
  ])('%j %j %j', (text, field, value, expected) => {
    expect(include(text, field, value)).toBe(expected);
  });

  it('takes an id', () => {
    const id = '0123456789abcdef0123456789abcdef';
    expect(include('foo', 'trace', id)).toBe(`foo trace:${id}`);
  });
});

describe('exclude', () => {
  it.each<[string, Field, CellValue, string]>([
    ['', 'op', 'db', '!op:db'],
    ['op:db foo', 'op', 'db', 'foo !op:db'],
    ['op:[db,web]', 'op', 'db', 'op:[db,web] !op:db'],
    ['!op:web foo', 'op', 'db', 'foo !op:[web,db]'],
    ['!op:[web,db]', 'op', 'db', '!op:[web,db]'],
    ['transaction:/api/*', 'transaction', '/api/x', 'transaction:/api/* !transaction:/api/x'],
    ['', 'op', null, 'has:op'],
    ['!op:a', 'op', null, '!op:[a,""]'],
    ['!has:op', 'op', null, 'has:op'],
    ['has:op', 'op', 'a', '!op:["",a]'],
    ['a OR b', 'op', 'db', '(a OR b) !op:db'],
    ['', 'http.status_code', 500, '!http.status_code:500'],
    ['!http.status_code:500', 'http.status_code', 502, '!http.status_code:[500,502]'],
  ])('%j %j %j', (text, field, value, expected) => {
    expect(exclude(text, field, value)).toBe(expected);
  });
});

describe('a bound', () => {
  it.each([
    ['', '>', 2170, 'duration:>2.17s'],
    ['duration:>1s foo', '>', 2170, 'foo duration:>2.17s'],
    ['duration:>=1s duration:<9s', '>', 2170, 'duration:<9s duration:>2.17s'],
    ['duration:>1s', '<', 2170, 'duration:>1s duration:<2.17s'],
  ] as const)('%j %s %d', (text, is, value, expected) => {
    expect(bound(text, 'duration', is, value)).toBe(expected);
  });
});

describe('a term', () => {
  it.each([
    ['op:a foo plan:b', 1, 'op:a plan:b'],
    ['op:a OR plan:b', 0, 'plan:b'],
    ['op:a OR plan:b', 2, 'op:a'],
    ['op:a AND (plan:b)', 3, 'op:a'],
    ['(op:a OR (plan:b)) foo', 4, '(op:a) foo'],
    ['op:a', 0, ''],
    ['op:a', 5, 'op:a'],
  ])('of %s is removed: %d', (text, index, expected) => {
    expect(removeTerm(text, index)).toBe(expected);
  });
});

describe('any value', () => {
  const value = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'a*\\"()[],: <>!=\n\tOR'.split('')), minLength: 1, maxLength: 10 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 10 }),
    fc.constantFrom('AND', 'or', 'latest', '>1.2.3', '//cdn', '-24h', '""', '[a]', '\\*', 'has:x', '*'),
  );
  const field = fc.oneof(
    fc.constantFrom<Field>('transaction', 'release', 'user'),
    value.map((tag): Field => ({ tag })),
  );
  const text = fc.constantFrom('', 'foo', 'a OR b', 'p95():>1s', 'op:x !plan:[a,b]', '"a b" (c)');

  it('is found by equality, whatever is in it', () => {
    fc.assert(
      fc.property(text, field, value, (text, field, value) => {
        const added = { kind: 'in', field, values: [value] };
        for (const [edited, condition] of [
          [include(text, field, value), added],
          [exclude(text, field, value), { kind: 'not', of: added }],
        ] as const) {
          const parsed = parse(edited);
          if ('error' in parsed) throw new Error(`${edited}: ${parsed.error.message}`);
          const { filter } = parsed;
          expect(filter.kind === 'and' ? filter.of.at(-1) : filter).toEqual(condition);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps what the text said before', () => {
    expect(meaning(include('foo OR op:a', 'op', 'b'))).toBe(
      '((transaction like "*foo*" or op = "a") and op = "b")',
    );
  });
});
