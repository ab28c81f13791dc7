// Pictures for the eye, of every screen in every state, in light and dark, wide and narrow, and of what opens on them:
// test/output/screenshots/<screen>-<state>-<theme>-<width>.png. A part of them: npx vitest run --project screenshots -t 'data, dark, 390'
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { ALL_LOOKS } from './find-faults.ts';
import { launchBrowser, openPage, startProduct } from './product.ts';
import type { Looks, Product } from './product.ts';
import { pointNowhere, rowNamed, rowsOf } from './read-page.ts';
import { STATES, find, isStrange, screens, shows, stage } from './screens.ts';
import type { Found, Staged } from './screens.ts';

const FOLDER = join(import.meta.dirname, '../output/screenshots');

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

/** Takes a picture of a page as it is; with `isWhole` of all of it, down to its end. */
async function take(page: Page, looks: Required<Looks>, name: string, isWhole = false): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  // As tall a window as the page is: what sticks to its edges then lies at the edges of the picture.
  const height = isWhole ? await page.evaluate(() => document.documentElement.scrollHeight) : 0;
  await page.setViewportSize({ width: looks.width, height: Math.max(height, looks.height) });
  await page.screenshot({ path: join(FOLDER, `${name}-${looks.theme}-${looks.width}.png`) });
  await page.setViewportSize(looks);
  // What is wider than the window cannot be read on a phone.
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(looks.width);
}

describe('every screen', () => {
  let staged: Staged;
  let found: Found;

  beforeAll(async () => {
    staged = await stage(20_000);
    const { page, context } = await openPage(browser, 'about:blank');
    found = await find(page, staged);
    await context.close();
  });

  afterAll(async () => {
    await staged.close();
  });

  const all = STATES.flatMap((state) =>
    ALL_LOOKS.map((looks) => [state, looks.theme, looks.width, looks] as const),
  );
  it.each(all)('%s, %s, %d', async (state, _theme, _width, looks) => {
    const { page, context, offences } = await openPage(browser, 'about:blank', looks);
    for (const screen of screens(found).filter(({ states }) => states.includes(state))) {
      await page.goto(staged.urlOf(screen, state));
      await shows(page, screen, state);
      if (state === 'data') await settled(page);
      await take(page, looks, `${screen.name}-${state}`, screen.page === 'transaction' && state === 'data');
    }
    expect(offences.filter(isStrange)).toEqual([]);
    await context.close();
  });
});

describe('what opens on screens', () => {
  const all = ALL_LOOKS.map((looks) => [looks.theme, looks.width, looks] as const);
  it.each(all)('%s, %d', async (_theme, _width, looks) => {
    const { page, context, offences } = await openPage(browser, product.url, looks);
    const picture = async (name: string, isWhole = false): Promise<void> => {
      await settled(page);
      await take(page, looks, name, isWhole);
    };
    await page.getByRole('heading', { name: 'No transactions yet' }).waitFor();
    await picture('first-run', true);
    await page.getByRole('link', { name: /Open the demo/ }).click();
    await rowsOf(page).nth(20).waitFor();
    const demo = page.url();
    /** The address of a screen with the same demo. */
    const goTo = async (screen: string, more: Readonly<Record<string, string>>): Promise<void> => {
      const url = new URL(demo);
      url.pathname = `/${screen}`;
      for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value);
      await page.goto(url.href);
    };

    await page.getByRole('button', { name: /^p95.*make large/ }).click();
    await page.getByRole('button', { name: /^p95.*make small/ }).waitFor();
    await picture('widget');
    for (const plot of ['percentiles', 'work', 'table', 'hidden']) {
      await goTo('performance', { plot });
      await rowsOf(page).nth(5).waitFor();
      await picture(`plot-${plot}`);
    }
    await goTo('events', {});
    await rowsOf(page).nth(5).waitFor();
    await rowsOf(page).nth(1).getByRole('link').first().focus();
    await page.keyboard.press('Space');
    await page.getByRole('complementary', { name: 'Preview' }).getByText('Tags').waitFor();
    await picture('events-preview');
    await goTo('settings', {});
    await page.getByRole('textbox', { name: 'Default threshold in milliseconds' }).waitFor();
    await picture('settings-whole', true);
    await goTo('performance', { search: 'op:pageload duration:>soon' });
    await page.getByText('The search in the address cannot be read').waitFor();
    await picture('search-wrong');
    await goTo('performance', { environment: 'production' });
    await rowNamed(page, '/api/documents').getByRole('link').click();
    const events = rowsOf(page.getByRole('region', { name: 'Events' }));
    await events.nth(4).waitFor();
    await events.first().getByRole('link').click();
    await page.getByRole('treegrid').getByRole('row').nth(10).waitFor();
    if (looks.width < 700) {
      await page.getByRole('button', { name: 'Close details' }).click();
      await picture('trace-closed');
    }
    await goTo('trace', { trace: '0123456789abcdef0123456789abcdef' });
    await page.getByRole('alert').waitFor();
    await picture('not-found');
    expect(offences.filter((offence) => !offence.includes('status of 404'))).toEqual([]);
    await context.close();
  });
});
