// Tabs of one browser: one stream of revisions for all, and who reads it.
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeFrame } from '../../src/formats/arrow/frames.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Problem } from '../../src/model/result.ts';
import type { Http } from '../../src/sources/api/http.ts';
import { PATIENCE } from '../../src/sources/api/http.ts';
import { shareRevisions } from '../../src/sources/api/share-revisions.ts';
import type { Sharing } from '../../src/sources/api/share-revisions.ts';
import { createApiSource } from '../../src/sources/api/api-source.ts';
import { PageVisibility } from '../../src/sources/visibility.ts';
import type { Visibility } from '../../src/sources/visibility.ts';
import { until } from '../until.ts';
import { bytes, json, startServer } from './local-server.ts';
import type { LocalServer } from './local-server.ts';
import { createTabs } from './tabs.ts';

const NOTHING = encodeFrame({
  table: 'transactions',
  rows: toRows([]),
  meta: { total: 0, end: true, after: 1, revision: 1 },
});

/** A server that streams revisions, and says how often it was asked and how many streams are open. */
interface Streams {
  readonly server: LocalServer;
  readonly open: () => number;
  readonly asked: () => number;
  readonly announce: () => void;
}

async function streaming(): Promise<Streams> {
  const server = await startServer();
  const responses = new Set<{ write: (text: string) => void }>();
  server.answer('watch', (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': hello\n\n');
    responses.add(response);
    response.once('close', () => responses.delete(response));
  });
  return {
    server,
    open: () => responses.size,
    asked: () => server.requests.filter((url) => url === '/api/watch').length,
    announce: () => {
      for (const response of responses) response.write('data: {"revision":1,"after":1}\n\n');
    },
  };
}

interface Tab {
  readonly news: () => number;
  readonly problem: () => Problem | null | undefined;
  readonly close: () => void;
}

function openTab(
  base: string,
  sharing: Sharing,
  visibility: Visibility | null = null,
  silence = 60_000,
): Tab {
  const http: Http = {
    base: new URL(base),
    fetch,
    patience: { ...PATIENCE, poll: 20, silence },
    visibility,
  };
  let news = 0;
  let problem: Problem | null | undefined;
  const close = shareRevisions(
    http,
    sharing,
    () => {
      news += 1;
    },
    (next) => {
      problem = next;
    },
  );
  onTestFinished(close);
  return { news: () => news, problem: () => problem, close };
}

/** Until nothing has come for a moment. */
async function quiet(tabs: readonly Tab[]): Promise<void> {
  let before = -1;
  await until(async () => {
    const all = tabs.reduce((sum, { news }) => sum + news(), 0);
    const isQuiet = all === before;
    before = all;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(isQuiet).toBe(true);
  });
}

describe('eight tabs', () => {
  it('read one stream, and hear of every revision', async () => {
    const streams = await streaming();
    const sharing = createTabs();
    const tabs = Array.from({ length: 8 }, () => openTab(streams.server.base, sharing));
    await until(() => expect(streams.open()).toBe(1));
    await quiet(tabs);
    const before = tabs.map(({ news }) => news());
    streams.announce();
    await until(() => expect(tabs.map(({ news }) => news())).toEqual(before.map((count) => count + 1)));
    expect(streams.asked()).toBe(1);
    expect(streams.server.requests).toEqual(['/api/watch']);
  });

  it('go on with another one when the tab that reads is closed, to the last', async () => {
    const streams = await streaming();
    const sharing = createTabs();
    const tabs = Array.from({ length: 8 }, () => openTab(streams.server.base, sharing));
    for (let closed = 0; closed < 7; closed += 1) {
      await until(() => expect([streams.open(), streams.asked()]).toEqual([1, closed + 1]));
      tabs[closed]?.close();
    }
    const last = tabs.slice(7);
    await until(() => expect([streams.open(), streams.asked()]).toEqual([1, 8]));
    await quiet(last);
    const before = last[0]?.news() ?? 0;
    streams.announce();
    await until(() => expect(last[0]?.news()).toBe(before + 1));
    last[0]?.close();
    await until(() => expect(streams.open()).toBe(0));
  });

  it('all say that the server is gone, those that come later too, and that it is back', async () => {
    const streams = await streaming();
    const sharing = createTabs();
    const tabs = Array.from({ length: 3 }, () => openTab(streams.server.base, sharing));
    await until(() => expect(streams.open()).toBe(1));
    const port = Number(new URL(streams.server.base).port);
    await streams.server.close();
    await until(() => expect(tabs.map((tab) => tab.problem()?.kind)).toEqual(Array(3).fill('unreachable')));
    const late = openTab(streams.server.base, sharing);
    await until(() => expect(late.problem()?.kind).toBe('unreachable'));
    const back = await startServer(port);
    back.answer('watch', (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
    });
    await until(() => expect([...tabs, late].map((tab) => tab.problem())).toEqual(Array(4).fill(null)));
  });
});

describe('a tab', () => {
  it('takes the lock from one that holds it and gives no sign of life', async () => {
    const streams = await streaming();
    const sharing = createTabs();
    const base = new URL(streams.server.base).href;
    const frozen = sharing.locks.request(
      `longtail revisions ${base}`,
      {},
      () => new Promise(() => undefined),
    );
    const robbed = frozen.catch((error: unknown) => error);
    openTab(base, sharing, null, 60);
    openTab(base, sharing, null, 60);
    expect(await robbed).toMatchObject({ name: 'AbortError' });
    await until(() => expect(streams.open()).toBe(1));
  });

  it('to which the browser refuses locks looks at info', async () => {
    const { server, asked } = await streaming();
    const refused = new DOMException('Locks are not for this origin.', 'SecurityError');
    const sharing = { ...createTabs(), locks: { request: () => Promise.reject(refused) } };
    const tab = openTab(server.base, sharing);
    await until(() => expect(server.requests.filter((url) => url === '/api/info').length).toBeGreaterThan(2));
    expect(asked()).toBe(0);
    tab.close();
    const { length } = server.requests;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.requests.length).toBeLessThanOrEqual(length + 1);
  });

  it('of a browser without locks looks at info and opens no stream', async () => {
    const { server, asked } = await streaming();
    const source = createApiSource({ base: server.base, sharing: null, patience: { poll: 20 } });
    onTestFinished(() => source.close());
    const facts = { contract: 1, name: '', version: '', now: 0, extent: null, rows: 0, revision: 1 };
    const lists = { environments: [], projects: [], releases: [], problems: [], ingest: null };
    const quality = { received: 0, stored: 0, skipped: [], refused: [], repeated: 0 };
    const whole = { ...quality, droppedByClients: [], sampledRows: 0 };
    const abilities = { live: true, settings: true };
    server.answer('info', json({ ...facts, ...lists, quality: whole, abilities }));
    server.answer('transactions', bytes(NOTHING));
    source.watch(() => undefined);
    await until(() => expect(server.requests.filter((url) => url === '/api/info').length).toBeGreaterThan(4));
    expect(asked()).toBe(0);
  });

  it('that is answered only while it is seen does not ask while it is hidden, and says nothing of it', async () => {
    const streams = await streaming();
    const sharing = createTabs();
    const [page, other] = [new PageVisibility(), new PageVisibility()];
    page.set(false);
    const hidden = openTab(streams.server.base, sharing, page);
    await quiet([hidden]);
    expect([streams.asked(), hidden.problem()]).toEqual([0, undefined]);
    const seen = openTab(streams.server.base, sharing, other);
    await until(() => expect(streams.open()).toBe(1));
    page.set(true);
    // Who reads leaves it to another when it is hidden.
    other.set(false);
    await until(() => expect([streams.asked(), streams.open()]).toEqual([2, 1]));
    await quiet([hidden, seen]);
    const before = seen.news();
    streams.announce();
    await until(() => expect(seen.news()).toBe(before + 1));
    expect(seen.problem()).toBeNull();
  });
});
