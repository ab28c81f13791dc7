// What pages say when there is nothing, not everything, not any more, or something strange to show.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { toVisibleLine } from '../../src/ui/visible-text.ts';
import { transactionEnvelope } from '../collector/traffic.ts';
import type { SmallTransaction } from '../collector/traffic.ts';
import { serveGated } from './gated-host.ts';
import { HOSTILE_NAMES } from './hostile-names.ts';
import { launchBrowser, openPage, openTab, startProduct } from './product.ts';
import type { Product } from './product.ts';
import { exactOf, pointNowhere, rowNamed, rowsOf } from './read-page.ts';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  for (let value = 0; value < 6; value += 1) await send(product, value);
  for (const [at, name] of HOSTILE_NAMES.entries()) await send(product, 100 + at, hostile(name, 100 + at));
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** Sends a transaction that ended a minute ago, or as it is `given`. */
async function send(to: Product, value: number, given: SmallTransaction = {}): Promise<void> {
  const url = new URL(to.dsn);
  const response = await fetch(`${url.origin}/api${url.pathname}/envelope/?sentry_key=${url.username}`, {
    method: 'POST',
    body: transactionEnvelope(value, { endMs: Date.now() - 60_000, ...given }),
  });
  if (response.status !== 200) throw new Error(`The collector answered ${response.status}.`);
}

/** A transaction that has the name everywhere a name can be. */
function hostile(name: string, value: number): SmallTransaction {
  const trace = {
    trace_id: value.toString(16).padStart(32, 'a'),
    span_id: value.toString(16).padStart(16, 'b'),
  };
  const now = Date.now() / 1000 - 60;
  return {
    name,
    extra: {
      environment: name.slice(0, 60),
      release: name,
      user: { id: name, username: name },
      tags: { [name.slice(0, 30)]: name },
      contexts: { trace: { ...trace, op: name, status: 'ok', data: { [name]: name } } },
      spans: [
        {
          trace_id: trace.trace_id,
          span_id: value.toString(16).padStart(16, 'c'),
          parent_span_id: trace.span_id,
          op: name,
          description: name,
          start_timestamp: now - 0.08,
          timestamp: now - 0.02,
          data: { [name]: name },
        },
      ],
    },
  };
}

/** Whether a page is wider than its window. */
async function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}

describe('nothing to show', () => {
  it('is said with the filter that leaves nothing, and the way out of it', async () => {
    const { page, context, offences } = await openPage(
      browser,
      `${product.url}performance?environment=production&environment=nowhere&project=none%2Fsuch`,
    );
    await page
      .getByText('in this range are of the environments “production”, “nowhere” and the project “none/such”')
      .waitFor();
    await page.getByRole('button', { name: 'Show all environments and projects' }).click();
    await rowNamed(page, 'GET /items').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.goBack();
    await page.getByText('“nowhere”').waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });

  it('is said with the search that leaves nothing', async () => {
    const { page, context, offences } = await openPage(browser, `${product.url}performance`);
    await page.getByLabel('Search', { exact: true }).fill('transaction:/nothing/*');
    await page.getByText('No transactions match the search').waitFor();
    expect(await page.locator('main').innerText()).toContain('transaction:/nothing/*');
    await page.getByRole('button', { name: 'Clear the search', exact: true }).last().click();
    await rowNamed(page, 'GET /items').waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });
});

describe('an address that cannot be read', () => {
  it('falls back where it has to, and says so', async () => {
    const { page, context, offences } = await openPage(
      browser,
      `${product.url}performance?range=banana&sort=sideways&environment=production&search=transaction.duration%3Abanana`,
    );
    await page.getByText('“range=banana” is not a length of time such as 4h or 7d').waitFor();
    await page.getByText('The table cannot be sorted by “sideways”').waitFor();
    await page.getByText('The search in the address cannot be read and is not applied').waitFor();
    // What can be read is applied: the other transactions are of other environments.
    await rowNamed(page, 'GET /items').waitFor();
    expect(await rowsOf(page).count()).toBe(1);
    await page.getByRole('button', { name: 'Close this message' }).first().click();
    await page.getByText('“range=banana”').waitFor({ state: 'detached' });
    expect(offences).toEqual([]);
    await context.close();
  });

  it('of no page leads back', async () => {
    const { page, context, offences } = await openPage(browser, `${product.url}nowhere`);
    await page.getByText('There is no such page').waitFor();
    await page.getByRole('button', { name: 'Open Performance' }).click();
    await rowNamed(page, 'GET /items').waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });
});

describe('a source that goes away', () => {
  it('leaves its figures on the screen, and goes on when it is back', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'longtail-states-'));
    let fleeting = await startProduct(['--data', directory]);
    try {
      for (let value = 0; value < 3; value += 1) await send(fleeting, value);
      const { page, context, offences } = await openPage(browser, `${fleeting.url}performance`);
      // What draws charts had not come yet when the collector went, and is asked for in vain meanwhile.
      await page.route('**/assets/SeriesPlot-*', (route) => route.abort());
      await page.route('**/*', (route) =>
        route.request().method() === 'HEAD' ? route.abort() : route.fallback(),
      );
      await page.reload();
      const summary = page.getByRole('region', { name: 'Summary' });
      await expect.poll(() => exactOf(summary, 'count')).toBe(3);
      await pointNowhere(page);
      await fleeting.stop();
      // A part that had no answer yet says so too.
      await page.getByRole('alert').getByText('Check that the collector is running').first().waitFor();
      await page.getByText('cannot be reached', { exact: true }).waitFor();
      expect(await exactOf(summary, 'count')).toBe(3);
      await rowNamed(page, 'GET /items').waitFor();

      fleeting = await startProduct(['--data', directory, '--port', new URL(fleeting.url).port]);
      await page.getByRole('alert').first().waitFor({ state: 'detached' });
      await page.unrouteAll();
      // A browser that does not ask again for code that it once did not get is told to begin anew.
      const chart = page.locator('.recharts-surface').first();
      const reload = page.getByRole('button', { name: 'Reload', exact: true }).first();
      await chart.or(reload).first().waitFor();
      let told = 0;
      if (await reload.isVisible()) {
        await reload.click();
        // The page says of each chart what it missed.
        told = offences.length;
      }
      await chart.waitFor();
      await send(fleeting, 3);
      await expect.poll(() => exactOf(summary, 'count')).toBe(4);
      const others = offences.slice(told).filter((offence) => !offence.includes('Failed to load resource'));
      expect(others).toEqual([]);
      await context.close();
    } finally {
      await fleeting.stop();
      await rm(directory, { recursive: true, force: true });
    }
  });
});

describe('a source that takes its time', () => {
  it('shows what has come, and how much that is; it can be stopped, and goes on', async () => {
    const host = await serveGated(70_000);
    const { page, context, offences } = await openPage(browser, `${host.url}?range=14d`);
    const summary = page.getByRole('region', { name: 'Summary' });
    await summary.getByText(/^[\d,]+ of 70,\d{3} rows loaded, newest first/).waitFor();
    await page.getByRole('progressbar', { name: 'Loaded' }).waitFor();
    await rowsOf(page).nth(20).waitFor();
    const before = await exactOf(summary, 'count');
    await page.getByRole('button', { name: 'Stop loading' }).click();
    await page
      .getByText(/Loading was stopped: the newest [\d,]+ of 70,\d{3} transactions have come, those since/)
      .waitFor();
    await page.getByRole('progressbar', { name: 'Loaded' }).waitFor({ state: 'detached' });
    // What is new still comes.
    expect(await exactOf(summary, 'count')).toBeLessThan(before * 1.2);
    // It goes on by the keyboard alone.
    await page.getByRole('button', { name: 'Go on loading' }).press('Enter');
    await page.getByText(/Loading was stopped/).waitFor({ state: 'detached' });
    host.open();
    await page.getByRole('progressbar', { name: 'Loaded' }).waitFor({ state: 'detached' });
    await expect.poll(() => exactOf(summary, 'count')).toBeGreaterThan(before * 1.5);
    expect(offences).toEqual([]);
    await context.close();
    await host.close();
  });
});

describe('hostile names', () => {
  it('are text on every page, and do nothing', async () => {
    const { page, context, offences } = await openPage(browser, `${product.url}performance`);
    for (const name of HOSTILE_NAMES) {
      const shown = toVisibleLine(name);
      await rowNamed(page, shown).getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: shown, exact: true }).waitFor();
      const event = page.getByRole('link', { name: /^Trace of/ });
      await event.waitFor();
      expect(await isTooWide(page), `the page of ${shown}`).toBe(false);
      await event.click();
      const tree = page.getByRole('treegrid');
      await tree.getByRole('row').nth(2).click();
      await page.getByRole('complementary', { name: 'Details' }).waitFor();
      expect(await tree.getByRole('row').nth(1).getAttribute('aria-label')).toContain(shown.slice(0, 70));
      expect(await isTooWide(page), `the trace of ${shown}`).toBe(false);
      expect(await page.locator('img, main script').count()).toBe(0);
      // In the title of the tab too.
      expect(await page.title()).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').first().click();
    }
    await rowNamed(page, 'GET /items').waitFor();
    expect(await page.evaluate(() => 'isHacked' in globalThis)).toBe(false);
    expect(offences).toEqual([]);
    await context.close();
  });
});

describe('two tabs', () => {
  it('of one browser show what each of them asks for', async () => {
    const first = await openPage(browser, `${product.url}performance?demo=20000`);
    await rowsOf(first.page).nth(20).waitFor();
    const second = await openTab(first.context, `${product.url}performance?demo=5000`);
    await rowsOf(second.page).nth(10).waitFor();
    const third = await openTab(first.context, `${product.url}performance`);
    await rowNamed(third.page, 'GET /items').waitFor();
    const held = (page: Page, rows: RegExp) => page.getByText(rows).waitFor();
    await held(second.page, /^5,\d{3} transactions$/);
    await first.page.bringToFront();
    await held(first.page, /^20,\d{3} transactions$/);
    // The one that answered first leaves; the other goes on by itself, also after a reload.
    await first.page.close();
    await second.page.bringToFront();
    await second.page.reload();
    await rowsOf(second.page).nth(10).waitFor();
    await held(second.page, /^5,\d{3} transactions$/);
    expect([...first.offences, ...second.offences, ...third.offences]).toEqual([]);
    await first.context.close();
  });
});
