import { DuckDBInstance } from '@duckdb/node-api';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAsPage, readHeaders } from './as-page.ts';
import { decodeFrames } from '../../src/formats/arrow/frames.ts';
import { settingsTag } from '../../src/formats/settings-tag.ts';
import { DEFAULT_SETTINGS } from '../../src/model/source.ts';
import type { Settings } from '../../src/model/source.ts';
import { DEFAULT_TREND_SETTINGS } from '../../src/model/trend-settings.ts';
import {
  ask,
  emptyDirectory,
  frames,
  info,
  reported,
  sendEnvelope,
  start,
  transactions,
  transactionsIn,
} from './running.ts';
import {
  BEGIN,
  envelope,
  errorItem,
  spanId,
  traceId,
  transactionEnvelope,
  transactionItem,
} from './traffic.ts';

async function withTransactions(count: number) {
  const collector = await start();
  for (let value = 0; value < count; value += 1) {
    const name = value % 2 === 0 ? 'GET /even' : 'GET /odd';
    await sendEnvelope(collector, transactionEnvelope(value, { name, durationMs: 10 + value }));
  }
  await collector.settled();
  return collector;
}

async function statusOf(url: string) {
  const response = await readAsPage(url);
  const { problem } = (await response.json()) as { problem: { message: string; advice: string } };
  expect(problem.message).not.toBe('');
  return response.status;
}

describe('GET transactions', () => {
  it('gives the rows whose end lies in the range: its start belongs to it, its end does not', async () => {
    const collector = await withTransactions(6);
    const names = async (query: string) =>
      (await transactions(collector, query)).map(({ eventId }) => parseInt(eventId.slice(-2), 16));
    expect(await names('')).toEqual([0, 1, 2, 3, 4, 5]);
    // The start of second 2 and the end of second 4, to the rounding of seconds in a double.
    expect(await names(`?start=${BEGIN + 1999.5}&end=${BEGIN + 4000.5}`)).toEqual([2, 3, 4]);
    const [third] = await transactions(collector, `?start=${BEGIN + 1999.5}&end=${BEGIN + 2000.5}`);
    const end = (third?.start ?? 0) + (third?.duration ?? 0);
    expect(await names(`?start=${end}`)).toEqual([2, 3, 4, 5]);
    expect(await names(`?end=${end}`)).toEqual([0, 1]);
    expect(await names(`?start=${end}&end=${end}`)).toEqual([]);
  });

  it('says on the first frame how many, on the last where it stands; an empty answer is one frame', async () => {
    const collector = await withTransactions(3);
    const { revision } = await info(collector);
    const [only, ...more] = await frames(collector, 'transactions');
    expect(more).toEqual([]);
    expect(only?.meta).toEqual({ total: 3, end: true, after: revision, revision });
    const [empty] = await frames(collector, 'transactions?start=0&end=1');
    expect(empty).toMatchObject({
      table: 'transactions',
      rows: { length: 0 },
      meta: { total: 0, end: true, after: revision, revision },
    });
  });

  it('gives with "after" what changed since, each row in its last version with its row', async () => {
    const collector = await withTransactions(3);
    const [all] = await frames(collector, 'transactions');
    const after = all?.meta.after ?? NaN;
    expect(await transactions(collector, `?after=${after}`)).toEqual([]);
    await sendEnvelope(collector, transactionEnvelope(7));
    await sendEnvelope(collector, envelope([['event', errorItem(1, 1)]]));
    await collector.settled();
    const changed = await transactions(collector, `?after=${after}&start=0&end=1`);
    expect(changed.map(({ row, errors }) => [row, errors])).toEqual([
      [2, 1],
      [4, 0],
    ]);
    expect(await transactions(collector, '?after=0')).toHaveLength(4);
  });

  it('gives with "after" the rows that are gone', async () => {
    const directory = emptyDirectory();
    const first = await start({ directory });
    await sendEnvelope(first, transactionEnvelope(1));
    await first.settled();
    const { revision } = await info(first);
    await first.close();
    const instance = await DuckDBInstance.create(join(directory, 'longtail.duckdb'));
    const connection = await instance.connect();
    await connection.run(`UPDATE progress SET change = change + 1`);
    await connection.run(`INSERT INTO removed SELECT 1, change FROM progress`);
    connection.closeSync();
    instance.closeSync();
    const second = await start({ directory });
    const [removed, ...rest] = await frames(second, `transactions?after=${revision}`);
    expect(removed).toMatchObject({ table: 'removed', removed: Float64Array.of(1), meta: { end: true } });
    expect(rest).toEqual([]);
  });

  it('refuses a position of another database, and numbers that are none', async () => {
    const collector = await withTransactions(1);
    const { revision } = await info(collector);
    const url = `${collector.url}api/v1/transactions`;
    expect(await statusOf(`${url}?after=${revision + 1}`)).toBe(410);
    expect(await statusOf(`${url}?after=12`)).toBe(410);
    expect(await statusOf(`${url}?after=last`)).toBe(400);
    expect(await statusOf(`${url}?start=`)).toBe(400);
    expect(await statusOf(`${url}?start=2&end=1`)).toBe(400);
  });

  it('is compressed for those who take it, and the same', async () => {
    const collector = await withTransactions(3);
    const plain = await ask(collector, '/api/v1/transactions', {
      'accept-encoding': 'gzip;q=0',
      ...(await readHeaders(collector.url)),
    });
    expect(plain.headers['content-encoding']).toBeUndefined();
    const response = await readAsPage(`${collector.url}api/v1/transactions`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const read: number[] = [];
    for await (const frame of decodeFrames(response.body ?? new ReadableStream())) {
      read.push(...transactionsIn([frame]).map(({ row }) => row));
    }
    expect(read).toEqual([1, 2, 3]);
  });
});

describe('GET traces/{id}', () => {
  it('gives transactions, spans and errors of one trace, each as its table', async () => {
    const collector = await start();
    await sendEnvelope(
      collector,
      envelope([
        ['transaction', transactionItem(1)],
        ['event', errorItem(1, 1)],
        ['transaction', transactionItem(2)],
      ]),
    );
    await collector.settled();
    const parts = await frames(collector, `traces/${traceId(1).toUpperCase()}`);
    expect(parts.map(({ table }) => table)).toEqual(['transactions', 'spans', 'errors']);
    expect(parts.map(({ meta }) => meta.end)).toEqual([false, false, true]);
    expect(parts[0]?.meta.total).toBe(5);
    expect(transactionsIn(parts)).toMatchObject([{ row: 1, errors: 1, spans: 2 }]);
    const spans = parts.flatMap((frame) => (frame.table === 'spans' ? [...frame.spans] : []));
    expect(spans.map((span) => [span.spanId, span.segment])).toEqual([
      [spanId(1000), spanId(1000)],
      [spanId(1001), spanId(1000)],
      [spanId(1002), spanId(1000)],
    ]);
    const rows = parts.flatMap((frame) => (frame.table === 'spans' ? [...frame.rows] : []));
    expect(rows).toEqual([1, 1, 1]);
    expect(parts[2]).toMatchObject({ errors: [{ type: 'TypeError', spanId: spanId(1000) }] });
  });

  it('refuses what is no id and what it does not know', async () => {
    const collector = await start();
    expect(await statusOf(`${collector.url}api/v1/traces/${traceId(1)}`)).toBe(404);
    expect(await statusOf(`${collector.url}api/v1/traces/xyz`)).toBe(400);
    expect(await statusOf(`${collector.url}api/v1/traces/%ff`)).toBe(400);
  });
});

describe('GET spans', () => {
  it('gives the spans of whole events of one transaction, newest first, and how many events', async () => {
    const collector = await withTransactions(6);
    const query = 'spans?transaction=GET%20%2Feven&project=1';
    const [only] = await frames(collector, query);
    expect(only?.meta).toMatchObject({ total: 9, events: 3, eventsTotal: 3, end: true });
    const spans = only?.table === 'spans' ? only.spans : [];
    expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId(0), traceId(2), traceId(4)]));
    const [ranged] = await frames(collector, `${query}&start=${BEGIN + 1500}&end=${BEGIN + 3500}`);
    expect(ranged?.meta).toMatchObject({ total: 3, events: 1, eventsTotal: 1 });
    const { revision } = await info(collector);
    const [none] = await frames(collector, `${query}&after=${revision}`);
    expect(none?.meta).toMatchObject({ total: 0, events: 0, eventsTotal: 0, end: true });
    const [unknown] = await frames(collector, 'spans?transaction=other&project=1');
    expect(unknown?.meta).toMatchObject({ total: 0, end: true });
    expect(await statusOf(`${collector.url}api/v1/spans?project=1`)).toBe(400);
  });
});

describe('settings', () => {
  const changed: Settings = {
    thresholds: {
      default: { metric: 'duration', ms: 500 },
      projects: [{ project: '1', threshold: { metric: 'lcp', ms: 2500 } }],
      transactions: [],
    },
    projectNames: { 1: 'Shop', constructor: 'Builder' },
    stars: [{ project: '1', transaction: 'GET /items' }],
    searches: [{ name: 'Slow', text: 'duration:>2s', pinned: true }],
    recentSearches: ['op:db'],
    views: [{ name: 'Slow ones', address: 'performance?v=2&range=7d' }],
    bands: 'classic',
    trends: {
      ...DEFAULT_TREND_SETTINGS,
      ignored: [{ project: '1', transaction: '/', since: 1_700_000_000_000 }],
    },
  };
  const put = (url: string, body: string, headers: Record<string, string> = {}) =>
    readAsPage(`${url}api/v1/settings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const get = async (url: string) => (await readAsPage(`${url}api/v1/settings`)).json();

  it('begin as the defaults, are replaced as a whole, and outlive a restart and the database', async () => {
    const directory = emptyDirectory();
    const first = await start({ directory });
    expect(await get(first.url)).toEqual(DEFAULT_SETTINGS);
    const response = await put(first.url, JSON.stringify(changed));
    expect([response.status, await response.json()]).toEqual([200, changed]);
    await first.close();
    const second = await start({ directory });
    expect(await get(second.url)).toEqual(changed);
  });

  it('are taken as they were written before searches and views were kept, by a file or a sender', async () => {
    const {
      searches: _searches,
      recentSearches: _recent,
      views: _views,
      bands: _bands,
      trends: _trends,
      ...earlier
    } = changed;
    const complete = { ...DEFAULT_SETTINGS, ...earlier };
    const directory = emptyDirectory();
    const first = await start({ directory });
    expect(await (await put(first.url, JSON.stringify(earlier))).json()).toEqual(complete);
    await first.close();
    writeFileSync(join(directory, 'settings.json'), JSON.stringify(earlier));
    const second = await start({ directory });
    expect(await get(second.url)).toEqual(complete);
  });

  it('are replaced only by who has seen them, where the sender wants that', async () => {
    const { url } = await start();
    const response = await readAsPage(`${url}api/v1/settings`);
    const tag = response.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[0-9a-f]{16}"$/);
    const stars = ['a', 'b', 'c', 'd'].map((transaction) => [{ project: '1', transaction }]);
    // All at once: the first one is the last that has seen what there was.
    const statuses = await Promise.all(
      stars.map(async (each) => {
        const body = JSON.stringify({ ...DEFAULT_SETTINGS, stars: each });
        return (await put(url, body, { 'if-match': tag })).status;
      }),
    );
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412]);
    const kept = (await get(url)) as Settings;
    expect(kept.stars).toEqual(stars[statuses.indexOf(200)]);
    expect((await put(url, JSON.stringify(changed), { 'if-match': settingsTag(kept) })).status).toBe(200);
    expect((await put(url, JSON.stringify(DEFAULT_SETTINGS))).status).toBe(200);
  });

  it('are refused where they are not settings, and stay as they were', async () => {
    const { url } = await start();
    const threshold = { metric: 'duration', ms: -1 };
    for (const body of [
      '{',
      '{}',
      JSON.stringify({ ...changed, more: 1 }),
      JSON.stringify({ ...changed, thresholds: { ...changed.thresholds, default: threshold } }),
    ]) {
      expect((await put(url, body)).status).toBe(400);
    }
    expect((await put(url, JSON.stringify(changed), { 'content-type': 'text/plain' })).status).toBe(415);
    expect(await get(url)).toEqual(DEFAULT_SETTINGS);
  });
});

describe('GET watch', () => {
  it('tells the position at once and again when rows changed', async () => {
    const collector = await start();
    const abort = new AbortController();
    const response = await readAsPage(`${collector.url}api/v1/watch`, { signal: abort.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
    const next = async () => {
      const text = new TextDecoder().decode((await reader.read()).value);
      expect(text).toMatch(/^data: .*\n\n$/);
      return JSON.parse(text.slice(6)) as { revision: number; after: number };
    };
    const begin = await next();
    await sendEnvelope(collector, transactionEnvelope(1));
    const then = await next();
    expect(then.after).toBeGreaterThan(begin.after);
    expect(then.revision).toBe((await info(collector)).revision);
    abort.abort();
  });
});

describe('GET info', () => {
  it('says what is there, most frequent first, and how to send', async () => {
    const collector = await start();
    const other = { extra: { environment: undefined, release: 'shop@2' } };
    for (const value of [1, 2]) await sendEnvelope(collector, transactionEnvelope(value), { project: 'a' });
    await sendEnvelope(collector, transactionEnvelope(3, other), { project: 'b' });
    await collector.settled();
    const found = await info(collector);
    expect(found).toMatchObject({
      contract: 1,
      name: 'collector',
      rows: 3,
      projects: [
        { name: 'a', rows: 2 },
        { name: 'b', rows: 1 },
      ],
      abilities: { live: true, settings: true, deletion: true, former: true, tagRows: true },
      ingest: { dsn: collector.dsn, otlp: collector.url.slice(0, -1), directory: null },
      problems: [],
    });
    expect(found.environments).toContainEqual({ name: 'production', rows: 2 });
    expect(found.releases.map(({ name, rows }) => [name, rows])).toEqual([
      ['shop@1', 2],
      ['shop@2', 1],
    ]);
    expect(found.releases[1]?.first).toBeCloseTo(BEGIN + 3000, 2);
    expect(found.extent?.start).toBeCloseTo(BEGIN + 1000, 2);
    expect(found.extent?.end).toBeCloseTo(BEGIN + 3000, 2);
    expect(Math.abs(found.now - Date.now())).toBeLessThan(10_000);
  });

  it('of an empty collector has no extent', async () => {
    const found = await info(await start());
    expect(found).toMatchObject({ rows: 0, extent: null, projects: [], environments: [] });
    expect(reported).toEqual([]);
  });
});
