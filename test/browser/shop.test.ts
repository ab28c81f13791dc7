// Real SDKs send what is known; the numbers that the browser shows are compared with what was sent.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { readAsPage } from '../collector/as-page.ts';
import type { Query } from '../../src/model/query.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { ask } from '../oracle.ts';
import { transaction } from '../transaction-builder.ts';
import type { Noted, ShopSdk } from '../shop/run-shop.ts';
import { SDKS, bundlePage, isSentry, shopTraffic, startShop } from '../shop/run-shop.ts';
import { launchBrowser, openPage, startProduct } from './product.ts';
import type { Product, WatchedPage } from './product.ts';

const ROUNDS = 9;
const ROUTES = ['GET /products', 'GET /product', 'POST /order'];
const MINUTES_OF_A_DAY = 24 * 60;

/** What the storefront's hook noted of a transaction that it was about to send. */
interface PageNote {
  readonly name: string;
  readonly op: string;
  readonly start: number;
  readonly duration: number;
  readonly vitals: Readonly<Record<string, number>>;
}

const PROJECTS: Readonly<Record<ShopSdk, string>> = {
  sentry: '1',
  'sentry-11': '11',
  'otel-json': 'shop/otel-json',
  'otel-protobuf': 'shop/otel-protobuf',
};

/** Project 11 is that of SDK 11: its DSN names it. */
const PAGES = [
  { sdk: 'sentry', script: 'page.mjs', vitals: ['fcp', 'ttfb'] },
  { sdk: 'sentry-11', script: 'page-11.mjs', vitals: ['fcp', 'ttfb', 'lcp', 'cls'] },
] as const;

/** A note as a transaction, for the oracle. Where every span is noted, those without a parent are meant. */
function toTransaction(noted: Noted): Transaction {
  const isFailed = noted.sdk === 'sentry' ? noted.status !== 'ok' : noted.failed === true;
  return transaction({
    project: PROJECTS[noted.sdk],
    transaction: noted.name,
    status: isFailed ? 'internal_error' : 'ok',
    start: noted.start,
    duration: Math.fround(noted.duration),
    user: noted.user === null ? null : `id:${noted.user}`,
  });
}

let product: Product;
let browser: Browser;
let noted: readonly Noted[];
let sent: readonly Transaction[];
let pageNotes: ReadonlyMap<ShopSdk, readonly PageNote[]>;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  const notes: Noted[] = [];
  for (const sdk of SDKS) {
    const shop = await startShop(sdk, isSentry(sdk) ? dsnOf(sdk) : product.url.replace(/\/$/, ''));
    await shopTraffic(shop, ROUNDS);
    notes.push(...(await shop.close()));
  }
  noted = notes;
  sent = notes.filter((note) => note.sdk === 'sentry' || note.parentId === null).map(toTransaction);
  const visits = new Map<ShopSdk, readonly PageNote[]>();
  for (const { sdk, script } of PAGES) visits.set(sdk, await visitStorefront(sdk, script));
  pageNotes = visits;
  await stored(sent.length + [...visits.values()].flat().length);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** The DSN of the project to which one of Sentry's SDKs sends. */
function dsnOf(sdk: ShopSdk): string {
  return product.dsn.replace(/\d+$/, PROJECTS[sdk]);
}

/** A visitor loads the storefront, goes on to the basket and leaves; answers what `@sentry/browser` sent of it. */
async function visitStorefront(
  sdk: ShopSdk,
  script: (typeof PAGES)[number]['script'],
): Promise<readonly PageNote[]> {
  const shop = await startShop(sdk, dsnOf(sdk), await bundlePage(script, dsnOf(sdk)));
  const context = await browser.newContext();
  const page = await context.newPage();
  const posted: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/envelope/')) posted.push(response.status());
  });
  await page.goto(`${shop.url}/`);
  await page.waitForFunction(() => (globalThis as unknown as { sent: unknown[] }).sent.length === 1);
  await page.getByRole('button', { name: 'Buy' }).click();
  await page.waitForFunction(() => (globalThis as unknown as { sent: unknown[] }).sent.length === 2);
  // Vitals that can still change are sent when the page is hidden.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.waitForTimeout(500);
  if (posted.some((status) => status !== 200))
    throw new Error(`The collector answered ${posted.join(', ')}.`);
  const notes = await page.evaluate(() => (globalThis as unknown as { sent: PageNote[] }).sent);
  await context.close();
  await shop.close();
  return notes;
}

/** Waits until the collector has stored as many transactions. */
async function stored(count: number): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 100) {
    const info = (await (await readAsPage(`${product.url}api/v1/info`)).json()) as { readonly rows: number };
    if (info.rows === count) return;
    if (info.rows > count) throw new Error(`${info.rows} transactions are stored, ${count} were sent.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Not all of ${count} transactions were stored within ten seconds.`);
}

/** The figures the oracle gives for one route of one project, by the name that the page marks them with. */
function expectedOf(project: string, name: string): Map<string, number> {
  const show: Query['show'] = [
    { metric: 'count' },
    { metric: 'p50' },
    { metric: 'p95' },
    { metric: 'p99' },
    { metric: 'failure_rate' },
    { metric: 'apdex' },
    { metric: 'users' },
    { metric: 'user_misery' },
    { metric: 'sum' },
  ];
  const result = ask(sent, {
    of: 'transactions',
    range: { start: 0, end: Number.MAX_SAFE_INTEGER },
    where: {
      kind: 'and',
      of: [
        { kind: 'in', field: 'project', values: [project] },
        { kind: 'in', field: 'transaction', values: [name] },
      ],
    },
    by: [],
    show,
  });
  const figures = new Map(
    show.map(({ metric }, index): [string, number] => {
      const column = result.columns[index];
      return [metric, column?.kind === 'number' ? (column.values[0] ?? Number.NaN) : Number.NaN];
    }),
  );
  figures.set('throughput', (figures.get('count') ?? Number.NaN) / MINUTES_OF_A_DAY);
  figures.delete('count');
  return figures;
}

/** What a part of the page shows, in full precision, by metric. */
async function figuresOf(part: Locator): Promise<Map<string, number>> {
  const pairs = await part
    .locator('[data-metric]')
    .evaluateAll((elements) =>
      elements.map(
        (element) => [element.getAttribute('data-metric'), element.getAttribute('data-exact')] as const,
      ),
    );
  return new Map(pairs.map(([metric, exact]) => [metric ?? '', Number(exact)]));
}

/** Waits until a part of the page shows these figures: its parts come one after the other. */
async function expectFigures(part: Locator, expected: ReadonlyMap<string, number>): Promise<void> {
  await vi.waitFor(
    async () => {
      const actual = await figuresOf(part);
      for (const [metric, value] of expected) {
        // The clients send times as fractions of a second, so a duration may differ by its last float32 place.
        expect(actual.get(metric), metric).toBeCloseTo(value, value > 100 ? 3 : 4);
      }
    },
    { timeout: 30_000, interval: 100 },
  );
}

function rowOf(page: Page, project: string, name: string): Locator {
  return page
    .locator('tr[data-row]')
    .filter({ has: page.getByText(/^\d+$/.test(project) ? `project ${project}` : project, { exact: true }) })
    .filter({ has: page.getByRole('link', { name, exact: true }) });
}

async function open(path = ''): Promise<WatchedPage> {
  return openPage(browser, product.url + path);
}

describe('what the SDKs sent', () => {
  it('was known: N+1 queries, every third order refused', () => {
    const names = noted.filter((note) => note.sdk === 'otel-json').map((note) => note.name);
    expect(names.filter((name) => name.startsWith('SELECT name FROM labels'))).toHaveLength(ROUNDS * 7);
    expect(sent.filter(({ status }) => status !== 'ok')).toHaveLength((ROUNDS / 3) * SDKS.length);
  });

  it('stands in the table, number by number', async () => {
    const { page, context, offences } = await open();
    await page
      .locator('tr[data-row]')
      .nth(SDKS.length * ROUTES.length - 1)
      .waitFor();
    for (const sdk of SDKS) {
      for (const name of ROUTES) {
        const row = rowOf(page, PROJECTS[sdk], name);
        await expectFigures(row, expectedOf(PROJECTS[sdk], name));
      }
    }
    expect(offences).toEqual([]);
    await context.close();
  });

  it('stands on the transaction page, and a wildcard leads there', async () => {
    const { page, context, offences } = await open();
    await page.getByLabel('Search', { exact: true }).fill('transaction:*/ORDER');
    await page.locator('tr[data-row]').nth(2).waitFor();
    await expect.poll(() => page.locator('tbody tr[data-row]').count()).toBe(SDKS.length);
    await rowOf(page, 'shop/otel-json', 'POST /order').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'POST /order' }).waitFor();
    const expected = expectedOf('shop/otel-json', 'POST /order');
    expected.delete('sum');
    // Other parts of the page name users too: those of an error, for instance.
    await expectFigures(page.locator('main dl').first(), expected);
    expect(offences).toEqual([]);
    await context.close();
  });

  for (const sdk of SDKS) {
    it(`opens as a waterfall with the N+1 in one row: ${sdk}`, async () => {
      const { page, context, offences } = await open();
      await rowOf(page, PROJECTS[sdk], 'GET /products').getByRole('link').first().click();
      await page
        .getByRole('link', { name: /^Trace of/ })
        .first()
        .click();
      const tree = page.getByRole('treegrid');
      await tree.waitFor();
      const group = tree.getByRole('row', { name: /SELECT name FROM labels/ });
      await group.waitFor();
      expect(await group.count()).toBe(1);
      expect(await group.innerText()).toContain('×7');
      // 1 transaction, 1 source query, 1 serializer, 1 count, 7 labels.
      await expect.poll(() => page.locator('main').innerText()).toContain('11 spans');
      await group.click();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => tree.getByRole('row', { name: /SELECT name FROM labels/ }).count()).toBe(8);
      expect(offences).toEqual([]);
      await context.close();
    });

    it(`shows where nothing is instrumented: ${sdk}`, async () => {
      const { page, context, offences } = await open();
      await rowOf(page, PROJECTS[sdk], 'GET /product').getByRole('link').first().click();
      await page
        .getByRole('link', { name: /^Trace of/ })
        .first()
        .click();
      const gaps = page.getByRole('treegrid').locator('[role=row][data-kind=gap]');
      await gaps.first().waitFor();
      const names = await gaps.evaluateAll((rows) => rows.map((row) => row.ariaLabel ?? ''));
      // A busy machine may make further ones.
      expect(names.filter((name) => /^no instrumentation, (1[2-9]\d|[2-9]\d\d)\sms/.test(name))).toHaveLength(
        1,
      );
      expect(offences).toEqual([]);
      await context.close();
    });
  }

  it.each(PAGES)('of a browser stands there with its vitals: $sdk', async ({ sdk, vitals: known }) => {
    const { page, context, offences } = await open();
    const [pageload, navigation] = pageNotes.get(sdk) ?? [];
    if (pageload === undefined || navigation === undefined)
      throw new Error('The storefront sent less than two.');
    expect([pageload.op, navigation.op]).toEqual(['pageload', 'navigation']);
    const row = rowOf(page, PROJECTS[sdk], pageload.name);
    await row.waitFor();
    const { duration } = pageload;
    await expectFigures(
      row,
      new Map([
        ['p50', duration],
        ['sum', duration],
        ['users', 1],
      ]),
    );
    await row.getByRole('link').first().click();
    const vitals = page.getByRole('region', { name: 'Web vitals' });
    await vitals.waitFor();
    for (const name of known) expect(pageload.vitals, name).toHaveProperty(name);
    for (const [name, value] of Object.entries(pageload.vitals)) {
      if (!['lcp', 'fcp', 'ttfb', 'cls', 'inp'].includes(name)) continue;
      const differences = async (): Promise<number[]> =>
        [...(await figuresOf(vitals)).values()].map((shown) => Math.abs(shown - value));
      await expect.poll(async () => Math.min(...(await differences())), { message: name }).toBeLessThan(0.01);
    }
    expect(offences).toEqual([]);
    await context.close();
  });

  it('shows an error on the trace it happened in', async () => {
    const { page, context, offences } = await open('performance?search=transaction.status%3Ainternal_error');
    await rowOf(page, PROJECTS.sentry, 'POST /order').getByRole('link').first().click();
    const related = page.getByRole('region', { name: 'Related errors', exact: true });
    await related.getByRole('link', { name: 'Error', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Error' });
    // What the shop threw comes first, with its source; what Node and the SDK called comes when it is asked for.
    const first = panel.getByRole('list', { name: 'Calls' }).getByRole('listitem').first();
    await expect.poll(() => first.innerText()).toMatch(/shop\.mjs:\d+/);
    await expect
      .poll(() => panel.getByRole('region', { name: 'Source' }).innerText())
      .toContain('payment refused');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page
      .getByRole('link', { name: /^Trace of/ })
      .first()
      .click();
    await page.getByRole('treegrid').waitFor();
    await expect.poll(() => page.locator('main').innerText()).toContain('payment refused');
    expect(offences).toEqual([]);
    await context.close();
  });
});
