// What goes by age and by size, and who hears of it.
import { cpSync, existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fetchWithCookies, readAsPage } from './as-page.ts';
import { decodeBody } from '../../src/collector/decode.ts';
import { pack } from '../../src/collector/parcel/pack.ts';
import type { Parcel } from '../../src/collector/parcel/parcel.ts';
import { unpack } from '../../src/collector/parcel/unpack.ts';
import { Retention } from '../../src/collector/retention.ts';
import type { RetentionOptions } from '../../src/collector/retention.ts';
import type { KeepLimits } from '../../src/collector/keep-limits.ts';
import { deleteSegments } from '../../src/collector/spool/retire-segments.ts';
import { listSegments, segmentPath } from '../../src/collector/spool/segments.ts';
import { Counters } from '../../src/collector/store/counters.ts';
import { Database } from '../../src/collector/store/database.ts';
import { retireSlice, tidy } from '../../src/collector/store/retire.ts';
import { Store } from '../../src/collector/store/store.ts';
import { createApiSource } from '../../src/sources/api/api-source.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts';
import { until } from '../until.ts';
import { afterwards, emptyDirectory, frames, info, sendEnvelope, start, transactions } from './running.ts';
import { envelope, errorItem, traceId, transactionEnvelope, transactionItem } from './traffic.ts';

vi.setConfig({ testTimeout: 60_000 });

const NOW = Date.now();

function parcel(value: number, endMs: number, received = endMs): Parcel {
  const items = [
    ['transaction', transactionItem(value, { endMs, durationMs: 50 })],
    ['event', { ...errorItem(value, value), timestamp: endMs / 1000 }],
  ] as const;
  const body = new TextEncoder().encode(envelope(items));
  return unpack(pack(decodeBody('sentry', '1', received, body), received));
}

async function storeOf(parcels: readonly Parcel[], path = ':memory:'): Promise<Store> {
  const store = await Store.open(await Database.open(path), NOW);
  afterwards(() => store.close());
  await store.apply(parcels, { segment: 1, offset: 1 }, new Counters());
  return store;
}

async function rowsIn(store: Store, sql: string): Promise<readonly (readonly unknown[])[]> {
  return store.database.within(async (connection) => (await connection.runAndReadAll(sql)).getRows());
}

async function held(store: Store) {
  const [counts = []] = await rowsIn(
    store,
    `SELECT (SELECT count(*) FROM transactions), (SELECT count(*) FROM blocks), (SELECT count(*) FROM errors),
      (SELECT count(*) FROM removed)`,
  );
  const [transactions, blocks, errors, removed] = counts.map(Number);
  return { transactions, blocks, errors, removed };
}

function retentionOf(
  store: Store,
  limits: KeepLimits,
  spool: string | null = null,
  more: Partial<RetentionOptions> = {},
): Retention {
  return new Retention({
    store,
    spool,
    limits,
    isReplaying: () => false,
    expired: () => undefined,
    report: (error) => {
      throw error;
    },
    ...more,
  });
}

/** Deletes what is older than a time, in slices of so many rows; answers how many transactions went with each. */
async function slicesOf(store: Store, before: number, most?: number): Promise<number[]> {
  const slices: number[] = [];
  for (let isMore = true; isMore;) {
    const retired = await retireSlice(store, before, most);
    slices.push(retired.transactions);
    ({ isMore } = retired);
  }
  return slices;
}

describe('what is older than a time', () => {
  it('goes with its spans and errors, is noted as removed, and is counted', async () => {
    const store = await storeOf([parcel(1, NOW - 3 * DAY), parcel(2, NOW - 2 * DAY), parcel(3, NOW)]);
    const before = store.progress;
    expect(await slicesOf(store, NOW - DAY)).toEqual([2]);
    expect(await held(store)).toEqual({ transactions: 1, blocks: 1, errors: 1, removed: 2 });
    expect(await rowsIn(store, 'SELECT "row", change FROM removed ORDER BY 1')).toEqual([
      [1, before.change + 1],
      [2, before.change + 1],
    ]);
    expect(store.progress).toEqual({ ...before, change: before.change + 1 });
    expect(store.counters.total('expired')).toBe(2);
  });

  it('takes its texts with it, and the words for which others have no room', async () => {
    const made = (value: number, endMs: number, tags: Record<string, string>): Parcel => {
      const item = transactionItem(value, { endMs, spans: 0, extra: { release: `r${value}`, tags } });
      const body = envelope([
        ['transaction', item],
        ['event', { ...errorItem(value, value), timestamp: endMs / 1000, transaction: `of ${value}` }],
      ]);
      return unpack(pack(decodeBody('sentry', '1', endMs, new TextEncoder().encode(body)), endMs));
    };
    const keys = (value: number, count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`key ${value % 4} ${index}`, `${value} ${index}`]),
      );
    const old = Array.from({ length: 250 }, (_, index) => made(index + 1, NOW - 3 * DAY, keys(index, 50)));
    const store = await storeOf([...old, made(300, NOW, { 'key 0 0': '0 0', other: 'kept' })]);
    const texts = async () =>
      (await rowsIn(store, 'SELECT text FROM texts ORDER BY 1')).map(([text]) => text);
    expect((await texts()).length).toBeGreaterThan(12_000);
    expect(store.counters.total('tags')).toBe(1);

    expect(await slicesOf(store, NOW - DAY)).toEqual([250]);
    await tidy(store);
    expect(await texts()).toEqual(
      [
        '1',
        'GET /items',
        'http.server',
        'ok',
        'production',
        'r300',
        'id:u0',
        'u0',
        'key 0 0',
        '0 0',
        'error',
        'of 300',
      ].sort(),
    );
    expect(await rowsIn(store, 'SELECT word FROM words ORDER BY 1')).toEqual([['GET /items'], ['key 0 0']]);

    // What comes again has a code that is in the database, and there is room for new keys.
    await store.apply(
      [made(301, NOW, { ...keys(1, 3), other: 'x' })],
      { segment: 1, offset: 2 },
      new Counters(),
    );
    expect(store.counters.total('tags')).toBe(1);
    const rows = await rowsIn(
      store,
      `SELECT text FROM transactions JOIN texts ON code = release ORDER BY "row"`,
    );
    expect(rows).toEqual([['r300'], ['r301']]);
    expect(await texts()).toEqual(expect.arrayContaining(['1 0', 'x', 'other', 'r301']));
  });

  it('goes by when it was received where its sender is in the future', async () => {
    const store = await storeOf([parcel(1, NOW + 400 * DAY, NOW - 3 * DAY), parcel(2, NOW + DAY, NOW)]);
    expect(await slicesOf(store, NOW - DAY)).toEqual([1]);
    expect(await held(store)).toEqual({ transactions: 1, blocks: 1, errors: 1, removed: 1 });
  });

  it('stays where it belongs to a trace that is not that old', async () => {
    const old = { endMs: NOW - 2 * DAY, durationMs: 50 };
    const trace = (value: number, given: object) => {
      const item = transactionItem(value, given);
      const contexts = item['contexts'] as { readonly trace: object };
      return { ...item, contexts: { trace: { ...contexts.trace, trace_id: traceId(1) } } };
    };
    const body = envelope([
      ['transaction', { ...trace(1, old), spans: [] }],
      ['transaction', { ...trace(2, { endMs: NOW }), spans: [] }],
    ]);
    const decoded = decodeBody('sentry', '1', NOW, new TextEncoder().encode(body));
    const store = await storeOf([unpack(pack(decoded, NOW))]);
    expect(await slicesOf(store, NOW - DAY)).toEqual([1]);
    expect(await held(store)).toMatchObject({ transactions: 1, removed: 1 });
    expect((await held(store)).blocks).toBeGreaterThan(0);
  });

  it('is all there when the database refuses', async () => {
    const store = await storeOf([parcel(1, NOW - 3 * DAY)], join(emptyDirectory(), 'test.duckdb'));
    const { progress } = store;
    const failing = vi.spyOn(Counters.prototype, 'write').mockRejectedValueOnce(new Error('No space left'));
    await expect(retireSlice(store, NOW)).rejects.toThrow('No space');
    failing.mockRestore();
    expect(await held(store)).toEqual({ transactions: 1, blocks: 1, errors: 1, removed: 0 });
    expect([store.progress, store.counters.total('expired')]).toEqual([progress, 0]);
  });
});

describe('in slices', () => {
  const OLD = 30;
  const SLICE = 7;
  const limits = { days: 1, bytes: null };
  const parcels = [
    // Not in the order of their times.
    ...Array.from({ length: OLD }, (_, index) =>
      parcel(index, NOW - 3 * DAY - ((index * 17) % OLD) * MINUTE),
    ),
    parcel(100, NOW),
  ];

  it('the oldest go first, each slice with all that belonged to it', async () => {
    const store = await storeOf(parcels);
    const ages = (await rowsIn(store, 'SELECT timestamp FROM transactions ORDER BY 1')).flat();
    for (let gone = SLICE; gone < OLD; gone += SLICE) {
      expect(await retireSlice(store, NOW - DAY, SLICE)).toEqual({
        transactions: SLICE,
        loose: 0,
        isMore: true,
      });
      const left = OLD + 1 - gone;
      expect(await held(store)).toEqual({ transactions: left, blocks: left, errors: left, removed: gone });
      expect(await rowsIn(store, 'SELECT min(timestamp) FROM transactions')).toEqual([[ages[gone]]]);
    }
    expect(await slicesOf(store, NOW - DAY, SLICE)).toEqual([OLD % SLICE]);
    expect(await held(store)).toEqual({ transactions: 1, blocks: 1, errors: 1, removed: OLD });
    expect(store.counters.total('expired')).toBe(OLD);
  });

  it('leave others their turn in between', async () => {
    const store = await storeOf(parcels);
    const order: string[] = [];
    const written: Promise<void>[] = [];
    const retention = retentionOf(store, limits, null, {
      slice: SLICE,
      expired: () => {
        order.push('slice');
        if (written.length > 0) return;
        const batch = store.apply([parcel(101, NOW)], { segment: 1, offset: 2 }, new Counters());
        written.push(batch.then(() => void order.push('batch')));
      },
    });
    await retention.pass(NOW);
    await Promise.all(written);
    expect(order.filter((each) => each === 'slice')).toHaveLength(Math.ceil(OLD / SLICE));
    expect(order.indexOf('batch')).toBeLessThan(order.lastIndexOf('slice'));
    expect(await held(store)).toMatchObject({ transactions: 2, blocks: 2, errors: 2 });
  });

  it('leave a whole database, wherever the machine stops', async () => {
    const directory = emptyDirectory();
    const store = await storeOf(parcels, join(directory, 'test.duckdb'));
    const copy = emptyDirectory();
    let slices = 0;
    const expired = (): void => {
      slices += 1;
      if (slices === 2) cpSync(directory, copy, { recursive: true });
    };
    await retentionOf(store, limits, null, { slice: SLICE, expired }).pass(NOW);
    const end = await held(store);
    expect(end).toEqual({ transactions: 1, blocks: 1, errors: 1, removed: OLD });

    const again = await Store.open(await Database.open(join(copy, 'test.duckdb')), NOW);
    afterwards(() => again.close());
    const left = OLD + 1 - 2 * SLICE;
    expect(await held(again)).toEqual({ transactions: left, blocks: left, errors: left, removed: 2 * SLICE });
    expect(again.counters.total('expired')).toBe(2 * SLICE);
    await retentionOf(again, limits, null, { slice: SLICE }).pass(NOW);
    expect(await held(again)).toEqual(end);
    expect(again.counters.total('expired')).toBe(OLD);
  });

  it('take what belongs to no transaction, too, and no newer one', async () => {
    const store = await storeOf(parcels);
    await rowsIn(store, 'DELETE FROM transactions WHERE true');
    const retired = await retireSlice(store, NOW - DAY, SLICE);
    expect(retired).toEqual({ transactions: 0, loose: 2 * SLICE, isMore: true });
    await slicesOf(store, NOW - DAY, SLICE);
    expect(await held(store)).toEqual({ transactions: 0, blocks: 1, errors: 1, removed: 0 });
  });
});

/** A spool of segments that were last written so long ago. */
function segments(ages: readonly number[], bytes = 1): string {
  const directory = emptyDirectory();
  for (const [index, age] of ages.entries()) {
    const path = segmentPath(directory, index + 1);
    writeFileSync(path, Buffer.alloc(bytes));
    utimesSync(path, (NOW - age) / 1000, (NOW - age) / 1000);
  }
  return directory;
}

describe('by size', () => {
  it('the newest stay also where there is no transaction', async () => {
    const count = 400;
    const parcels = Array.from({ length: count }, (_, index) =>
      parcel(index, NOW - (count - index) * MINUTE),
    );
    const store = await storeOf(parcels, join(emptyDirectory(), 'test.duckdb'));
    await rowsIn(store, 'DELETE FROM transactions WHERE true');
    await store.tables.checkpoint();
    const spool = segments([49 * HOUR, 0], 20e6);
    const bytes = await retentionOf(store, { days: null, bytes: null }, spool).bytes();
    await retentionOf(store, { days: null, bytes: 0.8 * bytes }, spool).pass(NOW);
    const { errors = 0 } = await held(store);
    expect([errors > 0, errors < count]).toEqual([true, true]);
  });

  it.each([
    ['', null],
    [
      ', also with a time that is no number',
      `UPDATE errors SET timestamp = 'NaN' WHERE timestamp > ${NOW - HOUR}`,
    ],
  ])('the oldest go, and no more than is needed%s', async (_, damage) => {
    const count = 3_000;
    const parcels = Array.from({ length: count }, (_, index) =>
      parcel(index, NOW - (count - index) * MINUTE),
    );
    const store = await storeOf(parcels, join(emptyDirectory(), 'test.duckdb'));
    if (damage !== null) await rowsIn(store, damage);
    await store.tables.checkpoint();
    const retention = retentionOf(store, { days: null, bytes: null }, emptyDirectory());
    const bytes = await retention.bytes();
    const smaller = retentionOf(store, { days: null, bytes: 0.7 * bytes }, emptyDirectory());
    await smaller.pass(NOW);
    expect(await smaller.bytes()).toBeLessThanOrEqual(0.7 * bytes);
    const { transactions, removed } = await held(store);
    expect((transactions ?? 0) + (removed ?? 0)).toBe(count);
    expect(transactions).toBeGreaterThan(0.2 * count);
    const [[oldest] = []] = await rowsIn(store, 'SELECT min("row") FROM transactions');
    expect(oldest).toBe((removed ?? 0) + 1);
  });
});

describe('segments of the spool', () => {
  it('go by size with the rows that came from them, and not before', async () => {
    const count = 500;
    const parcels = Array.from({ length: count }, (_, index) =>
      parcel(index, NOW - (count - index) * 6 * MINUTE),
    );
    const store = await storeOf(parcels, join(emptyDirectory(), 'test.duckdb'));
    await store.apply([], { segment: 4, offset: 1 }, new Counters());
    await store.tables.checkpoint();
    const directory = segments([49 * HOUR, 30 * HOUR, 10 * HOUR, 0], 20e6);
    const bytes = await retentionOf(store, { days: null, bytes: null }, directory).bytes();
    await retentionOf(store, { days: null, bytes: 0.8 * bytes }, directory).pass(NOW);
    expect((await held(store)).removed).toBeGreaterThan(0.2 * count);
    expect(await listSegments(directory)).toEqual([2, 3, 4]);
  });

  it('go from the oldest on, none behind one that stays, and never the one that is written', async () => {
    const directory = segments([9 * DAY, 8 * DAY, 1 * DAY, 7 * DAY, 6 * DAY]);
    expect(await deleteSegments(directory, 2, NOW - 5 * DAY)).toBe(1);
    expect(await listSegments(directory)).toEqual([2, 3, 4, 5]);
    expect(await deleteSegments(directory, 5, NOW - 5 * DAY)).toBe(1);
    expect(await listSegments(directory)).toEqual([3, 4, 5]);
  });

  it('stay while a row of theirs does', async () => {
    const directory = segments([9 * DAY, 5 * DAY, 2 * DAY, HOUR]);
    const rows = [parcel(1, NOW - 9 * DAY - HOUR), parcel(2, NOW - 5 * DAY - HOUR), parcel(3, NOW - 2 * DAY)];
    const store = await storeOf([]);
    await store.apply(rows, { segment: 4, offset: 1 }, new Counters());
    await retentionOf(store, { days: 7, bytes: null }, directory).pass(NOW);
    expect(await held(store)).toMatchObject({ transactions: 2, removed: 1 });
    expect(await listSegments(directory)).toEqual([2, 3, 4]);
    await retentionOf(store, { days: 1, bytes: null }, directory).pass(NOW);
    expect(await held(store)).toMatchObject({ transactions: 0, removed: 3 });
    expect(await listSegments(directory)).toEqual([4]);
  });
});

describe('a collector', () => {
  it('lets old events go while it runs, tells open tabs, and does not bring them back', async () => {
    const directory = emptyDirectory();
    const keep = { days: 1, bytes: null };
    const first = await start({ directory, keep });
    await sendEnvelope(first, transactionEnvelope(1, { endMs: NOW - 2 * DAY }));
    await sendEnvelope(first, transactionEnvelope(2, { endMs: NOW - HOUR }));
    await first.settled();
    const { revision } = await info(first);
    const asked: string[] = [];
    const send = fetchWithCookies();
    const source = createApiSource({
      base: `${first.url}api/v1/`,
      sharing: null,
      patience: { poll: 30 },
      fetch: (input, init) => {
        asked.push(String(input instanceof Request ? input.url : input));
        return send(input, init);
      },
    });
    onTestFinished(() => source.close());
    const query: Query = {
      of: 'transactions',
      range: { start: NOW - 9 * DAY, end: NOW },
      where: EVERYTHING,
      by: [],
      show: [{ metric: 'count' }],
    };
    await until(async () => expect(await source.ask(query)).toMatchObject({ matched: 2, complete: true }));
    const loads = () => asked.filter((url) => url.includes('transactions?start')).length;
    const loaded = loads();
    await first.close();

    const second = await start({ directory, keep, retireEvery: 20, port: first.port });
    await until(async () => expect(await transactions(second)).toHaveLength(1));
    expect((await info(second)).ingest?.retention).toEqual({
      ...keep,
      expired: 1,
      used: expect.any(Number),
    });
    const changed = await frames(second, `transactions?after=${revision}`);
    expect(changed.map((frame) => (frame.table === 'removed' ? [...frame.removed] : []))).toEqual([[1]]);
    const gone = await readAsPage(`${second.url}api/v1/traces/${traceId(1)}`);
    expect(gone.status).toBe(404);
    // The open tab drops the row, and loads nothing again.
    await until(async () => expect(await source.ask(query)).toMatchObject({ matched: 1, complete: true }));
    expect(loads()).toBe(loaded);
    await second.close();

    rmSync(join(directory, 'longtail.duckdb'));
    const third = await start({ directory, keep, retireEvery: 20 });
    await third.settled();
    await until(async () => expect(await transactions(third)).toHaveLength(1));
    expect(existsSync(segmentPath(join(directory, 'spool'), 1))).toBe(true);
  });
});
