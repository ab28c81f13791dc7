// The demo as a person meets it: one click from the first run, and the article's story read off the screen.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { DEMO_ROWS } from '../../src/view/view.ts';
import { readBrief } from '../mocks/read-world.ts';
import { launchBrowser, openPage, startProduct } from './product.ts';
import type { Product, WatchedPage } from './product.ts';
import {
  allExactOf,
  chooseEnvironment,
  chooseRange,
  exactOf,
  pointNowhere,
  rowNamed,
  rowsOf,
} from './read-page.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NAME = '/api/documents';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** Opens a demo that is a tenth as large, and made in a tenth of the time, at what is in production. */
async function enterSmallDemo(): Promise<WatchedPage> {
  const watched = await openPage(browser, `${product.url}?demo=20000&environment=production`);
  await rowsOf(watched.page).nth(20).waitFor();
  return watched;
}

/** Waits until more transactions are counted than at first, in the same page. */
async function goesOn(page: Page): Promise<void> {
  await pointNowhere(page);
  const summary = page.getByRole('region', { name: 'Summary' });
  await expect.poll(() => page.getByRole('progressbar', { name: 'Loaded' }).count()).toBe(0);
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  const before = await exactOf(summary, 'count');
  expect(before).toBeGreaterThan(1_000);
  await expect.poll(() => exactOf(summary, 'count'), { timeout: 20_000 }).toBeGreaterThan(before);
  expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
}

/** The demo's end of history, as the address says it. */
function anchorOf(page: Page): number {
  return Date.parse(new URL(page.url()).searchParams.get('anchor') ?? '');
}

describe('the demo', () => {
  it('is one click away, goes on by itself, and tells the story of the slow list of documents', async () => {
    const { page, context, offences } = await openPage(browser, product.url);
    await page.getByRole('link', { name: /Open the demo/ }).click();
    await rowsOf(page).nth(20).waitFor();
    await goesOn(page);
    await chooseEnvironment(page, 'production');
    await rowNamed(page, NAME).getByRole('link').click();
    await page.getByRole('heading', { name: NAME }).waitFor();

    const events = page.getByRole('region', { name: 'Events' });
    await expect
      .poll(() => events.getByRole('button', { name: 'Slow (p95)' }).getAttribute('aria-pressed'))
      .toBe('true');
    await rowsOf(events).nth(4).waitFor();
    await expect.poll(() => page.getByRole('progressbar', { name: 'Loaded' }).count()).toBe(0);
    await expect
      .poll(async () => {
        const slow = await allExactOf(rowsOf(events), 'duration');
        return slow.length === 5 && Math.min(...slow) >= 2_680 && Math.max(...slow) <= 3_500;
      })
      .toBe(true);

    await events.getByRole('button', { name: 'Recent' }).click();
    await expect.poll(() => exactOf(rowsOf(events).first(), 'duration')).toBe(2_170);
    await rowsOf(events).first().locator('[data-row-link]').click();

    const tree = page.getByRole('treegrid');
    const queryset = tree.getByRole('row', { name: /Build documents queryset/ });
    await queryset.waitFor();
    expect(await queryset.getAttribute('aria-label')).toMatch(/, 524\sms, starts/);
    const group = tree.locator('[role=row][data-kind=siblings]', { hasText: '×113' });
    expect(await group.count()).toBe(1);
    expect(await group.innerText()).toMatch(/×113 · 774\sms/);
    // From the first of them to the end of the last: some 200 ms more than all of them took.
    expect(await group.getAttribute('aria-label')).toMatch(
      /, 113 spans, 774\sms in sum, 9[5-9]\d\sms, starts/,
    );
    const gap = tree.locator('[role=row][data-kind=gap]').first();
    expect(await gap.getAttribute('aria-label')).toMatch(/^no instrumentation, [12]\d\d\sms/);
    expect(offences).toEqual([]);
    await context.close();
  });

  it('has a bad deploy, seven days back', async () => {
    const { page, context, offences } = await openPage(
      browser,
      `${product.url}performance?source=demo&environment=production&search=transaction:${NAME}`,
    );
    await rowNamed(page, NAME).waitFor();
    await chooseRange(page, /^14\sd$/);
    await page.waitForURL(/range=14d/);
    await page.getByRole('button', { name: /^p95.*as a table/ }).click();
    const buckets = page.getByRole('region', { name: /^p95.*as a table/ }).locator('tbody tr');
    /** The p95 of the buckets, oldest first, and where among them each lies. */
    const curve = () =>
      buckets
        .locator('td:nth-child(2)')
        .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-exact'))));
    await expect.poll(async () => Math.max(...(await curve()))).toBeGreaterThan(5_000);
    await expect.poll(async () => (await curve()).length).toBeGreaterThan(80);
    const values = await curve();
    const bad = values.flatMap((value, index) => (value > 3_500 ? [index / values.length] : []));
    // Half way back, and nowhere else.
    expect(bad.length).toBeLessThanOrEqual(3);
    for (const place of bad) expect(place).toBeCloseTo(0.5, 1);
    expect(offences).toEqual([]);
    await context.close();
  });

  it('is the same for whoever gets a copied link', async () => {
    const { page, context, offences } = await enterSmallDemo();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await expect.poll(() => page.getByRole('progressbar', { name: 'Loaded' }).count()).toBe(0);
    const row = rowNamed(page, NAME);
    let link = '';
    let shown = Number.NaN;
    // The range moves on meanwhile, so a link belongs to the numbers only if they were the same after it as before.
    await expect
      .poll(async () => {
        shown = await exactOf(row, 'p95');
        await page.getByRole('button', { name: /Copy link|Copied/ }).click();
        link = await page.evaluate(() => navigator.clipboard.readText());
        return (await exactOf(row, 'p95')) === shown;
      })
      .toBe(true);
    const { searchParams } = new URL(link);
    expect(Date.parse(searchParams.get('anchor') ?? '')).toBe(anchorOf(page));
    const [start = '', end = ''] = searchParams.get('range')?.split('..') ?? [];
    expect(Date.parse(start)).toBeGreaterThan(Date.now() - DAY - HOUR);
    expect(Date.parse(end)).toBeLessThanOrEqual(Date.now());

    const other = await openPage(browser, link);
    await rowNamed(other.page, NAME).waitFor();
    await expect.poll(() => exactOf(rowNamed(other.page, NAME), 'p95')).toBe(shown);
    expect(offences).toEqual([]);
    expect(other.offences).toEqual([]);
    await context.close();
    await other.context.close();
  });

  it('is the same days later', async () => {
    const anchor = Date.now() - 3 * DAY;
    const range = { start: anchor - DAY, end: anchor };
    const world = createWorld({ seed: 1, rows: DEMO_ROWS, anchor }, Date.now);
    const brief = await readBrief(world.transactions({ ...range, after: null }));
    const expected = brief
      .filter(({ end, environment }) => end < range.end && environment === 'production')
      .reduce((sum, { weight }) => sum + weight, 0);

    const iso = (at: number): string => new Date(at).toISOString();
    const address = new URLSearchParams({
      source: 'demo',
      anchor: iso(anchor),
      start: iso(range.start),
      end: iso(range.end),
      environment: 'production',
    });
    const { page, context, offences } = await openPage(
      browser,
      `${product.url}performance?${address.toString()}`,
    );
    const summary = page.getByRole('region', { name: 'Summary' });
    await expect.poll(() => exactOf(summary, 'count'), { timeout: 30_000 }).toBeCloseTo(expected, 3);
    expect(anchorOf(page)).toBe(anchor);
    await rowNamed(page, NAME).getByRole('link').click();
    const events = page.getByRole('region', { name: 'Events' });
    await events.getByRole('button', { name: 'Recent' }).click();
    await expect.poll(() => exactOf(rowsOf(events).first(), 'duration')).toBe(2_170);
    expect(offences).toEqual([]);
    await context.close();
  });
});
