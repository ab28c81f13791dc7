// Rows that arrive while tabs are open: eight tabs of one browser, which together read one stream of revisions.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, BrowserContext } from 'playwright-core';
import { transactionEnvelope } from '../collector/traffic.ts';
import { startCountingProxy } from './counting-proxy.ts';
import type { CountingProxy } from './counting-proxy.ts';
import { launchBrowser, openTab, startProduct } from './product.ts';
import type { Product, WatchedPage } from './product.ts';

const TABS = 8;
/** A machine with other things to do may take longer than the two seconds that are meant. */
const PATIENT = { timeout: 20_000 };

let product: Product;
let proxy: CountingProxy;
let browser: Browser;
let context: BrowserContext;
let tabs: WatchedPage[];

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  proxy = await startCountingProxy(product.url);
  await send(1, 'GET /first');
  context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB', reducedMotion: 'reduce' });
  tabs = await Promise.all(Array.from({ length: TABS }, () => openTab(context, proxy.url)));
}, 120_000);

afterAll(async () => {
  await browser.close();
  await proxy.close();
  await product.stop();
});

async function send(value: number, name: string): Promise<void> {
  const { username } = new URL(product.dsn);
  const response = await fetch(`${product.url}api/1/envelope/?sentry_key=${username}`, {
    method: 'POST',
    body: transactionEnvelope(value, { name, endMs: Date.now() }),
  });
  expect(response.status).toBe(200);
}

/** Waits until all of the tabs show a transaction of that name in their tables. */
async function shown(pages: readonly WatchedPage[], name: string): Promise<void> {
  await Promise.all(
    pages.map(({ page }) =>
      page.locator('tr[data-row]').getByRole('link', { name }).first().waitFor(PATIENT),
    ),
  );
}

const loads = () => proxy.requests.filter((path) => /transactions\?(start|end)/.test(path)).length;
const changes = () => proxy.requests.filter((path) => path.includes('transactions?after=')).length;

describe('eight tabs', () => {
  it('show what arrives, each by asking for what changed, over one stream', async () => {
    await shown(tabs, 'GET /first');
    await expect.poll(() => proxy.watching(), PATIENT).toBe(1);
    // What a start loads comes to its end before it is counted.
    await send(2, 'GET /second');
    await shown(tabs, 'GET /second');
    const [loaded, changed] = [loads(), changes()];
    await send(3, 'GET /third');
    await shown(tabs, 'GET /third');
    expect(loads()).toBe(loaded);
    expect(changes() - changed).toBeGreaterThanOrEqual(TABS);
    expect(proxy.requests.filter((path) => path.endsWith('/watch'))).toHaveLength(1);
  }, 60_000);

  it('go on when the one that reads is closed', async () => {
    const watched = () => proxy.requests.filter((path) => path.endsWith('/watch')).length;
    let value = 3;
    // Which one reads cannot be seen from outside: closed one after the other, one of them was it.
    while (watched() === 1) {
      if (tabs.length === 1) tabs.push(await openTab(context, proxy.url));
      await tabs.shift()?.page.close();
      value += 1;
      const name = `GET /after-${value}`;
      await send(value, name);
      await shown(tabs, name);
      expect(proxy.watching()).toBe(1);
    }
    expect(watched()).toBe(2);
    expect(value).toBeGreaterThan(3);
    expect(tabs.flatMap(({ offences }) => offences)).toEqual([]);
  }, 120_000);
});
