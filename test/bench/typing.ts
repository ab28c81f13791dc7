// Typing into the search box over a million transactions in Chromium: how long after each key the suggestions and the
// count stand on the screen, and how long the page stood still meanwhile. It prints numbers and asserts none of them: they
// depend on the machine and on what else it does.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, startProduct } from '../browser/product.ts';
import type { Product } from '../browser/product.ts';
import { rowsOf } from '../browser/read-page.ts';

const ROWS = Number(process.env['LONGTAIL_ROWS'] ?? 1_000_000);

/** What is typed, one search after the other. */
const SEARCHES = [
  'transaction:/api/doc',
  'status:not_f',
  'op:page duration:>1s',
  'environment:production plan:te',
  'release:dossier@4.1 user.display:a',
  'p95():>1s',
];

/** Milliseconds between two keys: that of somebody who types fast. */
const PACE = 120;

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** What was measured in the page, in milliseconds. */
interface Measured {
  /** From each key to the frame in which its suggestions and its count stood. */
  readonly answered: readonly number[];
  /** Tasks of the main thread of 50 ms and more. */
  readonly blocked: readonly number[];
}

/** Runs in the page, before anything of it does. */
function watchTyping(): void {
  const answered: number[] = [];
  const blocked: number[] = [];
  const waiting: number[] = [];
  const look = (): void => {
    if (waiting.length === 0) return;
    const list = document.querySelector('search [role=listbox]');
    if (list !== null && list.getAttribute('aria-busy') !== 'true') {
      const now = performance.now();
      for (const since of waiting.splice(0)) answered.push(now - since);
    } else requestAnimationFrame(look);
  };
  document.addEventListener(
    'input',
    ({ timeStamp, target }) => {
      if (!(target instanceof Element) || target.getAttribute('role') !== 'combobox') return;
      // A key that is followed by the next one before it was answered never is: what counts is the last one.
      waiting.splice(0);
      waiting.push(timeStamp);
      // What React does with the key comes first: then the list says whether it waits.
      requestAnimationFrame(() => requestAnimationFrame(look));
    },
    true,
  );
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) blocked.push(duration);
  }).observe({ type: 'longtask' });
  Object.assign(globalThis, { typing: { answered, blocked } });
}

async function take(page: Page): Promise<Measured> {
  return page.evaluate(() => {
    const { typing } = globalThis as unknown as { typing: { answered: number[]; blocked: number[] } };
    return { answered: typing.answered.splice(0), blocked: typing.blocked.splice(0) };
  });
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

function summary(words: string, { answered, blocked }: Measured, keys: number): string {
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  const long = blocked.filter((duration) => duration > 50);
  const worst =
    blocked.length === 0
      ? 'never 50 ms'
      : `${ms(Math.max(...blocked))} at most, ${long.length} times above 50 ms`;
  return (
    `${words}: ${answered.length} of ${keys} keys answered before the next, ` +
    `median ${ms(quantile(answered, 0.5))}, p90 ${ms(quantile(answered, 0.9))}, most ${ms(Math.max(...answered))}; ` +
    `main thread blocked ${worst}`
  );
}

it(`typing over ${ROWS.toLocaleString('en-GB')} rows`, async () => {
  const { page, context, offences } = await openPage(browser, product.url);
  await page.addInitScript(watchTyping);
  // A fixed range of all rows: nothing moves by itself while somebody types.
  const end = new Date(Math.floor((Date.now() - 3_600_000) / 60_000) * 60_000);
  const start = new Date(end.getTime() - 14 * 86_400_000);
  const address = new URLSearchParams({
    source: 'demo',
    demo: String(ROWS),
    anchor: end.toISOString(),
    start: start.toISOString(),
    end: end.toISOString(),
  });
  await page.goto(`${product.url}performance?${address.toString()}`);
  await rowsOf(page).nth(20).waitFor({ timeout: 300_000 });
  await page.waitForFunction(() => document.querySelector('progress') === null, null, { timeout: 300_000 });
  const box = page.getByRole('combobox', { name: 'Search' });
  const all: Measured[] = [];
  let keys = 0;
  for (const search of SEARCHES) {
    await box.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(2_000);
    await take(page);
    await box.pressSequentially(search, { delay: PACE });
    await page.waitForTimeout(1_000);
    const measured = await take(page);
    all.push(measured);
    keys += search.length;
    console.log(summary(`“${search}”`, measured, search.length));
  }
  console.log(
    summary(
      'all of them',
      { answered: all.flatMap(({ answered }) => answered), blocked: all.flatMap(({ blocked }) => blocked) },
      keys,
    ),
  );
  expect(keys).toBeGreaterThan(0);
  expect(offences).toEqual([]);
  await context.close();
});
