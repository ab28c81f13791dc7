// Errors put together, and which of them the rows of a page mean.
import { afterEach, describe, expect, it } from 'vitest';
import type { ErrorsQuestion } from '../../src/model/error-group.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Having } from '../../src/model/query.ts';
import type { ErrorEvent } from '../../src/model/span.ts';
import { createFeedSource } from '../../src/sources/feed-source.ts';
import type { FeedSource } from '../../src/sources/feed-source.ts';
import { transaction } from '../transaction-builder.ts';
import { until } from '../until.ts';
import { MemoryFeed } from './memory-feed.ts';

const RANGE = { start: 0, end: 10_000 };
const ROWS = [
  transaction({ row: 1, end: 1_000, transaction: '/a', duration: 50, errors: 2, op: 'db' }),
  transaction({ row: 2, end: 2_000, transaction: '/b', duration: 900, errors: 1 }),
  transaction({ row: 3, end: 3_000, transaction: '/a', duration: 60 }),
];

let given = 0;
function error(of: Partial<ErrorEvent>): ErrorEvent {
  given += 1;
  return {
    eventId: given.toString(16).padStart(32, '0'),
    project: 'shop',
    traceId: null,
    spanId: null,
    timestamp: 500,
    type: 'TypeError',
    message: 'no',
    level: 'error',
    transaction: null,
    environment: null,
    release: null,
    user: null,
    frame: 'pay (pay.js)',
    ...of,
  };
}

/** The newest first. */
const ERRORS = [
  error({ timestamp: 9_000, message: 'the newest', environment: 'production', user: 'id:1' }),
  error({ timestamp: 1_950, traceId: ROWS[1]?.traceId ?? null, transaction: '/b', type: 'IOError' }),
  error({ timestamp: 990, traceId: ROWS[0]?.traceId ?? null, transaction: '/a', user: 'id:1' }),
  error({ timestamp: 980, traceId: ROWS[0]?.traceId ?? null, transaction: '/a', user: 'id:2' }),
  error({ timestamp: 970, traceId: 'f'.repeat(32), transaction: '/a', frame: null }),
];

const open: FeedSource[] = [];
afterEach(() => {
  for (const source of open.splice(0)) source.close();
});

async function sourceOf(): Promise<FeedSource> {
  const feed = new MemoryFeed(ROWS, 10_000);
  feed.reported = ERRORS;
  const source = createFeedSource(feed, { wait: 50 });
  open.push(source);
  source.watch(() => undefined);
  await until(async () => {
    const all = {
      of: 'transactions',
      range: RANGE,
      where: EVERYTHING,
      by: [],
      show: [{ metric: 'count' }],
    } as const;
    expect(await source.ask(all)).toMatchObject({ complete: true, matched: 3 });
  });
  return source;
}

async function ask(where: Filter, more: Partial<ErrorsQuestion> = {}, having?: Having) {
  const source = await sourceOf();
  return source.errors({
    scope: { range: RANGE, where, ...(having === undefined ? {} : { having }) },
    of: null,
    kind: null,
    parts: 10,
    limit: 10,
    ...more,
  });
}

describe('errors', () => {
  it('are put together by type, transaction and where they came about, most of them first', async () => {
    const { groups, total, matched, read, held } = await ask(EVERYTHING);
    expect([total, matched, read, held]).toEqual([4, 5, 5, 5]);
    const [first, second] = groups;
    expect(first).toMatchObject({
      type: 'TypeError',
      transaction: '/a',
      frame: 'pay (pay.js)',
      count: 2,
      users: 2,
      first: 980,
      last: 990,
      counts: [2, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    });
    expect(first?.newest.map(({ timestamp }) => timestamp)).toEqual([990, 980]);
    expect(second).toMatchObject({ transaction: null, message: 'the newest', count: 1, users: 1 });
  });

  it('are those of the rows that a filter means, whatever an error says of itself', async () => {
    const slow: Filter = { kind: 'compare', field: 'duration', is: '>', value: 500 };
    expect((await ask(slow)).groups.map(({ transaction: name }) => name)).toEqual(['/b']);
    const ofDb: Filter = { kind: 'in', field: 'op', values: ['db'] };
    expect((await ask(ofDb)).groups).toMatchObject([{ transaction: '/a', count: 2 }]);
  });

  it('of which no transaction is held count by what they say themselves', async () => {
    const ofA: Filter = { kind: 'in', field: 'transaction', values: ['/a'] };
    expect((await ask(ofA)).matched).toBe(3);
    const live: Filter = { kind: 'in', field: 'environment', values: ['production'] };
    expect((await ask(live)).groups).toMatchObject([{ transaction: null, count: 1 }]);
    expect((await ask({ kind: 'not', of: live })).matched).toBe(4);
  });

  it('are those of the transactions that a condition on a metric selects', async () => {
    const slow: Having = { kind: 'metric', show: { metric: 'p95' }, is: '>', value: 500 };
    expect(await ask(EVERYTHING, {}, slow)).toMatchObject({ matched: 1, groups: [{ transaction: '/b' }] });
  });

  it('of one transaction are told apart from those that came without it', async () => {
    const of = { project: 'shop', transaction: '/a' };
    expect(await ask(EVERYTHING, { of })).toMatchObject({ matched: 3, apart: 1 });
    const ofDb: Filter = { kind: 'in', field: 'op', values: ['db'] };
    expect(await ask(ofDb, { of })).toMatchObject({ matched: 2, apart: 0 });
    expect(await ask(EVERYTHING)).toMatchObject({ apart: null });
  });

  it('of one kind alone are found again', async () => {
    const kind = { project: 'shop', transaction: '/a', type: 'TypeError', frame: null };
    expect((await ask(EVERYTHING, { kind })).groups).toMatchObject([{ count: 1, last: 970 }]);
  });
});
