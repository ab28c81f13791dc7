// Of transactions that name no user there is nothing to say about users: no page is told a zero.
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import { HOUR } from '../../src/model/time.ts';
import { withNamed, withoutUnnamed } from '../../src/view/named-users.ts';
import { ask } from '../oracle.ts';
import { transaction } from '../transaction-builder.ts';
import { emptyResult } from './scripted-source.ts';

const RANGE = { start: Date.UTC(2026, 0, 20), end: Date.UTC(2026, 0, 20, 2) };

/** A page of two users, one of them miserable, in the first of two hours; a job of none in both. */
const rows = [
  transaction({ transaction: '/page', user: 'id:1', duration: 100, end: RANGE.start + 1 }),
  transaction({ transaction: '/page', user: 'id:2', duration: 9_000, end: RANGE.start + 2 }),
  transaction({ transaction: 'job', user: null, duration: 9_000, end: RANGE.start + 3 }),
  transaction({ transaction: 'job', user: null, duration: 9_000, end: RANGE.start + HOUR + 3 }),
];

const USERS: Query['show'] = [
  { metric: 'users' },
  { metric: 'miserable_users' },
  { metric: 'user_misery' },
  { metric: 'count' },
];

function told(change: Partial<Query>): Record<string, unknown[]> {
  const query: Query = {
    of: 'transactions',
    range: RANGE,
    where: EVERYTHING,
    by: ['transaction'],
    show: USERS,
    ...change,
  };
  const answer = ask(rows, withNamed(query));
  const { length, columns } = answer;
  const { columns: out } = withoutUnnamed(query, emptyResult({ length, columns }));
  return Object.fromEntries(out.map(({ name, values }) => [name, [...values]]));
}

const NONE = Number.NaN;

describe('who named nobody', () => {
  it('has no number of users, and no misery', () => {
    const { transaction: names, users, miserable_users, user_misery, count } = told({});
    expect(names).toEqual(['/page', 'job']);
    expect(users).toEqual([2, NONE]);
    expect(miserable_users).toEqual([1, NONE]);
    expect(user_misery).toEqual([(1 + 5.8875) / (2 + 117.75), NONE]);
    expect(count).toEqual([2, 2]);
  });

  it('has none of the miserable, whose number is asked for alone', () => {
    expect(told({ show: [{ metric: 'miserable_users' }] })['miserable_users']).toEqual([1, NONE]);
  });

  it('has no change', () => {
    const versus = { range: { start: RANGE.start - HOUR, end: RANGE.start + HOUR } };
    const range = { start: RANGE.start + HOUR, end: RANGE.end };
    const show: Query['show'] = USERS.flatMap((one) => [
      one,
      { ...one, read: 'versus' },
      { ...one, read: 'ratio' },
    ]);
    const all = told({ by: [], range, versus, show });
    // Nobody is named in the later hour, two are in the earlier.
    expect([all['users'], all['users:versus'], all['users:ratio']]).toEqual([[NONE], [2], [NONE]]);
    expect([all['miserable_users:versus'], all['miserable_users:ratio']]).toEqual([[1], [NONE]]);
    expect([all['user_misery'], all['user_misery:ratio']]).toEqual([[NONE], [NONE]]);
  });

  it('is a zero over time where somebody was named at another, and a gap in the misery', () => {
    const all = told({ by: [{ time: HOUR }] });
    expect(all['users']).toEqual([2, 0]);
    expect(all['miserable_users']).toEqual([1, 0]);
    expect(all['user_misery']?.[1]).toBeNaN();
  });

  it('has no line over time beside one that has', () => {
    const { transaction: names, users } = told({ by: ['transaction', { time: HOUR }] });
    const of = (name: string): unknown[] => (users ?? []).filter((_, group) => names?.[group] === name);
    expect(of('job').every(Number.isNaN)).toBe(true);
    expect(of('/page')).toContain(2);
  });
});

it('leaves questions about anything else as they are', () => {
  const query: Query = {
    of: 'transactions',
    range: RANGE,
    where: EVERYTHING,
    by: [],
    show: [{ metric: 'p95' }],
  };
  const result = emptyResult();
  expect(withNamed(query)).toBe(query);
  expect(withoutUnnamed(query, result)).toBe(result);
});
