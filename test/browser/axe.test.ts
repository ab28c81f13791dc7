// axe-core on every screen: no serious and no critical finding.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, startProduct } from './product.ts';
import type { Looks, Product } from './product.ts';
import { pointNowhere, rowsOf } from './read-page.ts';

const ALL_LOOKS: readonly Required<Looks>[] = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1440, height: 900 },
  { theme: 'light', width: 390, height: 844 },
  { theme: 'dark', width: 390, height: 844 },
];

let product: Product;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  [product, browser, axe] = await Promise.all([startProduct(), launchBrowser(), readFile(source, 'utf8')]);
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** Serious and critical findings on the page as it is, each with the first elements it was made at. */
async function findingsOn(page: Page): Promise<string[]> {
  await pointNowhere(page);
  await expect.poll(() => page.locator('[aria-busy=true], progress').count()).toBe(0);
  // As text for the debugger, which the policy does not concern: a script element would be blocked.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { resultTypes: ['violations'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const places = nodes
        .slice(0, 3)
        .map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`);
      return `${id} (${nodes.length}): ${places.join(' | ')}`;
    });
}

describe('axe finds nothing serious', () => {
  it('on any screen, in light and dark, wide and narrow', async () => {
    const { page, context, offences } = await openPage(browser, product.url);
    const findings: string[] = [];
    const look = async (screen: string, all = ALL_LOOKS): Promise<void> => {
      for (const { theme, width, height } of all) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height });
        const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
        await expect.poll(scheme).toBe(theme);
        const name = `${screen}, ${theme}, ${width}`;
        for (const finding of await findingsOn(page)) findings.push(`${name}: ${finding}`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    };
    /** Another address with the same demo. */
    const goTo = async (screen: string, more: Readonly<Record<string, string>>): Promise<void> => {
      const url = new URL(page.url());
      url.pathname = `/${screen}`;
      for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value);
      await page.goto(url.href);
    };

    await page.getByRole('heading', { name: 'No transactions yet' }).waitFor();
    await look('first run');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: /received/ }).click();
    await page.getByText('Items received').waitFor();
    await look('account of a phone', ALL_LOOKS.slice(2));
    await page.keyboard.press('Escape');
    // A table of some rows has all that one of many has, and is looked through sooner.
    await page.goto(`${product.url}?demo=5000&search=transaction:/api/*`);
    await rowsOf(page).nth(3).waitFor();
    await look('performance');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Command' }).fill('doc');
    await page
      .getByRole('option', { name: /documents/ })
      .first()
      .waitFor();
    await look('palette', ALL_LOOKS.slice(1, 3));
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await look('keys', ALL_LOOKS.slice(0, 2));
    await page.keyboard.press('Escape');
    await goTo('settings', {});
    await page.getByRole('textbox', { name: 'Default threshold in milliseconds' }).waitFor();
    await look('settings', ALL_LOOKS.slice(0, 3));
    await page.goBack();
    await rowsOf(page).nth(3).waitFor();
    await rowsOf(page).first().getByRole('link').click();
    const events = rowsOf(page.getByRole('region', { name: 'Events' }));
    await events.nth(4).waitFor();
    await look('transaction');
    await page.getByRole('button', { name: 'Over time' }).click();
    await look('transaction over time');
    await events.first().getByRole('link').click();
    await page.getByRole('treegrid').getByRole('row').nth(3).waitFor();
    await look('trace');
    await goTo('trace', { trace: '0123456789abcdef0123456789abcdef' });
    await page.getByRole('alert').waitFor();
    await look('no such trace');
    await goTo('performance', { environment: 'nowhere', search: '' });
    await page.getByText('“nowhere”').waitFor();
    await look('empty');
    await page.getByRole('button', { name: /^env/ }).click();
    await page.getByRole('checkbox', { name: 'production' }).waitFor();
    await look('filter', ALL_LOOKS.slice(0, 2));
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: /nowhere/ }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'production' }).waitFor();
    await look('filter of a phone', ALL_LOOKS.slice(2));

    expect(findings).toEqual([]);
    expect(offences).toEqual([]);
    await context.close();
  });
});
