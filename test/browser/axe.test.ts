// axe-core on every screen: no serious and no critical finding. All forms and states in all looks: test/long/axe.test.ts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { ALL_LOOKS, findFaults } from './find-faults.ts';
import { launchBrowser, openPage, startProduct } from './product.ts';
import type { Product } from './product.ts';
import { rowsOf } from './read-page.ts';
import { find, isStrange, screens, shows, stage } from './screens.ts';
import type { Staged, State } from './screens.ts';

/** One wide and one narrow, one light and one dark. */
const BOTH = ALL_LOOKS.filter((_, index) => index === 0 || index === 3);
const [WIDE, NARROW] = [ALL_LOOKS.slice(1, 2), ALL_LOOKS.slice(2, 3)];

let product: Product;
let browser: Browser;
let staged: Staged;

beforeAll(async () => {
  [product, browser, staged] = await Promise.all([
    startProduct(),
    launchBrowser(),
    stage(6_000, ['open', 'refused']),
  ]);
});

afterAll(async () => {
  await browser.close();
  await Promise.all([product.stop(), staged.close()]);
});

describe('axe finds nothing serious', () => {
  it('on any screen with its data, nor where there is nothing or nothing can be had', async () => {
    const { page, context, offences } = await openPage(browser, product.url);
    const faults: string[] = [];
    const looksOf = (state: State, name: string): typeof ALL_LOOKS => {
      if (state === 'data') return BOTH;
      if (state === 'empty') return name === 'events' ? NARROW : WIDE;
      if (state !== 'error') return [];
      return ['events', 'trace', 'settings'].includes(name) ? NARROW : WIDE;
    };
    for (const screen of screens(await find(page, staged)).filter(({ isVariant }) => isVariant !== true)) {
      for (const state of screen.states) {
        const looks = looksOf(state, screen.name);
        if (looks.length === 0) continue;
        await page.goto(staged.urlOf(screen, state));
        await shows(page, screen, state);
        faults.push(...(await findFaults(page, `${screen.name}, ${state}`, looks, state !== 'error')));
      }
    }
    expect(faults).toEqual([]);
    expect(offences.filter(isStrange)).toEqual([]);
    await context.close();
  });

  it('on the first run, and on what opens over a page', async () => {
    const { page, context, offences } = await openPage(browser, product.url);
    const faults: string[] = [];
    const look = async (name: string, looks: typeof ALL_LOOKS): Promise<void> => {
      faults.push(...(await findFaults(page, name, looks)));
    };
    await page.getByRole('heading', { name: 'No transactions yet' }).waitFor();
    await look('first run', BOTH);
    await page.getByRole('button', { name: /received/ }).click();
    await page.getByText('Items received').waitFor();
    await look('account', WIDE);
    await page.keyboard.press('Escape');
    await page.goto(`${product.url}?demo=5000&search=transaction:/api/*`);
    await rowsOf(page).nth(3).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Command' }).fill('doc');
    const options = page.getByRole('option', { name: /documents/ });
    await options.first().waitFor();
    await look('palette', ALL_LOOKS.slice(1, 3));
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await look('keys', WIDE);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^env/ }).click();
    await page.getByRole('checkbox', { name: 'production' }).waitFor();
    await look('filter', WIDE);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: /1 search/ }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'production' }).waitFor();
    await look('filter of a phone', NARROW);
    await page.goto(`${product.url}alerts?demo=5000`);
    await page.getByRole('checkbox', { name: 'Choose all rules' }).check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Nothing is watched yet').waitFor();
    await look('no rules', BOTH);
    expect(faults).toEqual([]);
    expect(offences).toEqual([]);
    await context.close();
  });
});
