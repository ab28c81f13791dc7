// Pictures of every screen in both schemes, wide and narrow, for the eye: test/output/screenshots/<screen>-<theme>-<width>.png
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, startProduct } from './product.ts';
import type { Looks, Product } from './product.ts';
import { pointNowhere, rowNamed, rowsOf } from './read-page.ts';

const FOLDER = join(import.meta.dirname, '../output/screenshots');

const ALL_LOOKS: readonly Required<Looks>[] = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1440, height: 900 },
  { theme: 'light', width: 390, height: 844 },
  { theme: 'dark', width: 390, height: 844 },
];

let product: Product;
let browser: Browser;

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** Waits until everything that was asked for is drawn. */
async function settled(page: Page): Promise<void> {
  await pointNowhere(page);
  await page.evaluate(() => document.fonts.ready);
  await expect.poll(() => page.locator('[aria-busy=true], progress').count()).toBe(0);
  await expect.poll(() => page.getByTitle('What it is compared with is being loaded.').count()).toBe(0);
}

it.each(ALL_LOOKS)('$theme, $width', async (looks) => {
  const { page, context, offences } = await openPage(browser, product.url, looks);
  const take = async (screen: string, isWhole = true): Promise<void> => {
    await settled(page);
    await page.evaluate(() => scrollTo(0, 0));
    // As tall a window as the page is: what sticks to its edges then lies at the edges of the picture.
    const height = isWhole ? await page.evaluate(() => document.documentElement.scrollHeight) : 0;
    await page.setViewportSize({ width: looks.width, height: Math.max(height, looks.height) });
    await page.screenshot({ path: join(FOLDER, `${screen}-${looks.theme}-${looks.width}.png`) });
    await page.setViewportSize(looks);
    // What is wider than the window cannot be read on a phone.
    expect(await page.evaluate(() => document.documentElement.scrollWidth), screen).toBe(looks.width);
  };
  /** The address of a screen with the same demo. */
  const goTo = async (screen: string, more: Readonly<Record<string, string>>): Promise<void> => {
    const url = new URL(page.url());
    url.pathname = `/${screen}`;
    for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value);
    await page.goto(url.href);
  };

  await page.getByRole('heading', { name: 'No transactions yet' }).waitFor();
  await take('first-run');

  await page.getByRole('link', { name: /Open the demo/ }).click();
  await rowsOf(page).nth(20).waitFor();
  await take('performance', false);
  const demo = page.url();

  await page.getByRole('button', { name: /^p95.*make large/ }).click();
  await page.getByRole('button', { name: /^p95.*make small/ }).waitFor();
  await take('widget', false);

  await page.goto(demo);
  await page.getByRole('link', { name: 'Web vitals' }).click();
  await page.getByRole('columnheader', { name: 'LCP' }).waitFor({ state: 'attached' });
  await take('vitals', false);

  await page.goto(demo);
  for (const plot of ['percentiles', 'work', 'table', 'hidden']) {
    await goTo('performance', { plot });
    await rowsOf(page).nth(5).waitFor();
    await take(`plot-${plot}`, false);
  }

  await goTo('events', { plot: 'heatmap' });
  await rowsOf(page).nth(5).waitFor();
  await take('events', false);
  await rowsOf(page).nth(1).getByRole('link').first().focus();
  await page.keyboard.press('Space');
  await page.getByRole('complementary', { name: 'Preview' }).getByText('Tags').waitFor();
  await take('events-preview', false);
  await page.goto(demo);

  await goTo('settings', {});
  await page.getByRole('textbox', { name: 'Default threshold in milliseconds' }).waitFor();
  await take('settings');

  await page.goto(demo);
  await goTo('performance', { environment: 'nowhere' });
  await page.getByText('“nowhere”').waitFor();
  await take('empty');

  await page.goto(demo);
  await goTo('performance', { environment: 'production' });
  await rowNamed(page, '/api/documents').getByRole('link').click();
  await rowsOf(page.getByRole('region', { name: 'Events' }))
    .nth(4)
    .waitFor();
  await take('transaction');
  await page.getByRole('button', { name: 'Over time' }).click();
  await page.getByRole('button', { name: 'Recent' }).click();
  await take('transaction-time');

  await rowsOf(page.getByRole('region', { name: 'Events' }))
    .first()
    .getByRole('link')
    .click();
  await page.getByRole('treegrid').getByRole('row').nth(10).waitFor();
  await take('trace', false);
  if (looks.width < 700) {
    await page.getByRole('button', { name: 'Close details' }).click();
    await take('trace-closed', false);
  }
  await goTo('trace', { trace: '0123456789abcdef0123456789abcdef' });
  await page.getByRole('alert').waitFor();
  await take('not-found');
  expect(offences.filter((offence) => !offence.includes('status of 404'))).toEqual([]);
  await context.close();
});
