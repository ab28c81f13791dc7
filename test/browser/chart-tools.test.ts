// Legends, lists and looks in a real browser: keys with Ctrl, fingers that rest, rows that are drawn anew below the focus.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser, openPage, startProduct } from './product.ts';
import type { Product } from './product.ts';
import { rowsOf } from './read-page.ts';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

const demo = (page: string): string => `${product.url}${page}?v=2&source=demo&demo=20000`;
const saysOf = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const legendOf = (page: Page): Locator => page.getByRole('group', { name: 'Lines of Latency' });
const nameIn = (page: Page, name: string): Locator =>
  legendOf(page).getByRole('button', { name, exact: true });

/** How much of each line of the plot is to be seen, by its colour. */
async function opacities(page: Page): Promise<number[]> {
  return page
    .getByRole('slider', { name: /^Latency/ })
    .locator('svg g[style]')
    .evaluateAll((lines) => lines.map((line) => Number(getComputedStyle(line).opacity)));
}

describe('the names at the ends of lines', () => {
  it('stand where the lines end, also where they lead somewhere', async () => {
    const address = `${demo('transaction')}&transaction=/api/documents&transaction.project=api&chart=time`;
    const { page, context, offences } = await openPage(browser, address);
    const link = page.getByRole('link', { name: 'p95', exact: true });
    await link.waitFor();
    const chart = page.getByRole('slider', { name: /^Percentiles of the duration/ });
    const [at, around] = await Promise.all([link.boundingBox(), chart.boundingBox()]);
    if (at === null || around === null) throw new Error('It is not drawn.');
    expect(at.y).toBeGreaterThanOrEqual(around.y);
    expect(at.y + at.height).toBeLessThanOrEqual(around.y + around.height);
    expect(at.x).toBeGreaterThan(around.x + around.width * 0.9);
    expect(offences).toEqual([]);
    await context.close();
  });
});

describe('a legend', () => {
  it('shows lines alone and beside each other by keys; an emphasised line sets the others back', async () => {
    const { page, context, offences } = await openPage(browser, demo('performance'));
    await nameIn(page, 'p95').waitFor();
    await expect.poll(() => opacities(page)).not.toEqual([]);
    await nameIn(page, 'p95').hover();
    await expect.poll(async () => new Set(await opacities(page)).size).toBe(2);
    await page.mouse.move(720, 2);
    await expect.poll(async () => [...new Set(await opacities(page))]).toEqual([1]);

    await nameIn(page, 'p95').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.getAll('without').join() === 'p50,p99');
    await nameIn(page, 'p50').focus();
    await page.keyboard.press('Control+Enter');
    await page.waitForURL((url) => url.searchParams.getAll('without').join() === 'p99');
    await page.keyboard.press('Control+Space');
    await page.waitForURL((url) => url.searchParams.getAll('without').join() === 'p50,p99');
    expect(await nameIn(page, 'p99').getAttribute('aria-pressed')).toBe('false');
    // The way back takes one step back.
    await page.goBack();
    expect(saysOf(page).getAll('without')).toEqual(['p99']);
    expect(offences).toEqual([]);
    await context.close();
  });

  it('a finger that rests leaves a line away beside the others', async () => {
    const { page, context } = await openPage(browser, demo('performance'), { width: 390, height: 844 });
    await nameIn(page, 'p50').waitFor();
    const box = await nameIn(page, 'p50').boundingBox();
    if (box === null) throw new Error('It is not drawn.');
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const touch = await context.newCDPSession(page);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await page.waitForTimeout(900);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page.waitForURL((url) => url.searchParams.getAll('without').join() === 'p50');
    await nameIn(page, 'p99').tap();
    await expect.poll(() => saysOf(page).getAll('without')).toEqual(['p50', 'p95']);
    await context.close();
  });
});

describe('a list', () => {
  it('keeps the row that has the focus when its long rest comes', async () => {
    const { page, context } = await openPage(browser, demo('events'));
    await rowsOf(page).first().waitFor();
    // As fast as somebody can: what draws the rows in sight may not be there yet.
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect
      .poll(() => page.getByRole('group', { name: 'Selected rows' }).textContent())
      .toMatch(/^1 of/);
    await page.waitForTimeout(1_000);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect
      .poll(() => page.getByRole('group', { name: 'Selected rows' }).textContent())
      .toMatch(/^2 of/);
    expect(await page.evaluate(() => document.activeElement?.closest('tr')?.dataset['row'])).toBe('2');
    await context.close();
  });

  it('stands at the margin of the page, with its boxes in the margin', async () => {
    const { page, context } = await openPage(browser, demo('events'));
    await rowsOf(page).nth(3).waitFor();
    const margin = await page
      .getByRole('group', { name: 'Order of the events' })
      .evaluate((element) => element.getBoundingClientRect().left);
    const text = await rowsOf(page)
      .first()
      .locator('a[data-row-link]')
      .evaluate((element) => element.getBoundingClientRect().left);
    expect(text).toBeCloseTo(margin, 0);
    await context.close();
  });

  it('of transactions looks at one without leaving, by key and by the menu of its row', async () => {
    const { page, context, offences } = await openPage(browser, demo('performance'));
    const link = rowsOf(page).first().locator('a[data-row-link]');
    await link.focus();
    const name = await link.textContent();
    await page.keyboard.press('Space');
    const glance = page.getByRole('complementary', { name: `Preview of ${name ?? ''}` });
    await glance
      .getByRole('link', { name: /^Trace of/ })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => saysOf(page).get('glance')).toBeNull();
    await page.keyboard.press('f');
    await page.getByRole('menuitem', { name: 'Look at it here' }).click();
    await glance.waitFor();
    expect(offences).toEqual([]);
    await context.close();
  });
});

describe('a chart of a transaction', () => {
  it('is copied as a picture with its drawing', async () => {
    const { page, context } = await openPage(browser, demo('performance'));
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await rowsOf(page).first().locator('a[data-row-link]').click();
    const copy = page.getByRole('button', { name: 'Distribution of durations: copy' });
    await page.getByRole('slider', { name: /^Distribution of durations/ }).waitFor();
    await copy.click();
    await page.getByRole('menuitem', { name: 'Copy as SVG' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<svg/);
    const svg = await page.evaluate(() => navigator.clipboard.readText());
    expect(svg.match(/<path/g)?.length ?? 0).toBeGreaterThan(20);
    expect(svg).toContain('p95');
    await copy.click();
    await page.getByRole('menuitem', { name: 'Copy as PNG' }).click();
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const [item] = await navigator.clipboard.read();
          return (await item?.getType('image/png'))?.size ?? 0;
        }),
      )
      .toBeGreaterThan(5_000);
    await context.close();
  });
});
