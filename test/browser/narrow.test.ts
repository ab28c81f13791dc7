// 320 px, the width of a small phone and of 400% on a desktop: every page is read by scrolling down alone (WCAG 1.4.10), and
// nothing needs a pointer that hovers.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage } from './product.ts';
import { find, isStrange, screens, shows, stage } from './screens.ts';
import type { Staged } from './screens.ts';

const LOOKS = { theme: 'light', width: 320, height: 640 } as const;

let browser: Browser;
let staged: Staged;

beforeAll(async () => {
  [browser, staged] = await Promise.all([launchBrowser(), stage(6_000, ['open'])]);
});

afterAll(async () => {
  await browser.close();
  await staged.close();
});

/** What reaches beyond the window's edge, outside of what is scrolled or cut by itself. */
async function stickingOut(page: Page, within = 'body'): Promise<string[]> {
  return page.evaluate((within) => {
    const isWithin = (element: Element): boolean => {
      for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at);
        // What can be pressed and is cut off is out of reach; words that are cut off say so.
        const isCut = overflowX === 'hidden' || overflowX === 'clip';
        if (isCut && element.matches('a, button, input, select, textarea')) return false;
        if (overflowX !== 'visible' && at.getBoundingClientRect().right <= innerWidth + 0.5) return true;
      }
      return false;
    };
    return [...document.querySelectorAll(`${within} *`)]
      .filter((element) => {
        const { right, width, height } = element.getBoundingClientRect();
        return width > 1 && height > 1 && right > innerWidth + 0.5 && !isWithin(element);
      })
      .slice(0, 5)
      .map((element) => {
        const { right } = element.getBoundingClientRect();
        const words = element.getAttribute('aria-label') ?? element.textContent.slice(0, 40);
        return `${element.tagName.toLowerCase()} “${words}” reaches ${Math.round(right)}`;
      });
  }, within);
}

it('every page fits into 320 px', async () => {
  const { page, context, offences } = await openPage(browser, 'about:blank', LOOKS);
  const wrong: string[] = [];
  for (const screen of screens(await find(page, staged))) {
    await page.goto(staged.urlOf(screen, 'data'));
    await shows(page, screen, 'data');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > LOOKS.width) wrong.push(`${screen.name} is ${width} wide`);
    wrong.push(...(await stickingOut(page)).map((what) => `${screen.name}: ${what}`));
  }
  expect(wrong).toEqual([]);
  expect(offences.filter(isStrange)).toEqual([]);
  await context.close();
}, 180_000);

it('kinds of spans and of errors have their names and numbers, and are picked out and taken along', async () => {
  const { page, context, offences } = await openPage(browser, 'about:blank', { ...LOOKS, width: 390 });
  const [overview] = screens(await find(page, staged)).filter(({ name }) => name === 'transaction');
  if (overview === undefined) throw new Error('There is no such screen.');
  await page.goto(staged.urlOf(overview, 'data'));
  await shows(page, overview, 'data');
  for (const [name, words] of [
    ['Suspect spans', 'code'],
    ['Related errors', 'a[data-row-link]'],
  ] as const) {
    const region = page.getByRole('region', { name, exact: true });
    const row = region.locator('tr[data-row]').first();
    await row.scrollIntoViewIfNeeded();
    const box = await row.locator(words).first().boundingBox();
    expect(box?.width, `${name}: the name`).toBeGreaterThan(60);
    // The first number that is shown is in the window.
    const number = await row.locator('td:not([data-left]):visible').first().boundingBox();
    expect((number?.x ?? 0) + (number?.width ?? 0), `${name}: the number`).toBeLessThanOrEqual(390);
    expect(number?.x, `${name}: beside the name`).toBeGreaterThanOrEqual(
      (box?.x ?? 0) + (box?.width ?? 0) - 0.5,
    );

    const pick = row.getByRole('checkbox');
    expect(await pick.isVisible()).toBe(false);
    await region.getByRole('button', { name: 'Select', exact: true }).click();
    await pick.click();
    const bar = region.getByRole('group', { name: 'Selected rows' });
    await bar.getByRole('button', { name: 'Export' }).click();
    await page.getByText('1 row, in this order').waitFor();
    await page.keyboard.press('Escape');
    await region.getByRole('button', { name: 'Select', exact: true }).click();
    await bar.waitFor({ state: 'detached' });
    expect(await pick.isVisible()).toBe(false);
  }
  expect(offences.filter(isStrange)).toEqual([]);
  await context.close();
}, 60_000);

it('a window of middle width has room for the search, whatever else is filtered by, and for names of alerts', async () => {
  const { page, context, offences } = await openPage(browser, 'about:blank', { ...LOOKS, width: 900 });
  const all = screens(await find(page, staged));
  const [performance] = all;
  const alerts = all.find(({ name }) => name === 'alerts');
  if (performance === undefined || alerts === undefined) throw new Error('There are no such screens.');
  const says = {
    range: '2026-11-01T10:00Z..2026-11-02T11:30Z',
    environment: 'production-of-the-western-continent',
    project: 'a-project-with-a-long-name',
  };
  await page.goto(staged.urlOf({ ...performance, says }, 'data'));
  const search = page.getByRole('combobox', { name: 'Search' });
  await search.waitFor();
  const wrong: string[] = [];
  for (const width of [701, 820, 900, 1_100, 1_101, 1_280]) {
    await page.setViewportSize({ width, height: 700 });
    // The rail changes with the window.
    await page.waitForTimeout(300);
    const box = await search.boundingBox();
    const right = (box?.x ?? 0) + (box?.width ?? 0);
    if ((box?.width ?? 0) < 90 || right > width)
      wrong.push(`${width}: the search is ${box?.width} wide, to ${right}`);
    wrong.push(...(await stickingOut(page, 'header:has(nav)')).map((what) => `${width}: ${what}`));
  }
  await page.setViewportSize({ width: 900, height: 700 });
  // What became of all that was received is told there, too.
  await page.getByRole('button', { name: /received/ }).click();
  await page.getByText('Items received').waitFor();
  await page.keyboard.press('Escape');
  await page.goto(staged.urlOf(alerts, 'data'));
  await shows(page, alerts, 'data');
  for (const width of [701, 900, 1_101, 1_280]) {
    await page.setViewportSize({ width, height: 700 });
    const name = await page.getByRole('link', { name: 'LCP of page loads' }).boundingBox();
    // It has one line.
    if ((name?.height ?? 99) > 30) wrong.push(`${width}: the name of an alert is ${name?.height} high`);
  }
  expect(wrong).toEqual([]);
  expect(offences.filter(isStrange)).toEqual([]);
  await context.close();
}, 60_000);

it('two fingers zoom the time of a trace, not the page', async () => {
  const { page, context, offences } = await openPage(browser, 'about:blank', {
    ...LOOKS,
    width: 390,
    height: 844,
  });
  const trace = screens(await find(page, staged)).find(({ name }) => name === 'trace');
  if (trace === undefined) throw new Error('There is no such screen.');
  const hand = await context.newCDPSession(page);
  await page.goto(staged.urlOf(trace, 'data'));
  await shows(page, trace, 'data');
  // The details do not lie over it.
  const box = await page.getByRole('treegrid').boundingBox();
  const y = (box?.y ?? 0) + 60;
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...xs: number[]): Promise<unknown> =>
    hand.send('Input.dispatchTouchEvent', { type, touchPoints: xs.map((x, id) => ({ x, y, id })) });
  await touch('touchStart', 170, 220);
  for (const by of [20, 40, 60, 80]) await touch('touchMove', 170 - by, 220 + by);
  await touch('touchEnd');
  await page.waitForURL(/zoom=/);
  const [start = Number.NaN, end = Number.NaN] = (new URL(page.url()).searchParams.get('zoom') ?? '')
    .split(/[^\d.]+/)
    .map(Number);
  expect(end).toBeGreaterThan(start);
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
  expect(offences.filter(isStrange)).toEqual([]);
  await context.close();
}, 60_000);
