// The whole way from the first run to a span and back, without a pointer.
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

/** What has the focus, and whether that can be seen: an outline or a ring on it, its box or its cell. */
async function focused(page: Page): Promise<{ readonly what: string; readonly isSeen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { what: '', isSeen: false };
    const what = `${element.tagName.toLowerCase()} ${element.ariaLabel ?? element.textContent.slice(0, 40)}`;
    const box = element.closest('search')?.firstElementChild;
    const marks = [element, element.parentElement, element.closest('td'), box].map((each) => {
      if (each == null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });
    const { top, right, bottom, left, width } = element.getBoundingClientRect();
    const isInside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    return { what, isSeen: marks.includes(true) && isInside && width > 0 };
  });
}

/** Presses Tab until `target` has the focus; wherever the focus goes on the way, it can be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    const { what, isSeen } = await focused(page);
    expect(isSeen || what === '', `focus on ${what}`).toBe(true);
  }
  throw new Error('Tab does not lead there.');
}

async function expectSeen(page: Page): Promise<void> {
  const { what, isSeen } = await focused(page);
  expect(isSeen, `focus on ${what}`).toBe(true);
}

describe('by keyboard alone', () => {
  it('from the first run to a span and back', async () => {
    const { page, context, offences } = await openPage(browser, product.url);
    const { keyboard } = page;
    await page.getByRole('heading', { name: 'No transactions yet' }).waitFor();

    // The first stop leads past the rail.
    await keyboard.press('Tab');
    expect((await focused(page)).what).toBe('a Skip to the content');
    await expectSeen(page);
    await keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: /Open the demo/ }));
    await keyboard.press('Enter');
    await rowsOf(page).nth(20).waitFor();

    // `/` goes to the search; Escape closes its list, then empties it, and then leaves it.
    const search = page.getByLabel('Search', { exact: true });
    await keyboard.press('/');
    await expect.poll(() => search.evaluate((input) => input === document.activeElement)).toBe(true);
    await expectSeen(page);
    await keyboard.type('transaction:/api/*');
    await page.waitForURL(/search=/);
    await keyboard.press('Escape');
    await expect.poll(() => search.getAttribute('aria-expanded')).toBe('false');
    expect(await search.inputValue()).toBe('transaction:/api/*');
    await keyboard.press('Escape');
    await expect.poll(() => search.inputValue()).toBe('');
    await keyboard.press('Escape');
    await expect.poll(async () => (await focused(page)).what).toBe('');
    await keyboard.press('/');
    await keyboard.type('transaction:/api/documents*');
    const rows = rowsOf(page);
    await expect
      .poll(async () => {
        const texts = await rows.allInnerTexts();
        return texts.length > 1 && texts.every((text) => text.includes('/api/documents'));
      })
      .toBe(true);
    await keyboard.press('Enter');
    await keyboard.press('Tab');

    // j and k walk along the rows, Enter opens one.
    const linkOf = (index: number): Locator => rows.nth(index).getByRole('link');
    const hasFocus = (target: Locator) => () =>
      target.evaluate((element) => element === document.activeElement);
    await keyboard.press('j');
    await expect.poll(hasFocus(linkOf(0))).toBe(true);
    await keyboard.press('j');
    await expect.poll(hasFocus(linkOf(1))).toBe(true);
    await expectSeen(page);
    await keyboard.press('k');
    await expect.poll(hasFocus(linkOf(0))).toBe(true);
    const name = (await linkOf(0).innerText()).trim();
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

    // The same keys on the events.
    const events = rowsOf(page.getByRole('region', { name: 'Events' }));
    await events.nth(4).waitFor();
    await keyboard.press('j');
    await keyboard.press('j');
    await expect.poll(hasFocus(events.nth(1).locator('[data-row-link]'))).toBe(true);
    await expectSeen(page);
    await keyboard.press('Enter');

    // The tree has the keys at once: down, fold, unfold, details.
    const tree = page.getByRole('treegrid');
    const cursor = tree.locator('[role=row][data-cursor]');
    await expect.poll(hasFocus(tree)).toBe(true);
    await expect.poll(() => cursor.getAttribute('data-index')).toBe('0');
    const count = () => tree.locator('[role=row][data-index]').count();
    const all = await count();
    await keyboard.press('ArrowLeft');
    await expect.poll(count).toBe(1);
    await keyboard.press('ArrowRight');
    await expect.poll(count).toBe(all);
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await expect.poll(() => cursor.getAttribute('data-index')).toBe('2');
    const details = page.getByRole('complementary', { name: 'Details' });
    const title = details.getByRole('heading', { level: 2 });
    await keyboard.press('Enter');
    const second = await title.innerText();
    await keyboard.press('ArrowDown');
    await expect.poll(() => title.innerText()).not.toBe(second);

    // The sheet of keys lies over all that, and then the keys are the tree's again: the next row, and what is measured.
    await keyboard.press('?');
    await page.getByLabel('Find a shortcut').waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(hasFocus(tree)).toBe(true);
    await details.waitFor();
    await keyboard.press('m');
    await keyboard.press('ArrowUp');
    await expect.poll(() => cursor.getAttribute('data-index')).toBe('2');
    await page
      .getByRole('status')
      .filter({ hasText: /between them|of both/ })
      .waitFor();
    await keyboard.press('m');

    // Escape, step by step: the details, then the zoom.
    await keyboard.press('f');
    await page.getByRole('button', { name: /^Show all/ }).waitFor();
    await keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Show all/ }).waitFor();
    await keyboard.press('Escape');
    await page.getByRole('button', { name: /^Show all/ }).waitFor({ state: 'detached' });

    // Back through what was seen, to the search as it was.
    const isBack = (): boolean => new URL(page.url()).pathname.endsWith('/transaction');
    for (let steps = 0; steps < 8 && !isBack(); steps += 1) await page.goBack();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toContain(name);
    await page.goBack();
    await rows.nth(1).waitFor();
    expect(await search.inputValue()).toBe('transaction:/api/documents*');
    expect(offences).toEqual([]);
    await context.close();
  });

  it('through every control of the Performance page, no stop unseen and no trap', async () => {
    const { page, context, offences } = await openPage(browser, `${product.url}?demo=5000`);
    await rowsOf(page).nth(10).waitFor();
    const stops: string[] = [];
    // Until it comes around: the whole page is one ring.
    for (let presses = 0; presses < 200; presses += 1) {
      await page.keyboard.press('Tab');
      const { what, isSeen } = await focused(page);
      if (what === '' || (what === stops[0] && presses > 5)) break;
      expect(isSeen, `focus on ${what}`).toBe(true);
      stops.push(what);
    }
    const words = stops.join('\n');
    for (const stop of [
      'a Skip to the content',
      'env all',
      'project all',
      'Last 24',
      'Search',
      'Copy link',
      'p95',
    ]) {
      expect(words).toContain(stop);
    }

    // A panel takes the focus, and gives it back.
    const environments = page.getByRole('button', { name: /^env/ });
    await tabTo(page, environments);
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'production' }).waitFor();
    await expect.poll(async () => (await focused(page)).what).toMatch(/^input/);
    await page.keyboard.press('Space');
    await page.waitForURL(/environment=/);
    await page.keyboard.press('Escape');
    await expect
      .poll(() => environments.evaluate((element) => element === document.activeElement))
      .toBe(true);
    expect(offences).toEqual([]);
    await context.close();
  });
});
