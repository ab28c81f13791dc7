// Equality as the bench judges it: what it lets pass, and that it lets nothing else pass.
import { describe, expect, it } from 'vitest';
import type { Query } from '../../src/model/query.ts';
import { differences } from './answer.ts';
import type { Answer, Ask } from './answer.ts';

function query(of: Partial<Query> = {}): Ask {
  return {
    kind: 'query',
    query: {
      of: 'transactions',
      range: { start: 0, end: 1 },
      where: { kind: 'and', of: [] },
      by: ['transaction'],
      show: [{ metric: 'count' }],
      ...of,
    },
  };
}

function answer(groups: Readonly<Record<string, Readonly<Record<string, number>>>>): Answer {
  const names = new Set(Object.values(groups).flatMap((values) => Object.keys(values)));
  return {
    keys: Object.keys(groups).map((key) => [key]),
    values: new Map(
      [...names].map((name) => [name, Float64Array.from(Object.values(groups), (values) => values[name]!)]),
    ),
  };
}

describe('two answers', () => {
  const own = answer({
    a: { count: 3, users: 2, p95: 100, sum: 1e9 },
    b: { count: 1, users: 1, p95: 7, sum: 7 },
  });

  it('are equal within what a float32 and a sum in another order may differ', () => {
    const other = answer({
      b: { count: 1, users: 1, p95: 7, sum: 7 },
      a: { count: 3, users: 2, p95: 100 * (1 + 2 ** -24), sum: 1e9 + 0.9 },
    });
    expect(differences(query(), own, other)).toEqual([]);
  });

  it.each([
    ['a count', { count: 4, users: 2, p95: 100, sum: 1e9 }, 'count of ["a"] is 4, not 3'],
    ['users', { count: 3, users: 3, p95: 100, sum: 1e9 }, 'users of ["a"] is 3, not 2'],
    ['a rank', { count: 3, users: 2, p95: 100.001, sum: 1e9 }, 'p95 of ["a"] is 100.001, not 100'],
    ['a sum', { count: 3, users: 2, p95: 100, sum: 1e9 + 2 }, 'sum of ["a"] is 1000000002, not 1000000000'],
    ['no data', { count: 3, users: 2, p95: Number.NaN, sum: 1e9 }, 'p95 of ["a"] is NaN, not 100'],
  ])('differ in %s', (_, values, expected) => {
    const other = answer({ a: values, b: { count: 1, users: 1, p95: 7, sum: 7 } });
    expect(differences(query(), own, other)).toEqual([expected]);
  });

  it('differ in their groups, and in their order where one was asked for', () => {
    const [one, two] = [answer({ a: { count: 1 } }), answer({ a: { count: 1 }, b: { count: 1 } })];
    expect(differences(query(), one, two)).toEqual(['the group ["b"] is too many']);
    expect(differences(query(), two, one)).toEqual(['the group ["b"] is missing']);
    const turned = answer({ b: { count: 1 }, a: { count: 1 } });
    expect(differences(query(), two, turned)).toEqual([]);
    expect(differences(query({ limit: 2 }), two, turned)).toEqual(['the order is another']);
  });

  it('are equal where a bucket of a series is empty on one side alone', () => {
    const empty = { count: 0, p95: Number.NaN };
    const [full, sparse] = [
      answer({ 0: { count: 1, p95: 5 }, 60: empty }),
      answer({ 0: { count: 1, p95: 5 } }),
    ];
    expect(differences(query({ by: [{ time: 60 }] }), full, sparse)).toEqual([]);
    expect(differences(query({ by: ['op'] }), full, sparse)).toEqual(['the group ["60"] is missing']);
  });
});
