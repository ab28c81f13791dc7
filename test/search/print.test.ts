import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/model/column.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import { STATUSES } from '../../src/model/status.ts';
import { parse } from '../../src/search/parse.ts';
import { print } from '../../src/search/print.ts';

describe('a filter as a text', () => {
  it.each([
    'transaction:/api/*',
    'transaction:"GET /a b"',
    '!op:db',
    'duration:>300ms',
    'http.status_code:[500,502]',
    'environment:[prod,""]',
    'has:user !has:release',
    'op:a (op:b OR op:c)',
    'op:a op:b OR op:c',
    '!(op:a OR op:b)',
    'tags[environment]:x plan:pro',
  ])('%s is written as it was read', (text) => {
    const parsed = parse(text);
    expect('filter' in parsed && print(parsed.filter)).toBe(text);
  });

  it('of everything is empty', () => {
    expect(print(EVERYTHING)).toBe('');
  });

  const tagName = fc.string({
    unit: fc.constantFrom(...'abz.-_9: é*,'.split('')),
    minLength: 1,
    maxLength: 8,
  });
  const field: fc.Arbitrary<Field> = fc.oneof(
    fc.constantFrom<Field>('transaction', 'op', 'release', 'http.method'),
    tagName.map((tag) => ({ tag })),
    fc.constantFrom<Field>({ tag: 'op' }, { tag: 'has' }, { tag: 'size,number' }, { tag: 'size , array ' }),
    fc.constantFrom<Field>({ tag: 'measurements.weight' }, { tag: 'http' }),
  );
  const value = fc.string({
    unit: fc.constantFrom(...'aB/ *\\":[](),!é\uf00d'.split('')),
    minLength: 1,
    maxLength: 8,
  });
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((value) => Math.fround(value) + 0);
  const leaf: fc.Arbitrary<Filter> = fc.oneof(
    fc.record({ kind: fc.constant('has' as const), field }),
    fc.record({
      kind: fc.constant('compare' as const),
      field: fc.constantFrom('duration' as const, 'cls' as const),
      is: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const, '=' as const),
      value: number,
    }),
    fc.record({
      kind: fc.constant('in' as const),
      field,
      values: fc.array(fc.oneof(value, fc.constant(null)), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('in' as const),
      field,
      values: value.map((value) => [value]),
    }),
    fc.record({
      kind: fc.constant('in' as const),
      field: fc.constant('status' as const),
      values: fc.array(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('in' as const),
      field: fc.constant('http.status_code' as const),
      values: fc.array(number, { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('like' as const), field, pattern: value.map((text) => `${text}a*`) }),
  );
  const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3 },
      leaf,
      tie('filter').map((of): Filter => ({ kind: 'not', of })),
      fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map((of): Filter => ({ kind: 'or', of })),
      fc.array(tie('filter'), { minLength: 2, maxLength: 3 }).map((of): Filter => ({ kind: 'and', of })),
    ),
  }));

  it('is read as a filter that is written the same', () => {
    fc.assert(
      fc.property(filter, (filter) => {
        const text = print(filter);
        const parsed = parse(text);
        if ('error' in parsed) throw new Error(`${text}: ${parsed.error.message}`);
        expect(print(parsed.filter)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('quotes what would be read as an address', () => {
    const filter: Filter = { kind: 'in', field: 'transaction', values: ['//cdn'] };
    expect(print(filter)).toBe('transaction:"//cdn"');
    expect(parse(print(filter))).toMatchObject({ filter });
  });

  it('of one leaf is read as that leaf', () => {
    fc.assert(
      fc.property(leaf, (leaf) => {
        const parsed = parse(print(leaf));
        expect('filter' in parsed && parsed.filter).toEqual(leaf);
      }),
      { numRuns: 2000 },
    );
  });
});
