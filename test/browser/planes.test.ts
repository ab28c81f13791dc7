// Pages of other origins, in a browser in which the collector's own page is open: they read, change and delete nothing.
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, BrowserContext } from 'playwright-core';
import { readAsPage } from '../collector/as-page.ts';
import { transactionEnvelope } from '../collector/traffic.ts';
import { launchBrowser, openTab, startProduct } from './product.ts';
import type { Product } from './product.ts';

const CANARY = 'GET /canary';
/** A name that the browser takes for this machine's, as a page that rebinds its own name makes it. */
const STRANGER = 'stranger.test';
const READS = ['info', 'transactions', 'settings', 'spans?transaction=GET&project=1', 'traces/x'];
const CHANGED =
  '{"thresholds":{"default":{"metric":"duration","ms":1},"projects":[],"transactions":[]},"projectNames":{},"stars":[]}';

/** The body that deletes everything, for who may. */
const DELETED = '{"project":null}';

let product: Product;
let browser: Browser;
let context: BrowserContext;
const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser([STRANGER])]);
  const { username } = new URL(product.dsn);
  await fetch(`${product.url}api/1/envelope/?sentry_key=${username}`, {
    method: 'POST',
    body: transactionEnvelope(1, { name: CANARY, endMs: Date.now() }),
  });
  context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB' });
}, 120_000);

afterAll(async () => {
  await browser.close();
  for (const server of servers) server.close();
  await product.stop();
});

/** What a page of another origin gets to see of `target`, by every way there is to ask. */
async function attack(origin: string, target: string): Promise<readonly string[]> {
  const page = await context.newPage();
  await page.goto(origin);
  const seen = await page.evaluate(
    async ({ target, reads, changed, deleted }) => {
      const results: string[] = [];
      const note = (way: string, what: string) => void results.push(`${way}: ${what}`);
      const patience = () => new Promise<string>((resolve) => setTimeout(() => resolve('nothing'), 1_000));
      const tried = async (way: string, doing: () => Promise<string>) =>
        note(
          way,
          await Promise.race([doing().catch((error: unknown) => `refused (${String(error)})`), patience()]),
        );
      const text = async (path: string, init: RequestInit) => {
        const response = await fetch(`${target}${path}`, init);
        return `${response.type} ${response.status} ${await response.text()}`;
      };
      const loaded = (element: HTMLElement) =>
        new Promise<string>((resolve) => {
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('failed');
          document.body.append(element);
        });
      for (const path of reads.map((read) => `api/v1/${read}`)) {
        await tried(`fetch ${path}`, () => text(path, {}));
        await tried(`fetch with cookies ${path}`, () => text(path, { credentials: 'include' }));
        await tried(`fetch with the header ${path}`, () =>
          text(path, { credentials: 'include', headers: { 'x-longtail': '1' } }),
        );
        await tried(`no-cors ${path}`, () => text(path, { mode: 'no-cors', credentials: 'include' }));
        await tried(`script ${path}`, () =>
          loaded(Object.assign(document.createElement('script'), { src: target + path })),
        );
        await tried(`module ${path}`, () =>
          loaded(Object.assign(document.createElement('script'), { src: target + path, type: 'module' })),
        );
        await tried(`frame ${path}`, async () => {
          const frame = Object.assign(document.createElement('iframe'), { src: target + path });
          await Promise.race([loaded(frame), patience()]);
          return frame.contentDocument?.body.innerText ?? 'closed';
        });
      }
      await tried(
        'stream',
        () =>
          new Promise<string>((resolve) => {
            const source = new EventSource(`${target}api/v1/watch`, { withCredentials: true });
            source.onmessage = ({ data }) => resolve(`message ${String(data)}`);
            source.onerror = () => resolve('failed');
          }),
      );
      await tried(
        'socket',
        () =>
          new Promise<string>((resolve) => {
            const socket = new WebSocket(`${target.replace('http', 'ws')}api/v1/watch`);
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('failed');
          }),
      );
      await tried('window', async () => {
        const opened = window.open(`${target}api/v1/info`);
        await patience();
        return opened?.document.body.innerText ?? 'no window';
      });
      const json = { 'content-type': 'application/json' };
      for (const [method, path, body] of [
        ['PUT', 'settings', changed],
        ['POST', 'settings', changed],
        ['DELETE', 'settings', changed],
        ['POST', 'deletions', deleted],
      ] as const) {
        for (const headers of [{}, json, { ...json, 'x-longtail': '1' }]) {
          for (const mode of ['cors', 'no-cors'] as const) {
            await tried(`${mode} ${method} ${path}`, () =>
              text(`api/v1/${path}`, { method, mode, headers, body, credentials: 'include' }),
            );
          }
        }
      }
      for (const [path, body] of [
        ['settings', changed],
        ['deletions', deleted],
      ] as const) {
        navigator.sendBeacon(`${target}api/v1/${path}`, new Blob([body], { type: 'text/plain' }));
        const form = Object.assign(document.createElement('form'), {
          action: `${target}api/v1/${path}`,
          method: 'post',
          enctype: 'text/plain',
          target: path,
        });
        form.append(Object.assign(document.createElement('input'), { name: body, value: '' }));
        document.body.append(Object.assign(document.createElement('iframe'), { name: path }), form);
        form.submit();
      }
      await patience();
      return results;
    },
    { target, reads: READS, changed: CHANGED, deleted: DELETED },
  );
  for (const other of context.pages()) if (other !== page) seen.push(`page: ${other.url()}`);
  await page.close();
  return seen;
}

/** What of it gives something away. */
function told(seen: readonly string[]): readonly string[] {
  return seen.filter((each) => /canary|"revision"|: (loaded|message|open)|basic 200|cors 200/i.test(each));
}

async function settings(): Promise<unknown> {
  return (await readAsPage(`${product.url}api/v1/settings`)).json();
}

describe('a page of another origin', () => {
  it('is told nothing and changes nothing, beside a page of the collector that reads as before', async () => {
    const own = await openTab(context, product.url);
    const row = own.page.locator('tr[data-row]').getByRole('link', { name: CANARY }).first();
    await row.waitFor({ timeout: 20_000 });
    const cookies = await context.cookies(product.url);
    expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([[true, 'Strict']]);
    const before = await settings();

    const port = await serve((_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Other</title><body>'),
    );
    // Another port of the same name is the same site, and gets the cookie sent along; another name is not.
    for (const origin of [`http://localhost:${port}/`, `http://${STRANGER}:${port}/`]) {
      const seen = await attack(origin, product.url);
      expect(seen.length).toBeGreaterThan(50);
      expect(told(seen)).toEqual([]);
    }
    expect(await settings()).toEqual(before);
    await own.page.reload();
    await row.waitFor({ timeout: 20_000 });
    expect(own.offences).toEqual([]);
    await own.page.close();
  }, 180_000);

  it('would be told a lot by a server that does not look', async () => {
    const open = await serve((_request, response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
        .end(JSON.stringify({ name: CANARY })),
    );
    const port = await serve((_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Other</title><body>'),
    );
    const seen = await attack(`http://localhost:${port}/`, `http://localhost:${open}/`);
    expect(told(seen).length).toBeGreaterThan(3);
  }, 60_000);

  it('that points its own name at the collector is told nothing either', async () => {
    const page = await context.newPage();
    const rebound = `http://${STRANGER}:${new URL(product.url).port}`;
    const answer = await page.goto(`${rebound}/`);
    expect(answer?.status()).toBe(421);
    const seen = await page.evaluate(
      async ({ reads, changed, deleted }) => {
        const own = { 'x-longtail': '1', 'content-type': 'application/json' };
        const all = [
          ...reads.map((read) => fetch(`/api/v1/${read}`, { headers: own })),
          fetch('/api/v1/watch'),
          fetch('/metrics'),
          fetch('/openapi.json'),
          fetch('/?token=x'),
          fetch('/api/v1/settings', { method: 'PUT', headers: own, body: changed }),
          fetch('/api/v1/deletions', { method: 'POST', headers: own, body: deleted }),
        ];
        const texts = all.map(async (sent) => {
          const response = await sent;
          return { status: response.status, text: await response.text() };
        });
        return Promise.all(texts);
      },
      { reads: [...READS, 'former', 'errors', 'alerts'], changed: CHANGED, deleted: DELETED },
    );
    expect(new Set(seen.map(({ status }) => status))).toEqual(new Set([421]));
    expect(JSON.stringify(seen)).not.toContain(CANARY);
    expect(await context.cookies(rebound)).toEqual([]);
    await page.close();
  });
});
