// Pictures for the eye, of every screen in every state, in light and dark, wide and narrow, and of what opens on them:
// test/output/screenshots/<screen>-<state>-<theme>-<width>.png. A part of them: npx vitest run --project screenshots -t 'data, dark, 390'
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { ALL_LOOKS } from './find-faults.ts';
import { launchBrowser, openPage, startProduct } from './product.ts';
import type { Looks, Product } from './product.ts';
import { openedThings } from './opened.ts';
import { pointNowhere } from './read-page.ts';
import { STATES, find, isStrange, screens, shows, stage } from './screens.ts';
import type { Found, Staged } from './screens.ts';

const FOLDER = join(import.meta.dirname, '../output/screenshots');

let product: Product;
let browser: Browser;
let staged: Staged;
let found: Found;

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  [product, browser, staged] = await Promise.all([startProduct(), launchBrowser(), stage(20_000)]);
  const { page, context } = await openPage(browser, 'about:blank');
  found = await find(page, staged);
  await context.close();
});

afterAll(async () => {
  await browser.close();
  await Promise.all([product.stop(), staged.close()]);
});

/** Waits until everything that was asked for is drawn. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await expect.poll(() => page.locator('[aria-busy=true], progress').count()).toBe(0);
  await expect.poll(() => page.getByTitle('What it is compared with is being loaded.').count()).toBe(0);
  await expect.poll(() => page.evaluate(chartsToBeDrawn)).toBe(0);
}

/** How many charts are in sight and wait for their turn, or for the code that draws them. */
function chartsToBeDrawn(): number {
  return [...document.querySelectorAll('[role=slider] [class*=skeleton]')].filter((place) => {
    const { top, bottom } = place.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }).length;
}

/** Takes a picture of a page as it is; with `isWhole` of all of it, down to its end. */
async function take(page: Page, looks: Required<Looks>, name: string, isWhole = false): Promise<void> {
  if (isWhole) await page.evaluate(() => scrollTo(0, 0));
  // As tall a window as the page is: what sticks to its edges then lies at the edges of the picture.
  const height = isWhole ? await page.evaluate(() => document.documentElement.scrollHeight) : 0;
  if (isWhole) await page.setViewportSize({ width: looks.width, height: Math.max(height, looks.height) });
  await page.screenshot({ path: join(FOLDER, `${name}-${looks.theme}-${looks.width}.png`) });
  if (isWhole) await page.setViewportSize(looks);
  // What is wider than the window cannot be read on a phone.
  expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(looks.width);
}

describe('every screen', () => {
  const all = STATES.flatMap((state) =>
    ALL_LOOKS.map((looks) => [state, looks.theme, looks.width, looks] as const),
  );
  it.each(all)('%s, %s, %d', async (state, _theme, _width, looks) => {
    const { page, context, offences } = await openPage(browser, 'about:blank', looks);
    for (const screen of screens(found).filter(({ states }) => states.includes(state))) {
      await page.goto(staged.urlOf(screen, state));
      await shows(page, screen, state);
      await pointNowhere(page);
      if (state === 'data') await settled(page);
      // One part tells of its state before another.
      else await page.waitForTimeout(700);
      await take(page, looks, `${screen.name}-${state}`, screen.page === 'transaction' && state === 'data');
    }
    expect(offences.filter(isStrange)).toEqual([]);
    await context.close();
  });
});

describe('what opens on screens', () => {
  const all = ALL_LOOKS.map((looks) => [looks.theme, looks.width, looks] as const);
  it.each(all)('%s, %d', async (_theme, _width, looks) => {
    const first = await openPage(browser, product.url, looks);
    await first.page.getByRole('heading', { name: 'No transactions yet' }).waitFor();
    await settled(first.page);
    await take(first.page, looks, 'first-run', true);
    await first.context.close();

    const { page, context, offences } = await openPage(browser, 'about:blank', looks);
    page.setDefaultTimeout(10_000);
    const missed: string[] = [];
    const here = looks.width < 700 ? 'narrow' : 'wide';
    for (const thing of openedThings(found).filter(({ only = here }) => only === here)) {
      await page.goto(staged.urlOf(thing, 'data'));
      try {
        await thing.whole(page).waitFor();
        await pointNowhere(page);
        await settled(page);
        await thing.open(page);
        await settled(page);
        await take(page, looks, thing.name, thing.isWhole);
      } catch (error) {
        // The others are looked at all the same.
        missed.push(`${thing.name}: ${String(error)}`);
      }
    }
    expect(missed).toEqual([]);
    expect([...first.offences, ...offences].filter(isStrange)).toEqual([]);
    await context.close();
  });
});

describe('every screen at its narrowest and on paper', () => {
  const forms = [
    ['narrowest', { theme: 'dark', width: 320, height: 640 }, 'screen'],
    ['paper', { theme: 'dark', width: 718, height: 1_040 }, 'print'],
  ] as const;
  it.each(forms)('%s', async (form, looks, media) => {
    const { page, context, offences } = await openPage(browser, 'about:blank', looks);
    await page.emulateMedia({ media });
    for (const screen of screens(found).filter(({ states }) => states.includes('data'))) {
      await page.goto(staged.urlOf(screen, 'data'));
      await shows(page, screen, 'data');
      await settled(page);
      // As the browser does before it prints: paper is light.
      if (media === 'print') await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await take(page, looks, `${screen.name}-${form}`, true);
    }
    expect(offences.filter(isStrange)).toEqual([]);
    await context.close();
  });
});
