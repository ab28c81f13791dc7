// A million transactions in a tab: they come with their progress shown, a filter can be changed meanwhile and
// afterwards without the page standing still, and the numbers are those that the engine gives outside of a browser.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { Engine } from '../../src/engine/engine.ts';
import { decodeFrames } from '../../src/formats/arrow/frames.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import { DAY, HOUR, MINUTE, bucketStart } from '../../src/model/time.ts';
import { launchBrowser, openPage, startProduct } from '../browser/product.ts';
import type { Product } from '../browser/product.ts';
import { exactOf, pointNowhere, rowsOf } from '../browser/read-page.ts';

const ROWS = 1_000_000;
const ANCHOR = bucketStart(Date.now() - HOUR, MINUTE);
/** All of the demo but its live day, so that nothing is added while numbers are compared. */
const RANGE = { start: ANCHOR - 15 * DAY, end: ANCHOR };

/** For a machine that has other things to do. */
const PATIENT = { timeout: 120_000 } as const;

interface Search {
  readonly text: string;
  readonly filter: Filter;
}

const ALL: Search = { text: '', filter: EVERYTHING };
const API: Search = {
  text: 'transaction:/api/*',
  filter: { kind: 'like', field: 'transaction', pattern: '/api/*' },
};

function inEnvironment(name: string): Search {
  return { text: `environment:${name}`, filter: { kind: 'in', field: 'environment', values: [name] } };
}

/** What the summary shows, and the number of rows in the table. */
interface Numbers {
  readonly count: number;
  readonly p95: number;
  readonly failureRate: number;
  readonly transactions: number;
}

let product: Product;
let browser: Browser;
let engine: Engine;

beforeAll(async () => {
  [product, browser, engine] = await Promise.all([startProduct(), launchBrowser(), fillEngine()]);
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** The same rows as the demo's, in an engine of this process. */
async function fillEngine(): Promise<Engine> {
  const filled = new Engine();
  const frames = createWorld({ seed: 1, anchor: ANCHOR, rows: ROWS }).transactions({ ...RANGE, after: null });
  const iterator = frames[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
  for await (const frame of decodeFrames(body)) {
    if (frame.table === 'transactions') filled.append(frame.rows);
  }
  return filled;
}

function expected({ filter }: Search): Numbers {
  const scope = { of: 'transactions', range: RANGE, where: filter } as const;
  const totals = engine.ask(
    { ...scope, by: [], show: [{ metric: 'count' }, { metric: 'p95' }, { metric: 'failure_rate' }] },
    [],
  );
  const [count, p95, failureRate] = totals.columns.map(({ values }) => Number(values[0]));
  const groups = { by: ['project', 'transaction'], show: [{ metric: 'count' }] } as const;
  const { total } = engine.ask({ ...scope, ...groups }, []);
  return { count: count!, p95: p95!, failureRate: failureRate!, transactions: total };
}

async function shown(page: Page): Promise<Numbers> {
  const summary = page.getByRole('region', { name: 'Summary' });
  const [count, p95, failureRate] = await Promise.all(
    ['count', 'p95', 'failure_rate'].map((metric) => exactOf(summary, metric)),
  );
  const foot = await page.getByRole('region', { name: 'Transactions' }).locator('footer').innerText();
  const transactions = Number(/^([\d,]+) transaction/.exec(foot)?.[1]?.replaceAll(',', ''));
  return { count: count!, p95: p95!, failureRate: failureRate!, transactions };
}

/** An answer within so many milliseconds leaves no frame to draw meanwhile. */
const AT_ONCE = 100;

/** What the page notes of itself, a frame at a time. */
interface Watch {
  /** Frames that were drawn while the address had a search that the table had not answered yet. */
  framesAsked: number;
  /** Milliseconds for which that was so, as frames saw it. */
  timeAsked: number;
  /** Values of the progress bar, as they were seen. */
  readonly loaded: { value: number; max: number }[];
}

/** Makes the page look at itself in every frame that it draws: a page that stands still draws none. */
async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watch: Watch = { framesAsked: 0, timeAsked: 0, loaded: [] };
    let before = performance.now();
    Object.assign(globalThis, { watch });
    const look = (): void => {
      const panel = document.querySelector('section[aria-label="Transactions"]');
      const now = performance.now();
      if (panel?.querySelector('[aria-busy="true"]') != null) {
        watch.framesAsked += 1;
        watch.timeAsked += now - before;
      }
      before = now;
      const bar = document.querySelector<HTMLProgressElement>('progress[aria-label="Loaded"]');
      const last = watch.loaded.at(-1);
      if (bar?.hasAttribute('value') === true && bar.value !== last?.value) {
        watch.loaded.push({ value: bar.value, max: bar.max });
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

function readWatch(page: Page): Promise<Watch> {
  return page.evaluate(() => (globalThis as unknown as { watch: Watch }).watch);
}

/** Whether the page went on drawing while an answer was awaited, or had it before there was anything to draw. */
function wentOn(after: Watch, before: Pick<Watch, 'framesAsked' | 'timeAsked'>): boolean {
  return after.framesAsked - before.framesAsked > 1 || after.timeAsked - before.timeAsked < AT_ONCE;
}

/** Types a search, and waits until it is applied and, as long as that takes, drawn. */
async function search(page: Page, { text }: Search): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Search' });
  await box.fill(text);
  await box.press('Enter');
  await page.waitForURL((url) => (url.searchParams.get('search') ?? '') === text);
}

it('a million transactions load, and a changed filter does not hold up the page', async () => {
  const { page, context, offences } = await openPage(browser, product.url);
  await watchFrames(page);
  const address = new URL('performance', product.url);
  for (const [key, value] of [
    ['source', 'demo'],
    ['demo', String(ROWS)],
    ['anchor', new Date(ANCHOR).toISOString()],
    ['start', new Date(RANGE.start).toISOString()],
    ['end', new Date(RANGE.end).toISOString()],
  ] as const) {
    address.searchParams.set(key, value);
  }
  await page.goto(address.href);
  await pointNowhere(page);

  // While rows come in, numbers are of those that are there, and a changed filter is answered.
  await rowsOf(page).nth(5).waitFor();
  const early = await shown(page);
  expect(early.count).toBeGreaterThan(0);
  expect(early.count).toBeLessThan(expected(ALL).count);
  await search(page, API);
  await expect.poll(async () => (await shown(page)).transactions, PATIENT).toBe(expected(API).transactions);
  const bar = page.getByRole('progressbar', { name: 'Loaded' });
  expect(await bar.count()).toBe(1);
  expect(wentOn(await readWatch(page), { framesAsked: 0, timeAsked: 0 })).toBe(true);

  // Progress was shown against a known total, and never went back.
  await expect.poll(() => bar.count(), PATIENT).toBe(0);
  const { loaded } = await readWatch(page);
  const values = loaded.map(({ value }) => value);
  // Traces that go on after the anchor may have rows before it.
  expect(engine.rows).toBeGreaterThanOrEqual(ROWS);
  expect(new Set(loaded.map(({ max }) => max))).toEqual(new Set([engine.rows]));
  expect(values.at(-1)).toBeLessThanOrEqual(engine.rows);
  expect(values.length).toBeGreaterThan(4);
  expect(values).toEqual(values.toSorted((a, b) => a - b));

  // All of it is there, whatever it is filtered by, and frames are drawn while an answer is awaited.
  await expect.poll(() => shown(page), PATIENT).toEqual(expected(API));
  // Each is a new question: what was asked just before would come out of the page's memory.
  for (const next of [ALL, inEnvironment('production'), inEnvironment('staging')]) {
    const before = await readWatch(page);
    await search(page, next);
    await expect.poll(() => shown(page), PATIENT).toEqual(expected(next));
    expect(wentOn(await readWatch(page), before)).toBe(true);
  }
  expect(offences).toEqual([]);
  await context.close();
});
