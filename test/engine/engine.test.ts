import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { List, Query } from '../../src/model/query.ts';
import type { Result } from '../../src/model/result.ts';
import type { Rows } from '../../src/model/rows.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { transaction } from '../transaction-builder.ts';
import { manyRows } from './table-builder.ts';

const RANGE = { start: 0, end: 10_000 };
const TOTAL: Query = {
  of: 'transactions',
  range: RANGE,
  where: EVERYTHING,
  by: [],
  show: [{ metric: 'count' }],
};
const LIST: List = {
  of: 'transactions',
  range: RANGE,
  where: EVERYTHING,
  fields: ['row', 'duration'],
  order: { field: 'row', desc: false },
  limit: 100,
};

function engineWith(...batches: readonly (readonly Transaction[])[]): Engine {
  const engine = new Engine();
  for (const batch of batches) engine.append(toRows(batch));
  return engine;
}

/** A column's values as plain data. */
function column(result: Result, name: string): (string | number | null)[] {
  const found = result.columns.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no column ${name}.`);
  return [...found.values];
}

function count(engine: Engine, question: Partial<Query> = {}): number {
  return Number(column(engine.ask({ ...TOTAL, ...question }, []), 'count')[0]);
}

describe('an engine without rows', () => {
  it('answers all the same', () => {
    const engine = new Engine();
    const show = [
      { metric: 'count' },
      { metric: 'p95' },
      { metric: 'users' },
      { metric: 'user_misery' },
    ] as const;
    const result = engine.ask({ ...TOTAL, show }, []);
    expect(result.columns.map(({ values }) => values[0])).toEqual([0, Number.NaN, 0, Number.NaN]);
    expect(engine.list({ ...LIST, fields: ['event', 'transaction', { tag: 'plan' }] }, []).length).toBe(0);
    expect([engine.rows, engine.revision]).toEqual([0, 0]);
  });
});

describe('rows that come', () => {
  it('are held, whatever the batches', () => {
    const engine = engineWith([transaction({ row: 1 })], [transaction({ row: 2 }), transaction({ row: 3 })]);
    expect([engine.rows, count(engine), engine.revision]).toEqual([3, 3, 2]);
  });

  it('replace their earlier version, also within a batch', () => {
    const engine = engineWith([transaction({ row: 1, duration: 10 }), transaction({ row: 2, duration: 20 })]);
    engine.append(toRows([transaction({ row: 1, duration: 30 }), transaction({ row: 1, duration: 40 })]));
    expect(engine.rows).toBe(2);
    expect(column(engine.list(LIST, []), 'duration')).toEqual([40, 20]);
  });

  it('may move in time and leave their group', () => {
    const engine = engineWith([transaction({ row: 1, transaction: '/a', end: 100 })]);
    engine.append(toRows([transaction({ row: 1, transaction: '/b', end: 5000 })]));
    expect(count(engine, { range: { start: 0, end: 1000 } })).toBe(0);
    const result = engine.ask({ ...TOTAL, by: ['transaction'] }, []);
    expect(column(result, 'transaction')).toEqual(['/b']);
  });

  it('come back after they were removed', () => {
    const engine = engineWith([transaction({ row: 1 }), transaction({ row: 2 })]);
    engine.remove(Float64Array.of(1, 1, 77));
    expect([engine.rows, count(engine)]).toEqual([1, 1]);
    engine.append(toRows([transaction({ row: 1 })]));
    expect([engine.rows, count(engine)]).toEqual([2, 2]);
  });

  it('carry rows beyond 32 bits', () => {
    const row = Number.MAX_SAFE_INTEGER;
    const engine = engineWith([transaction({ row }), transaction({ row: row - 2 ** 32 })]);
    engine.append(toRows([transaction({ row, duration: 7 })]));
    expect(column(engine.list(LIST, []), 'row')).toEqual([row - 2 ** 32, row]);
  });

  it('make columns that earlier rows lack', () => {
    const engine = engineWith(
      [transaction({ row: 1 })],
      [transaction({ row: 2, vitals: { lcp: 900 }, tags: new Map([['plan', 'pro']]), user: 'id:1' })],
      [transaction({ row: 3 })],
    );
    const result = engine.list({ ...LIST, fields: ['row', 'lcp', { tag: 'plan' }, 'user'] }, []);
    expect(column(result, 'lcp')).toEqual([Number.NaN, 900, Number.NaN]);
    expect(column(result, 'tag:plan')).toEqual([null, 'pro', null]);
    expect(column(result, 'user')).toEqual([null, 'id:1', null]);
  });
});

describe('rows that go', () => {
  const rows = [100, 200, 300, 400].map((end, index) => transaction({ row: index, end }));

  it('are those outside of the ranges to keep, whose end is not in them', () => {
    const engine = engineWith(rows);
    engine.keepOnly([
      { start: 400, end: 500 },
      { start: 100, end: 200 },
    ]);
    expect(column(engine.list(LIST, []), 'row')).toEqual([0, 3]);
  });

  it('raise the revision only when one was there', () => {
    const engine = engineWith(rows);
    engine.keepOnly([RANGE]);
    engine.remove(Float64Array.of(99));
    expect(engine.revision).toBe(1);
    engine.keepOnly([]);
    expect([engine.revision, engine.rows]).toEqual([2, 0]);
  });

  it('leave the dictionaries right when many have gone', () => {
    const name = (index: number): string => `/name-${index % 1000}`;
    const engine = new Engine();
    engine.append(
      manyRows({ length: 200_000, duration: (index) => index, texts: { transaction: name, 'tag:n': name } }),
    );
    expect(count(engine, { where: { kind: 'in', field: 'transaction', values: ['/name-7'] } })).toBe(200);
    // Three of four go, so that the rest is copied together.
    engine.remove(Float64Array.from({ length: 150_000 }, (_, index) => index));
    expect(engine.rows).toBe(50_000);
    const where = { kind: 'like', field: { tag: 'n' }, pattern: '*-7' } as const;
    expect(count(engine, { where })).toBe(50);
    const slowest = engine.list({ ...LIST, fields: ['row', 'transaction'], where, limit: 1 }, []);
    expect([column(slowest, 'row'), column(slowest, 'transaction')]).toEqual([[150_007], ['/name-7']]);
    engine.append(manyRows({ from: 150_007, length: 1, texts: { transaction: () => 'new' } }));
    expect([engine.rows, count(engine, { where })]).toEqual([50_000, 49]);
  });
});

describe('dictionaries', () => {
  it('hold more values than one or two bytes count', () => {
    const engine = new Engine();
    for (const from of [0, 100, 40_000, 80_000]) {
      const texts = { user: (index: number) => `id:${from + index}`, transaction: () => '/' };
      engine.append(manyRows({ from, length: 40_000, texts }));
    }
    const result = engine.ask({ ...TOTAL, show: [{ metric: 'users' }] }, []);
    expect(column(result, 'users')).toEqual([120_000]);
    const who = { kind: 'in', field: 'user', values: ['id:3', 'id:119999', 'id:120000'] } as const;
    expect(count(engine, { where: who })).toBe(2);
  });

  it('make as many groups as there are pairs', () => {
    const engine = new Engine();
    const texts = {
      user: (index: number) => `id:${index % 30_000}`,
      transaction: (index: number) => `/${index % 250}`,
    };
    engine.append(manyRows({ length: 60_000, texts }));
    const result = engine.ask({ ...TOTAL, by: ['transaction', 'user'] }, []);
    expect(result.total).toBe(30_000);
    const users = column(result, 'user');
    expect(users.slice(0, 2)).toEqual(['id:0', 'id:1000']);
    expect(new Set(users).size).toBe(30_000);
    const pairs = column(result, 'transaction').map((name, index) => [name, users[index]]);
    expect(pairs.filter(([name, user]) => name !== `/${Number(user?.toString().slice(3)) % 250}`)).toEqual(
      [],
    );
    expect(new Set(column(result, 'count'))).toEqual(new Set([2]));
  });

  it.each(['__proto__', 'constructor', 'toString', '', 'a:b', '🦊', ' '])(
    'take %j for a tag’s key and value',
    (word) => {
      const engine = engineWith([
        transaction({ row: 1, tags: new Map([[word, 'x']]) }),
        transaction({ row: 2, tags: new Map([['plain', word]]) }),
        transaction({ row: 3 }),
      ]);
      expect(count(engine, { where: { kind: 'has', field: { tag: word } } })).toBe(1);
      const result = engine.ask({ ...TOTAL, by: [{ tag: word }] }, []);
      expect(column(result, `tag:${word}`)).toEqual(['x', null]);
      const values = engine.list({ ...LIST, fields: [{ tag: 'plain' }] }, []);
      expect(column(values, 'tag:plain')).toEqual([null, word === '' ? null : word, null]);
    },
  );
});

describe('ids', () => {
  it('come out as lower-case hex, and zeros as absent', () => {
    const traceId = 'ABCDEF00'.repeat(4).toLowerCase();
    const engine = engineWith([transaction({ row: 1, traceId, spanId: '0'.repeat(16) })]);
    const result = engine.list({ ...LIST, fields: ['trace', 'span'] }, []);
    expect([column(result, 'trace'), column(result, 'span')]).toEqual([[traceId], [null]]);
  });
});

describe('questions that differ in little', () => {
  it('are not taken for each other', () => {
    const engine = engineWith([
      transaction({ row: 1, duration: 500 }),
      transaction({ row: 2, duration: 50, weight: 3 }),
    ]);
    const above = (value: number): Query['where'] => ({ kind: 'compare', field: 'duration', is: '>', value });
    expect(count(engine, { where: above(Number.POSITIVE_INFINITY) })).toBe(0);
    expect(count(engine, { where: above(Number.NEGATIVE_INFINITY) })).toBe(4);
    expect(count(engine, { range: { start: Number.NEGATIVE_INFINITY, end: 10_000 } })).toBe(4);
    expect(count(engine, { range: { start: Number.POSITIVE_INFINITY, end: 10_000 } })).toBe(0);

    const having = { kind: 'metric', show: { metric: 'apdex' }, is: '>=', value: 0.8 } as const;
    const at = (ms: number) => ({
      default: { metric: 'duration' as const, ms },
      projects: [],
      transactions: [],
    });
    expect(count(engine, { having, thresholds: at(100) })).toBe(0);
    expect(count(engine, { having, thresholds: at(300) })).toBe(4);
    expect(count(engine, { having, thresholds: at(300), weighted: false })).toBe(0);
    expect(engine.ask({ ...TOTAL, having, thresholds: at(300) }, []).matched).toBe(2);
  });
});

describe('what a Result says of its rows', () => {
  const engine = engineWith([transaction({ row: 1, end: 500 })]);

  it('is complete when all that was asked is held', () => {
    const result = engine.ask(TOTAL, [{ start: -5, end: 20_000 }]);
    expect([result.complete, result.covered, result.revision]).toEqual([true, [RANGE], 1]);
  });

  it('names the parts that are held, of both sides', () => {
    const versus = { range: { start: -10_000, end: 0 } };
    const held = [
      { start: -2000, end: 3000 },
      { start: 9000, end: 9500 },
    ];
    const result = engine.ask({ ...TOTAL, versus }, held);
    expect(result.complete).toBe(false);
    expect(result.covered).toEqual([
      { start: -2000, end: 3000 },
      { start: 9000, end: 9500 },
    ]);
    expect(engine.list(LIST, held).complete).toBe(false);
  });
});

describe('a batch that is not well formed', () => {
  const good = manyRows({ length: 2, texts: { transaction: () => '/' } });
  const broken: readonly { readonly what: string; readonly rows: Rows; readonly message: RegExp }[] = [
    { what: 'no row', rows: { ...good, numbers: new Map() }, message: /"row" is missing/ },
    {
      what: 'a row that is no number',
      rows: { ...good, numbers: new Map([...good.numbers, ['row', Float64Array.of(1, Number.NaN)]]) },
      message: /"row" of item 1 is NaN/,
    },
    {
      what: 'a time beyond all dates',
      rows: { ...good, numbers: new Map([...good.numbers, ['timestamp', Float64Array.of(1, -1e300)]]) },
      message: /"timestamp" of item 1 is -1e\+300/,
    },
    {
      what: 'too few values',
      rows: { ...good, numbers: new Map([...good.numbers, ['lcp', Float32Array.of(1)]]) },
      message: /"lcp" has 1 values for 2 rows/,
    },
    {
      what: 'an unknown column',
      rows: { ...good, numbers: new Map([...good.numbers, ['lpc', new Float32Array(2)]]) },
      message: /no number column "lpc"/,
    },
    {
      what: 'a code beyond its dictionary',
      rows: { ...good, texts: new Map([['op', { codes: Int32Array.of(0, 1), dictionary: ['db'] }]]) },
      message: /code 1 of "op"/,
    },
    {
      what: 'ids cut short',
      rows: { ...good, ids: new Map([['event', new Uint8Array(31)]]) },
      message: /"event" has 31 bytes of 32/,
    },
  ];

  it.each(broken)('with $what is refused and leaves nothing behind', ({ rows, message }) => {
    const engine = new Engine();
    expect(() => engine.append(rows)).toThrow(message);
    expect([engine.rows, engine.revision, count(engine)]).toEqual([0, 0, 0]);
  });

  it('is not one without rows', () => {
    const engine = new Engine();
    engine.append({ length: 0, numbers: new Map(), texts: new Map(), ids: new Map() });
    expect(engine.revision).toBe(0);
  });
});
