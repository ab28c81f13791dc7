// The demo as a client meets it: the HTTP contract, answered by MSW.
import { setupServer } from 'msw/node';
import { http } from 'msw';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { demoHandlers } from '../../mocks/handlers.ts';
import { decodeFrames } from '../../src/formats/arrow/frames.ts';
import type { Info, Settings } from '../../src/model/source.ts';
import type { Problem } from '../../src/model/result.ts';
import type { ErrorEvent } from '../../src/model/span.ts';
import { gather } from './read-world.ts';
import type { Answer } from './read-world.ts';

const ANCHOR = Date.UTC(2026, 10, 19, 14, 30);
const APP = 'http://demo.test/some/folder/';
const BASE = `${APP}demo/api/v1/`;
let now = ANCHOR;

const world = createWorld({ seed: 5, anchor: ANCHOR, rows: 5_000 }, () => now);
const server = setupServer(
  ...demoHandlers(world, APP, async ({ rows, anchor }) => createWorld({ seed: 5, anchor, rows }, () => now)),
  // Whatever the demo lets pass ends here.
  http.all('*', () => new Response('passed', { status: 418 })),
);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

async function framesAt(path: string): Promise<Answer> {
  const response = await fetch(`${BASE}${path}`);
  if (response.body === null) throw new Error('no body');
  expect(response.status).toBe(200);
  return gather(decodeFrames(response.body));
}

async function problemAt(path: string, status: number, init?: RequestInit): Promise<Problem> {
  const response = await fetch(`${BASE}${path}`, init);
  expect(response.status).toBe(status);
  const { problem } = (await response.json()) as { problem: Problem };
  expect(problem.message).not.toBe('');
  expect(problem.advice).not.toBe('');
  return problem;
}

describe('the demo over HTTP', () => {
  it('says what it is', async () => {
    const response = await fetch(`${BASE}info`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const info = (await response.json()) as Info;
    expect(info).toMatchObject({
      contract: 1,
      name: 'demo',
      rows: 5_000,
      abilities: { live: true, settings: true },
    });
  });

  it('sends its transactions, whole, in a range and after a position', async () => {
    expect((await framesAt('transactions')).transactions).toHaveLength(5_000);
    const start = ANCHOR - 3_600_000.25;
    const hour = await framesAt(`transactions?start=${start}&end=${ANCHOR}`);
    expect(hour.transactions.length).toBeGreaterThan(0);
    expect(hour.transactions.length).toBeLessThan(1_000);
    now = ANCHOR + 3_600_000;
    const after = hour.metas.at(-1)?.after ?? NaN;
    const news = await framesAt(`transactions?after=${after}`);
    expect(news.transactions.length).toBeGreaterThan(0);
    expect(news.transactions[0]?.row).toBe(5_000);
    now = ANCHOR;
  });

  it('sends a trace, and the spans of a transaction', async () => {
    const [row] = (await framesAt('transactions')).transactions;
    const trace = await framesAt(`traces/${row?.traceId.toUpperCase()}`);
    expect(trace.transactions.some((other) => other.row === row?.row)).toBe(true);
    const name = encodeURIComponent('/api/documents');
    const spans = await framesAt(`spans?project=api&transaction=${name}&start=${ANCHOR - 43_200_000}`);
    expect(spans.spans.length).toBeGreaterThan(1_000);
    expect(spans.metas.at(-1)?.events).toBe(spans.metas.at(-1)?.eventsTotal);
  });

  it('sends its errors, as many as its rows say, and each by itself with its stack', async () => {
    const { errors, metas } = await framesAt('errors');
    const { transactions } = await framesAt('transactions');
    expect(errors).toHaveLength(transactions.reduce((sum, row) => sum + row.errors, 0));
    expect(metas.at(-1)).toMatchObject({ events: errors.length, eventsTotal: errors.length, end: true });
    for (const error of errors.slice(0, 25)) {
      const { project, eventId, traceId, frame } = error;
      const one = (await (await fetch(`${BASE}errors/${eventId}?project=${project}`)).json()) as ErrorEvent;
      expect({ ...one, report: undefined, frame }).toEqual({ ...error, report: undefined });
      expect(one.report?.exceptions[0]?.frames.some(({ isOwn }) => isOwn)).toBe(true);
      const { errors: ofTrace } = await framesAt(`traces/${traceId}`);
      expect(ofTrace.map((each) => each.eventId)).toContain(eventId);
    }
    await problemAt(`errors/${'0'.repeat(32)}?project=api`, 404);
    await problemAt('errors?project=api', 400);
  });

  it('refuses what it cannot answer, and says what to do', async () => {
    expect((await problemAt('traces/42', 400)).message).toContain('"42"');
    expect((await problemAt(`traces/${'0f'.repeat(16)}`, 404)).message).toContain('no trace');
    expect((await problemAt('transactions?start=yesterday', 400)).message).toContain('"yesterday"');
    expect((await problemAt('transactions?start=2&end=1', 400)).message).toContain('ends before');
    await problemAt('transactions?after=999999', 410);
    await problemAt('spans?project=api', 400);
    await problemAt('nothing', 404);
    await problemAt('info', 405, { method: 'POST' });
  });

  it('keeps settings, and takes no others', async () => {
    const before = (await (await fetch(`${BASE}settings`)).json()) as Settings;
    expect(before.thresholds.default).toEqual({ metric: 'duration', ms: 300 });
    const changed: Settings = { ...before, projectNames: { api: 'Dossier API' } };
    const response = await fetch(`${BASE}settings`, { method: 'PUT', body: JSON.stringify(changed) });
    expect(await response.json()).toEqual(changed);
    expect(await (await fetch(`${BASE}settings`)).json()).toEqual(changed);
    const wrong = JSON.stringify({ ...before, stars: 'all' });
    expect((await problemAt('settings', 400, { method: 'PUT', body: wrong })).message).toContain('stars');
    await problemAt('settings', 400, { method: 'PUT', body: 'stars' });
    expect(await (await fetch(`${BASE}settings`)).json()).toEqual(changed);
  });

  it('tells of new rows while they come', async () => {
    const response = await fetch(`${BASE}watch`);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.getReader();
    const next = async (): Promise<unknown> => {
      const text = new TextDecoder().decode((await reader?.read())?.value);
      expect(text).toMatch(/^data: .*\n\n$/);
      return JSON.parse(text.slice('data: '.length));
    };
    expect(await next()).toEqual({ revision: 5_000, after: 5_000 });
    now = ANCHOR + 3_600_000;
    const { after } = await world.position();
    expect(after).toBeGreaterThan(5_000);
    expect(await next()).toEqual({ revision: after, after });
    now = ANCHOR;
    // Not awaited: MSW keeps a second branch of the body, which is read by no one.
    void reader?.cancel();
  });

  it('answers for the demo that a request names, whichever is its own', async () => {
    const info = async (path: string): Promise<Info> =>
      (await (await fetch(`${APP}demo/${path}info`)).json()) as Info;
    expect((await info('api/v1/')).rows).toBe(5_000);
    expect((await info(`5000@${ANCHOR}/api/v1/`)).extent).toEqual((await info('api/v1/')).extent);
    const other = await info(`700@${ANCHOR - 86_400_000}/api/v1/`);
    expect(other.extent?.start).toBeLessThan(ANCHOR - 14 * 86_400_000);
    const impossible = await fetch(`${APP}demo/0@${ANCHOR}/api/v1/info`);
    expect(impossible.status).toBe(400);
    expect(await impossible.text()).toContain('not with \\"0\\"');
  });

  it('leaves everything else alone', async () => {
    for (const path of ['api/v1/info', 'demo/', 'demo/api/v1', 'x/demo/api/v1/info', 'demo/5@/api/v1/info']) {
      expect((await fetch(`${APP}${path}`)).status).toBe(418);
    }
  });
});
