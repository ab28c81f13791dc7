import { describe, expect, it } from 'vitest';
import { CLASSIC_LIMITS, CURRENT_LIMITS } from '../../../src/trace/findings/finding.ts';
import { event, found, times } from './event.ts';
import type { Step } from './event.ts';
import { findIn } from '../../../src/trace/findings/find.ts';

const BOOKS: Step = { op: 'db', description: 'SELECT * FROM books LIMIT 10', from: 0, lasts: 10 };
const AUTHOR: Step = { op: 'db', description: 'SELECT * FROM authors WHERE id = %s', from: 20, lasts: 30 };

describe('N+1 queries', () => {
  const list = [BOOKS, ...times(5, AUTHOR)];

  it('are a query and five equal ones after it', () => {
    const [finding, ...others] = found('n-plus-one-db', list);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      description: AUTHOR.description,
      parent: 0,
      causes: [1],
      offenders: [2, 3, 4, 5, 6],
      cost: 150,
    });
  });

  it('have the fingerprint that Sentry computes', () => {
    const steps = [
      { ...BOOKS, group: 'c23d7b23e98a04c5' },
      ...times(5, { ...AUTHOR, group: '63f1e89e6a073441' }),
    ].map((step) => ({ ...step, under: 'view' }));
    const view = { op: 'django.view', id: 'view', group: '6a992d5529f459a4', from: 0, lasts: 1000 };
    const [finding] = found('n-plus-one-db', [view, ...steps]);
    expect(finding?.fingerprint).toBe(
      '1-GroupType.PERFORMANCE_N_PLUS_ONE_DB_QUERIES-8d86357da4d8a866b19c97670edee38d037a7bc8',
    );
    expect(finding?.parent).toBe(1);
  });

  it('take the query before them for their source, also where other queries went ahead', () => {
    const user = { ...BOOKS, description: 'SELECT * FROM users' };
    const session = { ...BOOKS, description: 'SELECT * FROM sessions' };
    const [finding] = found('n-plus-one-db', [user, session, { ...BOOKS, from: 12 }, ...times(5, AUTHOR)]);
    expect(finding?.causes).toEqual([3]);
    expect(finding?.offenders).toEqual([4, 5, 6, 7, 8]);
  });

  it('go on over what their queries were made of', () => {
    const steps = times(5, AUTHOR).flatMap((step, at) => [
      { ...step, id: `n${at}` },
      { op: 'function', under: `n${at}`, from: step.from, lasts: 1 },
    ]);
    expect(found('n-plus-one-db', [BOOKS, ...steps])[0]?.offenders).toHaveLength(5);
  });

  it('are found in MongoDB by the query', () => {
    const find: Step = { ...AUTHOR, description: '{"find":"reviews"}', data: { 'db.system': 'mongodb' } };
    expect(found('n-plus-one-db', [BOOKS, ...times(5, find)])[0]?.description).toBe('{"find":"reviews"}');
  });

  it('count time once in which several ran', () => {
    const parallel = times(10, { ...AUTHOR, lasts: 99 }, 0);
    expect(found('n-plus-one-db', [BOOKS, ...parallel])).toEqual([]);
    expect(found('n-plus-one-db', [BOOKS, ...parallel], {}, CURRENT_LIMITS)[0]?.cost).toBe(99);
  });

  it.each<[string, readonly Step[]]>([
    ['too few', [BOOKS, ...times(4, { ...AUTHOR, lasts: 200 })]],
    ['too fast', [BOOKS, ...times(9, { ...AUTHOR, lasts: 5 })]],
    ['without a source', times(9, AUTHOR)],
    ['commands to a cache', [BOOKS, ...times(9, { ...AUTHOR, op: 'db.redis', description: 'GET a' })]],
    [
      'after a command to a cache',
      [{ ...BOOKS, op: 'db.redis', description: 'GET list' }, ...times(9, AUTHOR)],
    ],
    [
      'all different',
      [BOOKS, ...times(9, AUTHOR).map((step, at) => ({ ...step, description: `SELECT a${at} FROM b` }))],
    ],
    ['cut off', [BOOKS, ...times(9, { ...AUTHOR, description: 'SELECT * FROM auth...' })]],
    ['the taking of connections', [BOOKS, ...times(9, { ...AUTHOR, description: 'pg-pool.connect a' })]],
    [
      'calls of a client of MongoDB, without a query',
      [BOOKS, ...times(9, { ...AUTHOR, description: 'mongoose.findOne', data: { 'db.system': 'mongoose' } })],
    ],
    [
      'broken by other work',
      [BOOKS, ...times(9, AUTHOR).map((step, at) => (at % 4 === 3 ? { ...step, op: 'function' } : step))],
    ],
    [
      'under different parents',
      [
        BOOKS,
        ...times(9, AUTHOR).flatMap((step, at) => [
          { op: 'function', id: `f${at}`, from: step.from, lasts: step.lasts },
          { ...step, under: `f${at}` },
        ]),
      ],
    ],
  ])('are not found where they are %s', (_, steps) => {
    expect(found('n-plus-one-db', steps)).toEqual([]);
  });
});

describe('M·N+1 queries', () => {
  const turn = (at: number): Step[] => [
    { op: 'graphql.resolve', from: at * 50, lasts: 20 },
    { op: 'db', description: 'SELECT * FROM authors WHERE id = %s', from: at * 50 + 20, lasts: 20 },
  ];
  const list: Step = { op: 'graphql.list', id: 'list', group: 'aaaaaaaaaaaaaaaa', from: 0, lasts: 9000 };
  const turns = (count: number, of = turn): Step[] => [
    list,
    ...Array.from({ length: count }, (_, at) => of(at).map((step) => ({ under: 'list', ...step }))).flat(),
  ];

  it('are a sequence with a query, again and again', () => {
    const [finding, ...others] = found('mn-plus-one-db', turns(4));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ parent: 1, causes: [], offenders: [2, 3, 4, 5, 6, 7, 8, 9], cost: 160 });
    expect(finding?.fingerprint).toMatch(/^1-1011-[0-9a-f]{40}$/);
  });

  it('have the fingerprint of op and group of their parent and the group of their first query', () => {
    const steps = turns(4).map((step) => (step.op === 'db' ? { ...step, group: 'bbbbbbbbbbbbbbbb' } : step));
    // sha1 of graphql.listaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb, computed by another program.
    expect(found('mn-plus-one-db', steps)[0]?.fingerprint).toBe(
      '1-1011-e0d38e63a631efc88269e0925816706b2708f48e',
    );
  });

  it('are the longest sequence that repeats itself, of eight spans at most', () => {
    const long = (length: number) => (at: number) =>
      Array.from({ length }, (_, place): Step => {
        const op = place === length - 1 ? 'db' : `step.${place}`;
        return { op, description: 'SELECT 1', from: (at * length + place) * 20, lasts: 20 };
      });
    expect(found('mn-plus-one-db', turns(3, long(8)))[0]?.offenders).toHaveLength(24);
    expect(found('mn-plus-one-db', turns(3, long(9)))).toEqual([]);
  });

  it('are found below different spans that have one above them, no further than three', () => {
    const nested = (levels: number) => (at: number) =>
      turn(at).map((step) => ({ ...step, under: `w${at}.${levels}` }));
    const within = (levels: number): Step[] => {
      const ways = Array.from({ length: 4 }, (_, at) =>
        Array.from({ length: levels }, (_, level): Step => {
          const under = level === 0 ? 'list' : `w${at}.${level}`;
          return { op: 'step', id: `w${at}.${level + 1}`, under, from: at * 50, lasts: 50 };
        }),
      );
      return [list, ...ways.flat(), ...turns(4, nested(levels)).slice(1)];
    };
    expect(found('mn-plus-one-db', within(1))[0]?.parent).toBe(1);
    expect(found('mn-plus-one-db', within(3))).toEqual([]);
  });

  it('may begin with the last turn of another sequence', () => {
    const other = (at: number): Step[] => [
      { op: 'template.render', from: 1000 + at * 50, lasts: 20 },
      { op: 'db', description: 'SELECT * FROM authors WHERE id = %s', from: 1020 + at * 50, lasts: 20 },
    ];
    const [first] = found('mn-plus-one-db', [...turns(2), ...turns(3, other).slice(1)]);
    // Of the second turn of the one the query is left, which the other goes on from.
    expect(first?.offenders).toEqual([5, 6, 7, 8, 9, 10]);
  });

  it('leave out a turn that was not finished', () => {
    const steps = turns(5).slice(0, -1);
    expect(found('mn-plus-one-db', steps)[0]?.offenders).toHaveLength(8);
  });

  it.each<[string, readonly Step[]]>([
    ['twice', turns(2)],
    ['too fast', turns(4).map((step) => ({ ...step, lasts: 5 }))],
    ['off by one', turns(4, (at) => [...turn(at), { op: `other.${at}`, from: at * 50 + 40, lasts: 1 }])],
    [
      'mostly requests',
      turns(4, (at) => [
        { op: 'http.client', description: 'GET /a', from: at * 500, lasts: 400 },
        { op: 'db', description: 'SELECT 1', from: at * 500 + 400, lasts: 2 },
      ]),
    ],
    ['cut off', turns(4).map((step) => (step.op === 'db' ? { ...step, description: 'SELECT ...' } : step))],
    ['right under the transaction', Array.from({ length: 4 }, (_, at) => turn(at)).flat()],
    ['commands to a cache', turns(4).map((step) => (step.op === 'db' ? { ...step, op: 'db.redis' } : step))],
    ['without a query', turns(4).map((step) => (step.op === 'db' ? { ...step, op: 'template' } : step))],
  ])('are not found where they are %s', (_, steps) => {
    expect(found('mn-plus-one-db', steps)).toEqual([]);
  });
});

describe('consecutive queries', () => {
  const name: Step = {
    op: 'db',
    description: 'SELECT id FROM customers WHERE name = $1',
    from: 0,
    lasts: 200,
  };
  const orders: Step = { op: 'db', description: 'SELECT id FROM orders', from: 200, lasts: 200 };
  const plans: Step = { op: 'db', description: 'SELECT id FROM plans', from: 400, lasts: 200 };

  it('are those that could have run in parallel', () => {
    const [finding] = found('consecutive-db', [name, orders, plans]);
    expect(finding).toMatchObject({ causes: [1, 2, 3], offenders: [2, 3], cost: 400 });
    expect(finding?.fingerprint).toMatch(/^1-1007-/);
  });

  it.each<[string, readonly Step[]]>([
    ['one', [orders]],
    ['dependent', [name, { ...orders, description: 'SELECT id FROM orders WHERE customer = $1' }]],
    ['parametrised', [name, { ...orders, description: 'SELECT id FROM orders LIMIT 10' }]],
    ['told apart by true and false', [name, { ...orders, description: 'SELECT id FROM f(true)' }]],
    ['in parallel already', [name, { ...orders, from: 0 }, { ...plans, from: 0 }]],
    [
      'short',
      [
        { ...name, lasts: 2000 },
        { ...orders, from: 2000, lasts: 29 },
      ],
    ],
    [
      'worth too little',
      [
        { ...name, lasts: 90 },
        { ...orders, lasts: 90 },
      ],
    ],
    [
      'worth too small a share',
      [
        { ...name, lasts: 9000 },
        { ...orders, from: 9000, lasts: 120 },
      ],
    ],
    ['writes', [name, { ...orders, description: 'DELETE FROM orders' }]],
    ['cut off', [name, { ...orders, description: 'SELECT id FROM or...' }]],
  ])('are not found where they are %s', (_, steps) => {
    expect(found('consecutive-db', steps)).toEqual([]);
  });

  it('may follow one that was cut off, and names in quotes are no literals', () => {
    const cut: Step = { ...name, description: 'SELECT id FROM customers...', from: 200, lasts: 20 };
    const steps = [name, cut, { ...orders, description: 'SELECT "id" FROM "orders"', from: 220 }];
    expect(found('consecutive-db', steps)).toMatchObject([{ causes: [1, 2, 3], offenders: [3] }]);
  });

  it('save exactly the limit where rounding says a little less', () => {
    const steps: Step[] = [
      { ...name, lasts: 50 },
      { ...name, from: 50, lasts: 50.00001 },
      { ...orders, from: 100.00001, lasts: 899.99999 },
    ];
    expect(found('consecutive-db', steps)).toHaveLength(1);
  });

  it('are not looked for in GraphQL and PHP', () => {
    const steps = [name, orders, plans];
    expect(found('consecutive-db', steps, { sdk: 'sentry.php.laravel/4.0.0' })).toEqual([]);
    expect(found('consecutive-db', steps, { attributes: new Map([['url', 'https://a/graphql']]) })).toEqual(
      [],
    );
  });
});

describe('slow queries', () => {
  const slow: Step = { op: 'db.query', description: 'select * from books', from: 0, lasts: 1000 };

  it('are SELECTs from the limit on; equal ones are one', () => {
    const findings = found('slow-db', [slow, { ...slow, from: 2000, lasts: 1500 }]);
    expect(findings.map(({ offenders, cost }) => [offenders, cost])).toEqual([[[2], 1500]]);
    expect(found('slow-db', [{ ...slow, lasts: 500 }], {}, CURRENT_LIMITS)).toHaveLength(1);
  });

  it.each<[string, Step]>([
    ['fast', { ...slow, lasts: 999 }],
    ['cut off', { ...slow, description: 'select * from bo...' }],
    ['no SELECT', { ...slow, description: 'UPDATE books SET a = 1' }],
    ['no query', { ...slow, op: 'function' }],
  ])('are not found where one is %s', (_, step) => {
    expect(found('slow-db', [step])).toEqual([]);
  });
});

describe('findings', () => {
  it('are of the service that did it', () => {
    const trace = event([BOOKS, ...times(5, AUTHOR)]);
    expect(findIn(trace, CLASSIC_LIMITS)).toHaveLength(1);
    expect(findIn({ ...trace, transactions: new Map() }, CLASSIC_LIMITS)).toEqual([]);
  });

  it('are the ten that cost the most', () => {
    const steps = Array.from({ length: 12 }, (_, at) => ({
      op: 'db',
      description: `SELECT * FROM books WHERE a${at} = %s`,
      from: at * 10_000,
      lasts: 1000 + at,
    }));
    const costs = findIn(event(steps), CLASSIC_LIMITS).map(({ cost }) => cost);
    expect(costs).toEqual([1011, 1010, 1009, 1008, 1007, 1006, 1005, 1004, 1003, 1002]);
  });

  it('are found in time that grows with the trace alone', () => {
    const many = (count: number): Step[] => [BOOKS, ...times(count, { ...AUTHOR, lasts: 0.001 })];
    expect(findIn(event(many(20_000)), CLASSIC_LIMITS)).toEqual([]);
  });
});
