// The HTTP client against servers that misbehave.
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeFrame } from '../../src/formats/arrow/frames.ts';
import type { FrameMeta } from '../../src/formats/arrow/frames.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import { DEFAULT_THRESHOLDS } from '../../src/model/metric.ts';
import type { Query } from '../../src/model/query.ts';
import { CONTRACT_VERSION } from '../../src/model/source.ts';
import type { Info, Settings, Update } from '../../src/model/source.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { DEFAULT_TREND_SETTINGS } from '../../src/model/trend-settings.ts';
import { createApiSource } from '../../src/sources/api/api-source.ts';
import type { Patience } from '../../src/sources/api/http.ts';
import type { FeedSource } from '../../src/sources/feed-source.ts';
import { PageVisibility } from '../../src/sources/visibility.ts';
import { transaction } from '../transaction-builder.ts';
import { breakOff, bytes, hang, json, stall, startServer } from './local-server.ts';
import type { Answer, LocalServer } from './local-server.ts';
import { until } from '../until.ts';
import { createTabs } from './tabs.ts';

const NOW = Date.UTC(2026, 0, 10);
const SHORT: Patience = {
  answer: 120,
  silence: 200,
  retries: 3,
  pause: { first: 5, longest: 20 },
  retryAfter: 400,
  poll: 30,
};

const INFO: Info = {
  contract: CONTRACT_VERSION,
  name: 'collector',
  version: '0.1.0',
  now: NOW,
  extent: { start: NOW - 1_000, end: NOW },
  rows: 1,
  revision: 3,
  environments: [{ name: null, rows: 1 }],
  projects: [{ name: 'shop', rows: 1 }],
  releases: [{ name: '1.0', rows: 1, first: NOW }],
  abilities: { live: true, settings: true },
  quality: {
    received: 2,
    stored: 1,
    skipped: [{ kind: 'session', count: 1 }],
    refused: [],
    repeated: 0,
    droppedByClients: [],
    filtered: [],
    wrongClocks: [],
    sampledRows: 0,
  },
  ingest: {
    dsn: 'http://key@127.0.0.1:4318/1',
    otlp: 'http://127.0.0.1:4318',
    directory: null,
    retention: { days: 14, bytes: 2e9, expired: 3 },
    requests: [
      {
        at: NOW,
        path: '/v1/traces',
        client: null,
        status: 200,
        message: '1 transaction',
        transactions: 1,
        accepted: true,
      },
    ],
  },
  problems: [],
};

const SETTINGS: Settings = {
  thresholds: {
    ...DEFAULT_THRESHOLDS,
    projects: [{ project: '1', threshold: { metric: 'lcp', ms: 2_500 } }],
  },
  projectNames: { '1': 'shop' },
  stars: [{ project: '1', transaction: '/' }],
  searches: [{ name: 'Slow', text: 'duration:>2s', pinned: true }],
  recentSearches: ['op:db'],
  views: [{ name: 'Slow ones', address: 'performance?v=2&range=7d' }],
  bands: 'classic',
  trends: {
    ...DEFAULT_TREND_SETTINGS,
    ignored: [{ project: '1', transaction: '/', since: 1_700_000_000_000 }],
  },
};

const QUERY: Query = {
  of: 'transactions',
  range: { start: NOW - 3_600_000, end: NOW },
  where: EVERYTHING,
  by: [],
  show: [{ metric: 'count' }],
};

const LAST: FrameMeta = { end: true, after: 7, revision: 7 };

function frame(transactions: readonly Transaction[], meta: FrameMeta): Uint8Array {
  return encodeFrame({ table: 'transactions', rows: toRows(transactions), meta });
}

const EMPTY = frame([], { ...LAST, total: 0 });
const ROWS = [transaction({ row: 1, end: NOW - 10 }), transaction({ row: 2, end: NOW - 20 })];
const FIRST = frame(ROWS.slice(0, 1), { end: false, total: 2 });
const SECOND = frame(ROWS.slice(1), LAST);

function sourceAt(base: string, patience: Partial<Patience> = {}): FeedSource {
  const source = createApiSource({
    base,
    patience: { ...SHORT, ...patience },
    limits: { wait: 300 },
    sharing: createTabs(),
  });
  onTestFinished(() => source.close());
  return source;
}

/** Two rows, by what is asked and not by how often: a request that a busy machine repeats gets the same again. */
const twoRows: Answer = (response, request) => {
  const isLoad = request.url?.includes(`start=${QUERY.range.start}`) === true;
  bytes(...(isLoad ? [FIRST, SECOND] : [EMPTY]))(response, request);
};

/** A server that has two rows, and a source of it. */
async function working(
  patience: Partial<Patience> = {},
): Promise<{ server: LocalServer; source: FeedSource }> {
  const server = await startServer();
  server.answer('info', json(INFO));
  server.answer('transactions', twoRows);
  return { server, source: sourceAt(server.base, patience) };
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it was answered'),
    (error: unknown) => error,
  );
}

describe('what a server says about itself', () => {
  it('is read whole', async () => {
    const { source } = await working();
    expect(await source.info()).toMatchObject({
      ...INFO,
      held: { rows: 0, mostRows: expect.any(Number), bytes: expect.any(Number) },
    });
  });

  it('of another version of the contract is refused in words', async () => {
    const { server, source } = await working();
    server.answer('info', json({ contract: CONTRACT_VERSION + 1, whatever: true }));
    expect(await failureOf(source.info())).toMatchObject({
      reason: 'refused',
      message: `The collector speaks version ${CONTRACT_VERSION + 1} of the contract, this page version ${CONTRACT_VERSION}.`,
      problem: { advice: expect.stringMatching(/^Reload the page/) },
    });
    server.answer('info', json({ contract: 0 }));
    expect(await failureOf(source.info())).toMatchObject({ problem: { advice: 'Update the collector.' } });
  });

  it('that is not what the contract says is named with its place', async () => {
    const { server, source } = await working();
    server.answer('info', json({ ...INFO, projects: [{ name: 'a', rows: -1 }] }));
    expect(await failureOf(source.info())).toMatchObject({
      reason: 'failed',
      message: expect.stringContaining('not what the contract says at projects.0.rows'),
    });
  });
});

describe('an attempt', () => {
  it.each([429, 502, 503, 504])('that meets %i is made again', async (status) => {
    const { server, source } = await working();
    server.answer('info', json({}, status), json({}, status), json({}, status), json(INFO));
    expect(await source.info()).toMatchObject(INFO);
    expect(server.requests).toHaveLength(4);
  });

  it('is made four times, not more', async () => {
    const { server, source } = await working();
    server.answer('info', json({}, 503));
    expect(await failureOf(source.info())).toMatchObject({
      reason: 'unreachable',
      message: expect.stringMatching(/^127\.0\.0\.1:\d+ is busy: it answers 503 to \/api\/info\.$/),
    });
    expect(server.requests).toHaveLength(4);
  });

  it.each([400, 403, 500])('that meets %i is not made again', async (status) => {
    const { server, source } = await working();
    const problem = { kind: 'refused', message: 'The start is not a number.', advice: 'Give one.' };
    server.answer('info', json({ problem }, status));
    expect(await failureOf(source.info())).toMatchObject({
      reason: status === 500 ? 'failed' : 'refused',
      problem,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('of a page that the server does not know any more is made again once the page was asked for anew', async () => {
    const { server, source } = await working();
    const known: string[] = [];
    const stranger: Answer = (response, request) => {
      known.push(String(request.headers['x-longtail']));
      json({}, 401)(response, request);
    };
    server.answer('info', stranger, json(INFO));
    server.answer('/', json({}));
    expect((await source.info()).rows).toBe(INFO.rows);
    expect(server.requests).toEqual(['/api/info', '/', '/api/info']);
    // A header that no page of another origin can send goes with it.
    expect(known).toEqual(['1']);
  });

  it('that is not known after that either is refused in the words of the server', async () => {
    const { server, source } = await working();
    const problem = { kind: 'refused', message: 'It is read with a token.', advice: 'Open the link.' };
    server.answer('info', json({ problem }, 401));
    expect(await failureOf(source.info())).toMatchObject({ reason: 'refused', problem });
    expect(server.requests).toEqual(['/api/info', '/', '/api/info']);
  });

  it('waits as long as the server asks it to, but no longer than it may', async () => {
    const { server, source } = await working();
    server.answer('info', json({}, 503, { 'retry-after': '30' }), json(INFO));
    const began = performance.now();
    await source.info();
    expect(performance.now() - began).toBeGreaterThan(SHORT.retryAfter - 5);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('that is not answered in time is made again', async () => {
    const { server, source } = await working();
    server.answer('info', hang, json(INFO));
    expect(await source.info()).toMatchObject(INFO);
    server.answer('info', hang);
    source.close();
    const other = sourceAt(server.base);
    expect(await failureOf(other.info())).toMatchObject({
      reason: 'unreachable',
      message: expect.stringMatching(/^There is no answer from http:.*\/api\/info \(not within 0.12 s\)\.$/),
    });
  });

  it('that meets nobody says so', async () => {
    const { server, source } = await working();
    await server.close();
    expect(await failureOf(source.info())).toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
      problem: { advice: expect.stringContaining('Check that the collector is running.') },
    });
  });

  it('ends with its signal, also between attempts and in a body', async () => {
    const { server } = await working();
    const long = 60_000;
    const source = sourceAt(server.base, { answer: long, silence: long, retryAfter: long, retries: 1 });
    const busy = json({}, 503, { 'retry-after': '60' });
    for (const answers of [[hang], [busy], [json({}, 503), hang], [stall(Uint8Array.of(123))]]) {
      server.answer('info', ...answers);
      const controller = new AbortController();
      const failure = failureOf(source.info(controller.signal));
      setTimeout(() => controller.abort(), 60);
      const began = performance.now();
      expect(await failure).toMatchObject({ name: 'AbortError' });
      expect(performance.now() - began).toBeLessThan(5_000);
    }
  });

  it('that finds a web page says what it found', async () => {
    const { server, source } = await working();
    server.answer('info', (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello'),
    );
    expect(await failureOf(source.info())).toMatchObject({
      reason: 'unreachable',
      message: expect.stringMatching(/is a web page, not the data of a collector\.$/),
    });
    server.answer('info', (response) =>
      response.writeHead(404, { 'content-type': 'text/html' }).end('<p>404'),
    );
    expect(await failureOf(source.info())).toMatchObject({
      reason: 'unreachable',
      message: expect.stringMatching(/^There is no collector at /),
    });
  });

  it('whose answer falls silent ends', async () => {
    const { server, source } = await working();
    server.answer('info', stall(Uint8Array.of(123)));
    expect(await failureOf(source.info())).toMatchObject({
      reason: 'unreachable',
      message: expect.stringMatching(/stopped for 0\.2 s\.$/),
    });
  });
});

describe('rows', () => {
  it('are asked for with what the contract names, and answered', async () => {
    const { server, source } = await working();
    await until(async () => expect(await source.ask(QUERY)).toMatchObject({ complete: true, matched: 2 }));
    await until(() =>
      expect(new Set(server.requests.filter((url) => url.startsWith('/api/transactions')))).toEqual(
        new Set([
          '/api/transactions?start=0&end=1',
          `/api/transactions?start=${QUERY.range.start}`,
          '/api/transactions?after=7',
        ]),
      ),
    );
  });

  it.each([
    ['cut off', breakOff(FIRST, SECOND.slice(0, 100))],
    ['ended too early', bytes(FIRST)],
    ['garbled', bytes(FIRST, Uint8Array.of(4, 0, 0, 0, 1, 2, 3, 4))],
    ['silent', stall(FIRST)],
  ])('of an answer that is %s stay, and the rest is asked for again', async (_name, broken) => {
    const { server, source } = await working();
    server.answer('transactions', bytes(EMPTY), broken, bytes(frame(ROWS.slice(1), { ...LAST, total: 1 })));
    const updates: Update[] = [];
    source.watch((update) => updates.push(update));
    await source.ask(QUERY);
    await until(() => expect(updates.at(-1)?.problem?.kind).toMatch(/failed|unreachable/));
    expect(await source.ask(QUERY)).toMatchObject({ matched: 1, complete: false });
    await until(async () => expect(await source.ask(QUERY)).toMatchObject({ matched: 2, complete: true }));
    const again = server.requests.filter((url) => url.startsWith('/api/transactions?start'))[2];
    expect(again).toBe(`/api/transactions?start=${QUERY.range.start}&end=${NOW - 10 + 15 * 60_000}`);
    await until(() => expect(updates.at(-1)?.problem).toBeNull());
  });

  it('that are a web page are a problem, in words', async () => {
    const { server, source } = await working();
    server.answer('transactions', bytes(EMPTY), (response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html>'),
    );
    await source.ask(QUERY);
    await until(async () => {
      const { problems, complete } = await source.ask(QUERY);
      expect({ complete, kinds: problems.map(({ kind }) => kind) }).toEqual({
        complete: false,
        kinds: ['unreachable'],
      });
    });
  });
});

describe('a page that is answered only while it is seen', () => {
  it('waits while it is hidden, and asks again what was asked when it was being hidden', async () => {
    const server = await startServer();
    const visibility = new PageVisibility();
    const source = createApiSource({ base: server.base, patience: SHORT, sharing: null, visibility });
    onTestFinished(() => source.close());
    visibility.set(false);
    const asked = source.info();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.requests).toEqual([]);
    // Nobody answers: the page is hidden while it asks.
    server.answer('info', (response) => {
      visibility.set(false);
      response.writeHead(404).end();
    });
    visibility.set(true);
    await until(() => expect(server.requests).toEqual(['/api/info']));
    await until(() => expect(visibility.isVisible).toBe(false));
    await new Promise((resolve) => setTimeout(resolve, 50));
    server.answer('info', json(INFO));
    visibility.set(true);
    expect(await asked).toMatchObject(INFO);
    expect(server.requests).toEqual(['/api/info', '/api/info']);
  });

  it('stops waiting when the question is taken back', async () => {
    const visibility = new PageVisibility();
    visibility.set(false);
    const { base } = await startServer();
    const source = createApiSource({ base, patience: SHORT, sharing: null, visibility });
    onTestFinished(() => source.close());
    const taken = new AbortController();
    const asked = source.info(taken.signal);
    taken.abort(new Error('taken back'));
    await expect(asked).rejects.toThrow('taken back');
  });
});

describe('watching', () => {
  const event = (data: string): Uint8Array => new TextEncoder().encode(data);

  /** Once two rows are held: what the server does from then on decides what is seen. */
  async function held(): Promise<{ server: LocalServer; source: FeedSource; updates: Update[] }> {
    const { server, source } = await working();
    const updates: Update[] = [];
    source.watch((update) => updates.push(update));
    await until(async () => expect(await source.ask(QUERY)).toMatchObject({ complete: true, matched: 2 }));
    return { server, source, updates };
  }

  const third = bytes(frame([transaction({ row: 3, end: NOW - 5 })], { ...LAST, after: 8 }));
  const hasThree = (source: FeedSource): Promise<void> =>
    until(async () => expect((await source.ask(QUERY)).matched).toBe(3));

  it('takes in what the stream of revisions announces', async () => {
    // A busy machine may be silent for longer than the others wait, and a stream that is given up is opened again.
    const { server, source } = await working({ answer: 10_000, silence: 30_000 });
    let send: (data: string) => void = () => undefined;
    server.answer('watch', (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      send = (data) => void response.write(data);
      send(': hello\n\n');
    });
    await until(async () => expect((await source.ask(QUERY)).complete).toBe(true));
    await until(() => expect(server.requests.at(-1)).toBe('/api/transactions?after=7'));
    server.answer('transactions', third);
    send('data: {"revisi');
    send('on":8,"after":8}\n\n');
    await hasThree(source);
    expect(server.requests.filter((url) => url === '/api/watch')).toHaveLength(1);
    expect(server.requests.at(-1)).toBe('/api/transactions?after=7');
  });

  it('looks at info while revisions are not streamed', async () => {
    const { server, source } = await held();
    await until(() => expect(server.requests.filter((url) => url === '/api/info').length).toBeGreaterThan(1));
    server.answer('transactions', third);
    server.answer('info', json({ ...INFO, revision: 4 }));
    await hasThree(source);
  });

  it('looks at the changes again when a stream ended and is there again', async () => {
    const { server, source } = await held();
    expect(server.requests).not.toContain('/api/transactions?after=8');
    server.answer('transactions', third);
    server.answer(
      'watch',
      (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(),
      (response) =>
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(event(': hello\n\n')),
    );
    await hasThree(source);
  });

  it('says that the server is gone, answers all the same, and goes on when it is back', async () => {
    const { server, source, updates } = await held();
    const port = Number(new URL(server.base).port);
    await server.close();
    await until(() => expect(updates.at(-1)?.problem?.kind).toBe('unreachable'));
    expect(await source.ask(QUERY)).toMatchObject({ complete: true, matched: 2 });
    const back = await startServer(port);
    back.answer('info', json({ ...INFO, revision: 4 }));
    back.answer('transactions', third);
    await hasThree(source);
    await until(() => expect(updates.at(-1)?.problem).toBeNull());
  });

  it('is not done where nothing new can come', async () => {
    const { server, source } = await working();
    server.answer('info', json({ ...INFO, abilities: { live: false, settings: false } }));
    await until(async () => expect((await source.ask(QUERY)).complete).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(server.requests.filter((url) => url.startsWith('/api/watch'))).toEqual([]);
  });
});

describe('a trace', () => {
  it('is put together from its frames', async () => {
    const { server, source } = await working();
    const [whole] = ROWS;
    const traceId = whole?.traceId ?? '';
    server.answer(`traces/${traceId}`, bytes(frame(ROWS.slice(0, 1), LAST)));
    const answer = await source.trace(traceId);
    expect(answer).toMatchObject({ traceId, problems: [] });
    expect([...answer.trace.transactions.values()]).toEqual([whole]);
  });

  it('that is not there is told as such', async () => {
    const { server, source } = await working();
    const problem = { kind: 'refused', message: 'There is no such trace.', advice: '' };
    server.answer(`traces/${'0'.repeat(32)}`, json({ problem }, 404));
    expect(await failureOf(source.trace('0'.repeat(32)))).toMatchObject({ reason: 'not-found', problem });
  });
});

describe('settings', () => {
  it('are read and written', async () => {
    const { server, source } = await working();
    let kept = '';
    server.answer('settings', (response, request) => {
      if (request.method === 'GET') {
        json(JSON.parse(kept))(response, request);
        return;
      }
      request.setEncoding('utf8').on('data', (text: string) => (kept += text));
      request.on('end', () => response.writeHead(204).end());
    });
    await source.writeSettings(SETTINGS, null);
    expect(await source.readSettings()).toEqual(SETTINGS);
  });

  it('that make no sense are refused', async () => {
    const { server, source } = await working();
    server.answer('settings', json({ ...SETTINGS, thresholds: { default: { metric: 'duration', ms: 0 } } }));
    expect(await failureOf(source.readSettings())).toMatchObject({
      reason: 'failed',
      message: expect.stringContaining('at thresholds.default.ms'),
    });
  });
});
