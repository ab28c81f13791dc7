// Every chart is shown as a table too (WCAG 1.1.1): once all are, no chart is left on any screen.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage } from '../browser/product.ts';
import { find, isStrange, screens, shows, stage } from '../browser/screens.ts';
import type { Staged } from '../browser/screens.ts';

let browser: Browser;
let staged: Staged;

beforeAll(async () => {
  [browser, staged] = await Promise.all([launchBrowser(), stage(20_000, ['open'])]);
});

afterAll(async () => {
  await browser.close();
  await staged.close();
});

/** Charts that are drawn: what arrow keys walk along, and pictures with words of their own that are no part of a row. */
async function chartsOn(page: Page): Promise<string[]> {
  const drawn = page.locator('main :is([role=slider], [role=img][class*=chart])');
  const names = await drawn.evaluateAll((elements) =>
    elements
      .filter((element) => element.closest('table, [role=treegrid]') === null)
      .map((element) => element.getAttribute('aria-label') ?? element.outerHTML.slice(0, 120)),
  );
  // What a threshold is dragged by is a field besides.
  return names.filter((name) => !name.endsWith(' threshold'));
}

it('every chart of every screen has its table', async () => {
  const { page, context, offences } = await openPage(browser, 'about:blank');
  const wrong: string[] = [];
  let seen = 0;
  // The waterfall of a trace is a table of its own, and the map above it a way to move in it.
  const looked = screens(await find(page, staged)).filter(({ name }) => name !== 'trace');
  for (const screen of looked) {
    // The plot of the Performance page has its table among its forms.
    const says = screen.page === 'performance' ? { ...screen.says, plot: 'table' } : screen.says;
    await page.goto(staged.urlOf({ ...screen, says }, 'data'));
    await shows(page, screen, 'data');
    const ways = page.getByRole('button', { name: /: show as a table$/ });
    for (let turn = 0; turn < 20 && (await ways.count()) > 0; turn += 1) {
      const name = (await ways.first().getAttribute('aria-label'))?.replace(': show as a table', '') ?? '';
      seen += 1;
      await ways.first().click();
      const table = page.getByRole('region', { name: `${name} as a table`, exact: true });
      await table.getByRole('row').nth(1).waitFor();
    }
    wrong.push(...(await chartsOn(page)).map((chart) => `${screen.name}: ${chart}`));
  }
  expect(wrong).toEqual([]);
  expect(seen).toBeGreaterThan(15);
  expect(offences.filter(isStrange)).toEqual([]);
  await context.close();
}, 180_000);
