// What the oracle makes of the parts of a question: filters, keys, the other side, having, order, lists.
import { describe, expect, it } from 'vitest';
import type { Filter } from '../../src/model/filter.ts';
import type { List, Query } from '../../src/model/query.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import * as oracle from '../oracle.ts';
import type { OracleResult } from '../oracle.ts';
import { transaction } from '../transaction-builder.ts';

const EVERYTHING: Filter = { kind: 'and', of: [] };
const RANGE = { start: 0, end: 10_000 };

function ask(rows: readonly Transaction[], question: Partial<Query>): OracleResult {
  return oracle.ask(rows, {
    of: 'transactions',
    range: RANGE,
    where: EVERYTHING,
    by: [],
    show: [{ metric: 'count' }],
    ...question,
  });
}

function list(rows: readonly Transaction[], question: Partial<List>): OracleResult {
  return oracle.list(rows, {
    of: 'transactions',
    range: RANGE,
    where: EVERYTHING,
    fields: ['row'],
    order: { field: 'duration', desc: true },
    limit: 10,
    ...question,
  });
}

/** The columns as plain arrays. */
function table(result: OracleResult): readonly (readonly (string | number | null)[])[] {
  return result.columns.map((column) => Array.from<string | number | null>(column.values));
}

describe('a filter', () => {
  const rows = [
    transaction({ row: 1, op: 'db', httpStatus: 200, tags: new Map([['plan', 'pro']]) }),
    transaction({ row: 2, op: '', httpStatus: null, tags: new Map([['plan', '']]) }),
    transaction({ row: 3, op: 'DB', httpStatus: 404, duration: 0.1 }),
  ];
  const kept = (where: Filter): unknown =>
    table(list(rows, { where, order: { field: 'row', desc: false } }))[0];

  it.each<[string, Filter, number[]]>([
    ['in, with case', { kind: 'in', field: 'op', values: ['db'] }, [1]],
    ['in with null: the absent and the empty', { kind: 'in', field: 'op', values: [null, 'DB'] }, [2, 3]],
    ['in with an empty text: absent', { kind: 'in', field: 'op', values: [''] }, [2]],
    ['not in: also the absent', { kind: 'not', of: { kind: 'in', field: 'op', values: ['db'] } }, [2, 3]],
    ['in numbers', { kind: 'in', field: 'http.status_code', values: [404, null, '200'] }, [2, 3]],
    ['in no values', { kind: 'in', field: 'op', values: [] }, []],
    ['like, without case', { kind: 'like', field: 'op', pattern: 'd*' }, [1, 3]],
    ['like on the absent: never', { kind: 'like', field: 'op', pattern: '*' }, [1, 3]],
    ['not like: also the absent', { kind: 'not', of: { kind: 'like', field: 'op', pattern: '*' } }, [2]],
    ['compare', { kind: 'compare', field: 'http.status_code', is: '<', value: 404 }, [1]],
    ['compare with the float32', { kind: 'compare', field: 'duration', is: '>', value: 0.1 }, [1, 2, 3]],
    ['compare the end', { kind: 'compare', field: 'timestamp', is: '=', value: 1_000 }, [1, 2, 3]],
    ['equal to the double', { kind: 'compare', field: 'duration', is: '=', value: 0.1 }, []],
    ['has', { kind: 'has', field: { tag: 'plan' } }, [1]],
    ['has a number, also 0', { kind: 'has', field: 'errors' }, [1, 2, 3]],
    ['an empty or: nothing', { kind: 'or', of: [] }, []],
  ])('%s', (_words, where, expected) => {
    expect(kept(where)).toEqual(expected);
  });

  it('refuses a wildcard on a number', () => {
    expect(() => kept({ kind: 'like', field: 'duration', pattern: '1*' })).toThrow(RangeError);
  });
});

describe('a range', () => {
  it('holds its start and not its end, by the end of the transaction', () => {
    const rows = [0, 9_999, 10_000].map((end) => transaction({ end }));
    expect(ask(rows, {}).matched).toBe(2);
    const late = transaction({ duration: 500, end: 10_400 });
    expect(late.start).toBeLessThan(RANGE.end);
    expect(ask([late], {}).matched).toBe(0);
  });
});

describe('groups', () => {
  it('by nothing are one, also without rows', () => {
    const result = ask([], { show: [{ metric: 'count' }, { metric: 'last_seen' }] });
    expect(table(result)).toEqual([[0], [Number.NaN]]);
    expect(result).toMatchObject({ length: 1, total: 1, matched: 0, sampled: false, edges: null });
  });

  it('by fields include those without a value, last', () => {
    const rows = ['b', '', 'a', null, 'B'].map((environment) => transaction({ environment }));
    expect(table(ask(rows, { by: ['environment'] }))).toEqual([
      ['B', 'a', 'b', null],
      [1, 1, 1, 2],
    ]);
  });

  it('by a number and a tag are pairs of values', () => {
    const rows = [404, null, 404].map((httpStatus) =>
      transaction({ httpStatus, tags: new Map([['__proto__', 'x']]) }),
    );
    const result = ask(rows, { by: ['http.status_code', { tag: '__proto__' }] });
    expect(table(result)).toEqual([
      [404, Number.NaN],
      ['x', 'x'],
      [2, 1],
    ]);
    expect(result.columns.map(({ name }) => name)).toEqual(['http.status_code', 'tag:__proto__', 'count']);
  });

  it('by time alone are all buckets that the range touches; counts 0, the rest a gap', () => {
    const rows = [transaction({ end: 4_000, duration: 5 })];
    const question: Partial<Query> = {
      range: { start: 1_500, end: 6_000 },
      show: [{ metric: 'count' }, { metric: 'p95' }],
    };
    expect(table(ask(rows, { ...question, by: [{ time: 2_000 }] }))).toEqual([
      [0, 2_000, 4_000],
      [0, 0, 1],
      [Number.NaN, Number.NaN, 5],
    ]);
    expect(table(ask(rows, { ...question, by: [{ time: 2_000 }, 'op'] }))[0]).toEqual([4_000]);
  });

  it('by bins have the lower edge, the last one its upper edge too', () => {
    const rows = [0, 9, 10, 20, 21].map((duration) => transaction({ duration }));
    const result = ask(rows, { by: [{ bin: 'duration', scale: 'linear', edges: [0, 10, 20] }] });
    expect(table(result)).toEqual([
      [0, 10],
      [2, 2],
    ]);
    expect(result.matched).toBe(5);
    expect(table(ask(rows, { by: [{ bin: 'duration', scale: 'log', edges: [0, 10, 20] }] }))[1]).toEqual([
      1, 2,
    ]);
  });

  it('by a count of bins go from the smallest to the largest value', () => {
    const rows = [0, 1, 10, 100].map((duration) => transaction({ duration }));
    const linear = ask(rows, { by: [{ bin: 'duration', scale: 'linear', count: 4 }] });
    expect(linear.edges).toEqual([0, 25, 50, 75, 100]);
    expect(table(linear)).toEqual([
      [0, 75],
      [3, 1],
    ]);
    const log = ask(rows, { by: [{ bin: 'duration', scale: 'log', count: 2 }] });
    expect(log.edges).toEqual([1, 10, 100]);
    expect(table(log)[1]).toEqual([1, 2]);
    const equal = ask([transaction({ duration: 1 }), transaction({ duration: 1 })], {
      by: [{ bin: 'duration', scale: 'log', count: 9 }],
    });
    expect([equal.edges, table(equal)]).toEqual([
      [1, 1],
      [[1], [2]],
    ]);
    expect(ask([], { by: [{ bin: 'duration', scale: 'log', count: 9 }] }).edges).toEqual([]);
  });
});

describe('versus', () => {
  it('lays the previous period over the same buckets', () => {
    const rows = [1_000, 11_000, 11_500, 16_000].map((end) => transaction({ end }));
    const question: Partial<Query> = {
      range: { start: 10_000, end: 20_000 },
      versus: { range: { start: 0, end: 10_000 } },
      by: [{ time: 5_000 }],
      show: [{ metric: 'count' }, { metric: 'count', read: 'versus' }, { metric: 'count', read: 'ratio' }],
    };
    expect(table(ask(rows, question))).toEqual([
      [10_000, 15_000],
      [2, 1],
      [1, 0],
      [2, Number.NaN],
    ]);
  });

  it('replaces the filter and adds no group', () => {
    const rows = ['1.0', '2.0'].flatMap((release) =>
      ['/a', '/b'].map((name) =>
        transaction({ release, transaction: `${name}${name === '/b' ? release : ''}` }),
      ),
    );
    const side = (release: string): Filter => ({ kind: 'in', field: 'release', values: [release] });
    const question: Partial<Query> = {
      where: side('2.0'),
      versus: { where: side('1.0') },
      by: ['transaction'],
      show: [{ metric: 'count' }, { metric: 'count', read: 'difference' }],
    };
    expect(table(ask(rows, question))).toEqual([
      ['/a', '/b2.0'],
      [1, 1],
      [0, 1],
    ]);
  });

  it('has to be there to be read', () => {
    expect(() => ask([], { show: [{ metric: 'count', read: 'ratio' }] })).toThrow(RangeError);
  });
});

describe('having', () => {
  const rows = [
    transaction({ row: 1, transaction: '/slow', duration: 900 }),
    transaction({ row: 2, transaction: '/slow', duration: 10, end: 11_000 }),
    transaction({ row: 3, transaction: '/fast', duration: 10 }),
    transaction({ row: 4, transaction: '/fast', duration: 5_000, end: 11_000 }),
    transaction({ row: 5, transaction: '/slow', project: 'api', duration: 10 }),
  ];
  const having = { kind: 'metric', show: { metric: 'p95' }, is: '>', value: 500 } as const;

  it('selects transactions by project and name over the value side', () => {
    const result = ask(rows, {
      having,
      by: ['project', 'transaction'],
      versus: { range: { start: 10_000, end: 20_000 } },
      show: [{ metric: 'count' }, { metric: 'p100', read: 'versus' }],
    });
    expect(table(result)).toEqual([['shop'], ['/slow'], [1], [10]]);
    expect(table(list(rows, { having }))).toEqual([[1]]);
  });

  it('is fulfilled by no comparison of a metric without value', () => {
    const lcp = { kind: 'metric', show: { metric: 'p95', of: 'lcp' }, is: '<', value: 500 } as const;
    expect(ask(rows, { having: lcp }).matched).toBe(0);
    expect(ask(rows, { having: { kind: 'not', of: lcp } }).matched).toBe(3);
  });
});

describe('order', () => {
  const rows = [
    transaction({ transaction: 'b', vitals: { lcp: 1 } }),
    transaction({ transaction: 'a' }),
    transaction({ transaction: 'd', vitals: { lcp: 1 } }),
    transaction({ transaction: 'c', vitals: { lcp: 2 } }),
  ];
  const show = [{ metric: 'p50', of: 'lcp' }] as const;

  it('puts groups without a value last either way, ties by the keys, and cuts at the limit', () => {
    const by = (desc: boolean, limit?: number): OracleResult =>
      ask(rows, {
        by: ['transaction'],
        show,
        order: [{ show: 0, desc }],
        ...(limit !== undefined && { limit }),
      });
    expect(table(by(true))[0]).toEqual(['c', 'b', 'd', 'a']);
    expect(table(by(false))[0]).toEqual(['b', 'd', 'c', 'a']);
    expect(table(by(false, 2))[0]).toEqual(['b', 'd']);
    expect(by(false, 2)).toMatchObject({ length: 2, total: 4 });
  });
});

describe('a list', () => {
  const rows = [5, 1, 2, 3, 4].map((seconds, index) =>
    transaction({ row: 10 - index, duration: seconds * 1000, weight: seconds === 5 ? 2 : 1 }),
  );

  it('of the slow ones up to a percentile begins with it', () => {
    const upTo = { of: 'duration', q: 0.75 } as const;
    const slow = list(rows, { fields: ['duration', 'span'], upTo, weighted: false, limit: 2 });
    expect(table(slow)).toEqual([
      [4000, 3000],
      ['0000000000000006', '0000000000000007'],
    ]);
    expect(slow).toMatchObject({ length: 2, total: 4, matched: 5, sampled: true });
    // Weighted, the quantile of 1 2 3 4 5 5 s; else of 1 2 3 4 5 s.
    const most = { of: 'duration', q: 0.85 } as const;
    expect(list(rows, { upTo: most }).total).toBe(5);
    expect(list(rows, { upTo: most, weighted: false }).total).toBe(4);
    expect(list(rows, { upTo: { of: 'lcp', q: 1 } }).total).toBe(0);
  });

  it('puts rows without a value last and breaks ties by row', () => {
    const vital = [
      transaction({ row: 3 }),
      transaction({ row: 2, vitals: { lcp: 1 } }),
      transaction({ row: 1 }),
    ];
    const ordered = (desc: boolean): unknown => table(list(vital, { order: { field: 'lcp', desc } }))[0];
    expect(ordered(true)).toEqual([2, 1, 3]);
    expect(ordered(false)).toEqual([2, 1, 3]);
  });
});
