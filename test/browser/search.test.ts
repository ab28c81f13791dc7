// The search box as a person uses it: typed, completed, counted, wrong, narrowed from a table, kept for others.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { transactionEnvelope } from '../collector/traffic.ts';
import { faultsOn } from './find-faults.ts';
import { launchBrowser, openPage, startProduct } from './product.ts';
import type { Product } from './product.ts';
import { exactOf, rowsOf } from './read-page.ts';

const ROOM = 60_000;

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

function boxOf(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search' });
}

function searchIn(page: Page): string {
  return new URL(page.url()).searchParams.get('search') ?? '';
}

async function countOf(page: Page): Promise<number> {
  return exactOf(page.getByRole('region', { name: 'Summary' }), 'count');
}

describe('the search box', () => {
  it(
    'is completed by keyboard, with values and their counts, and says how much it finds',
    async () => {
      const { page, context, offences } = await openPage(browser, `${product.url}?demo=5000`);
      await rowsOf(page).nth(10).waitFor();
      await expect.poll(() => page.getByRole('progressbar', { name: 'Loaded' }).count()).toBe(0);
      const all = await countOf(page);
      const { keyboard } = page;

      await keyboard.press('/');
      await page.getByRole('group', { name: 'Keys' }).waitFor();
      expect(await faultsOn(page)).toEqual([]);
      await keyboard.type('stat');
      await page.getByRole('option', { name: /^status/ }).waitFor();
      await keyboard.press('Tab');
      await expect.poll(() => boxOf(page).inputValue()).toBe('status:');
      const values = page.getByRole('group', { name: 'Values' }).getByRole('option');
      await values.nth(2).waitFor();
      const second = values.nth(1);
      const words = await second.innerText();
      const [value = ''] = words.split(/[,\s]/);
      const rows = Number(words.replaceAll(',', '').match(/\d+$/)?.[0]);
      // The operators of the list are for numbers: what comes first are the values.
      await keyboard.press('ArrowDown');
      await keyboard.press('ArrowDown');
      await expect.poll(() => second.getAttribute('aria-selected')).toBe('true');
      await keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('search') === `status:${value}`);
      await expect.poll(() => boxOf(page).inputValue()).toBe(`status:${value} `);
      await page.getByText(/^\d+ of \d+ transactions$/).waitFor();
      await expect.poll(() => countOf(page)).toBeLessThan(all);
      expect(await countOf(page)).toBeGreaterThanOrEqual(rows);
      expect(offences).toEqual([]);
      await context.close();
    },
    ROOM,
  );

  it(
    'marks what is wrong, says how to write it, and keeps what was found',
    async () => {
      const { page, context, offences } = await openPage(
        browser,
        `${product.url}?demo=5000&search=op:pageload`,
      );
      await rowsOf(page).first().waitFor();
      const names = (): Promise<string[]> => rowsOf(page).getByRole('link').allInnerTexts();
      const before = (await names()).toSorted();
      await page.keyboard.press('/');
      await page.keyboard.type('duration:>soon');
      const alert = page.getByRole('alert');
      await alert.waitFor();
      expect(await alert.locator('mark').innerText()).toContain('soon');
      expect(await alert.innerText()).toContain('duration');
      expect(await boxOf(page).getAttribute('aria-invalid')).toBe('true');
      expect(await faultsOn(page)).toEqual([]);
      // Of a live demo rows may be added, but none go, and the search is the one before.
      expect(searchIn(page)).toBe('op:pageload');
      expect(await names()).toEqual(expect.arrayContaining(before));
      await page.keyboard.press('Control+z');
      await alert.waitFor({ state: 'detached' });
      expect(offences).toEqual([]);
      await context.close();
    },
    ROOM,
  );

  it(
    'is narrowed by the cells of a table, with a pointer and without',
    async () => {
      const { page, context, offences } = await openPage(browser, `${product.url}?demo=5000`);
      await rowsOf(page).nth(10).waitFor();
      await expect.poll(() => page.getByRole('progressbar', { name: 'Loaded' }).count()).toBe(0);
      const cells = rowsOf(page).nth(3).locator('td[data-column="p95"]');
      await cells.hover();
      const button = page.getByRole('button', { name: 'Filter by this value' });
      await button.click();
      await page.getByRole('menuitem', { name: /^At least / }).waitFor();
      expect(await faultsOn(page)).toEqual([]);
      await page.getByRole('menuitem', { name: /^At least / }).click();
      await page.waitForURL((url) => /^p95\(\):>=[\d.]+m?s$/.test(url.searchParams.get('search') ?? ''));
      await rowsOf(page).first().waitFor();
      await page.goBack();
      await expect.poll(() => searchIn(page)).toBe('');

      // By keys alone: the row's own button, then the menu.
      await page.mouse.move(720, 2);
      await page.keyboard.press('j');
      const link = rowsOf(page).first().getByRole('link');
      await expect.poll(() => link.evaluate((element) => element === document.activeElement)).toBe(true);
      const [name = ''] = (await link.innerText()).split('\n');
      await page.keyboard.press('f');
      const exclude = page.getByRole('menuitem', { name: 'All but this' }).first();
      await exclude.waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(() => searchIn(page)).toMatch(/^!transaction:/);
      await expect
        .poll(async () =>
          (await rowsOf(page).getByRole('link').allInnerTexts()).map((text) => text.split('\n')[0]),
        )
        .not.toContain(name);
      expect(offences).toEqual([]);
      await context.close();
    },
    ROOM,
  );

  it(
    'turns a condition off and on again, in the address too',
    async () => {
      const { page, context, offences } = await openPage(
        browser,
        `${product.url}?demo=5000&search=${encodeURIComponent('op:pageload status:ok')}`,
      );
      await rowsOf(page).first().waitFor();
      await boxOf(page).click({ modifiers: ['Alt'], position: { x: 20, y: 12 } });
      await page.waitForURL((url) => url.searchParams.get('off') === 'op:pageload');
      expect(searchIn(page)).toBe('status:ok');
      await page.reload();
      await rowsOf(page).first().waitFor();
      await page.getByRole('button', { name: '1 off' }).click();
      await page.getByRole('option', { name: 'op:pageload', exact: true }).click();
      await expect.poll(() => searchIn(page)).toBe('status:ok op:pageload');
      expect(new URL(page.url()).searchParams.has('off')).toBe(false);
      expect(offences).toEqual([]);
      await context.close();
    },
    ROOM,
  );

  it(
    'keeps a search under a name, so that another browser has it',
    async () => {
      const now = Date.now();
      const { origin, username, pathname } = new URL(product.dsn);
      for (const [value, name] of ['GET /a', 'GET /b'].entries()) {
        const body = transactionEnvelope(value, { name, endMs: now - 60_000 - value });
        const to = `${origin}/api${pathname}/envelope/?sentry_key=${username}`;
        expect((await fetch(to, { method: 'POST', body })).status).toBe(200);
      }
      const one = await openPage(browser, `${product.url}performance?search=transaction:*a`);
      await rowsOf(one.page).first().waitFor();
      await one.page.getByRole('button', { name: 'Save this search' }).click();
      await one.page.getByRole('textbox', { name: 'Name' }).fill('Everything with an a');
      expect(await faultsOn(one.page)).toEqual([]);
      await one.page.keyboard.press('Enter');
      await one.page.getByRole('button', { name: 'Saved as Everything with an a' }).waitFor();

      const other = await openPage(browser, `${product.url}performance`);
      await rowsOf(other.page).nth(1).waitFor();
      await other.page.keyboard.press('/');
      const option = other.page.getByRole('option', { name: /^Everything with an a/ });
      await option.waitFor();
      await option.click();
      await expect.poll(() => searchIn(other.page)).toBe('transaction:*a');
      await expect.poll(() => rowsOf(other.page).count()).toBe(1);
      expect([...one.offences, ...other.offences]).toEqual([]);
      await one.context.close();
      await other.context.close();
    },
    ROOM,
  );
});
