// The address is the whole view: every intent is in it, another browser shows the same by it, and Back takes exactly
// one intent back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { transactionEnvelope } from '../collector/traffic.ts';
import { launchBrowser, openPage, openTab, startProduct } from './product.ts';
import type { Product } from './product.ts';
import { chooseEnvironment, chooseRange, pointNowhere, rowNamed, rowsOf } from './read-page.ts';

const HOUR = 3_600_000;
const NAME = '/api/documents';
/** What was there before the demo's end stays as it is while its traffic goes on. */
const ANCHOR = Math.floor(Date.now() / HOUR) * HOUR - HOUR;

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Waits until everything that was asked for is drawn, rows below the window too. */
async function settled(page: Page): Promise<void> {
  const awaited = page.locator('[aria-busy=true], progress, [data-behind]');
  await expect.poll(() => awaited.count(), { timeout: 30_000 }).toBe(0);
  await expect.poll(() => page.getByTitle('What it is compared with is being loaded.').count()).toBe(0);
}

/** What a page says of its view: the filter bar, and what stands on it. */
async function seen(page: Page): Promise<Readonly<Record<string, unknown>>> {
  const names = (locator: Locator): Promise<string[]> =>
    locator.evaluateAll((elements) =>
      elements.map((element) => element.getAttribute('aria-label') ?? element.textContent),
    );
  const bar = ['source', 'env', 'project', 'range', 'vs'].map((label) =>
    page.getByRole('button', { name: new RegExp(`^${label}\\s`) }),
  );
  const { pathname, searchParams } = new URL(page.url());
  const isFixed = searchParams.get('range')?.includes('..') === true;
  const numbers = async (): Promise<unknown> => {
    if (!isFixed) return 'of a time that moves on';
    const metrics = await page
      .locator('main [data-metric]')
      .evaluateAll((all) =>
        all.map((one) => `${one.getAttribute('data-metric')} ${one.getAttribute('data-exact')}`),
      );
    // When something was seen last is told from now.
    return metrics.filter((text) => !text.startsWith('last_seen'));
  };
  return {
    pathname,
    bar: (await Promise.all(bar.map(names))).flat(),
    search: await page.getByLabel('Search', { exact: true }).inputValue(),
    titles: await names(page.getByRole('heading')),
    pressed: await names(page.locator('main [aria-pressed=true]')),
    sorted: await page
      .locator('th[aria-sort]')
      .evaluateAll((heads) => heads.map((head) => `${head.textContent} ${head.getAttribute('aria-sort')}`)),
    large: await names(page.getByRole('button', { name: /make small$/ })),
    selected: await names(page.locator('[role=row][aria-selected=true]')),
    numbers: await numbers(),
  };
}

/** What a page says once it says the same for a while: answers to what was just chosen are on their way before. */
async function seenAtRest(page: Page): Promise<Readonly<Record<string, unknown>>> {
  let last = '';
  await expect
    .poll(
      async () => {
        await settled(page);
        const before = last;
        last = JSON.stringify(await seen(page));
        return last === before;
      },
      { timeout: 30_000, interval: 250 },
    )
    .toBe(true);
  return JSON.parse(last) as Readonly<Record<string, unknown>>;
}

describe('the address', () => {
  it('holds twelve intents and more, gives another browser the same, and Back takes each back', async () => {
    const { page, context, offences } = await openPage(
      browser,
      `${product.url}performance?source=demo&demo=20000&anchor=${iso(ANCHOR)}`,
    );
    await rowsOf(page).nth(20).waitFor();
    const steps: { readonly url: string; readonly shown: Readonly<Record<string, unknown>> }[] = [];
    /** Does something that is one intent: the address changes, and what was before it is noted. */
    const intend = async (act: () => Promise<unknown>): Promise<void> => {
      await pointNowhere(page);
      const shown = await seenAtRest(page);
      const length = await page.evaluate(() => history.length);
      steps.push({ url: page.url(), shown });
      await act();
      await expect.poll(() => page.url()).not.toBe(steps.at(-1)?.url);
      expect(await page.evaluate(() => history.length)).toBe(length + 1);
    };

    await intend(() => chooseEnvironment(page, 'production'));
    await intend(async () => {
      await page.getByRole('button', { name: /^project / }).click();
      await page.getByRole('checkbox', { name: 'api', exact: true }).click();
      await page.keyboard.press('Escape');
    });
    await intend(() => chooseRange(page, /^7\sd$/));
    await intend(async () => {
      await page.getByRole('button', { name: /^range / }).click();
      await page.getByLabel('Type a range').fill(`${iso(ANCHOR - 48 * HOUR)}..${iso(ANCHOR)}`);
      await page.keyboard.press('Enter');
    });
    await intend(async () => {
      await page.getByLabel('Search', { exact: true }).fill('transaction:/api/*');
      await page.keyboard.press('Enter');
    });
    await page.keyboard.press('Tab');
    await intend(() => page.getByRole('columnheader', { name: 'p99' }).getByRole('button').click());
    await intend(async () => {
      await page
        .getByRole('region', { name: 'Throughput' })
        .getByRole('button', { name: 'Throughput' })
        .first()
        .click();
      await page.getByRole('menuitemradio', { name: 'Apdex' }).click();
    });
    await intend(async () => {
      await page.locator('button[aria-haspopup=dialog]', { hasText: /^vs/ }).click();
      await page.getByRole('radio', { name: 'The same time a week earlier' }).click();
    });
    await intend(() => page.getByRole('button', { name: 'Apdex: make large' }).click());
    await intend(async () => {
      const chart = page.getByRole('slider', { name: /^Apdex/ });
      const box = await chart.boundingBox();
      if (box === null) throw new Error('The chart is not drawn.');
      await page.mouse.move(box.x + box.width * 0.3, box.y + 80);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6, box.y + 90, { steps: 5 });
      await page.mouse.up();
      await page.getByRole('button', { name: /^Zoom/ }).click();
    });
    await intend(() => rowNamed(page, NAME).getByRole('link').click());
    const events = page.getByRole('region', { name: 'Events' });
    await rowsOf(events).first().waitFor();
    await intend(() => events.getByRole('button', { name: 'Recent' }).click());
    await rowsOf(events).first().waitFor();
    await intend(() => rowsOf(events).first().locator('[data-row-link]').click());
    const tree = page.getByRole('treegrid');
    await tree.getByRole('row').nth(5).waitFor();
    await intend(() => tree.getByRole('row', { name: /Build documents queryset/ }).click());
    const last = { url: page.url(), shown: await seenAtRest(page) };
    expect(steps.length).toBeGreaterThanOrEqual(12);

    // Another browser, and the same one after a reload.
    const other = await openPage(browser, last.url);
    for (const there of [other.page, page]) {
      if (there === page) await page.reload();
      await there.getByRole('treegrid').getByRole('row').nth(5).waitFor();
      expect(await seenAtRest(there)).toEqual(last.shown);
    }
    expect(other.offences).toEqual([]);
    // Also further back, where there are numbers: the table, before the transaction was opened.
    const table = steps.find(({ url }) => new URL(url).searchParams.has('compare'));
    await other.page.goto(table?.url ?? '');
    await rowNamed(other.page, NAME).waitFor();
    expect(await seenAtRest(other.page)).toEqual(table?.shown);
    await other.context.close();

    for (const step of steps.toReversed()) {
      await page.goBack();
      await expect.poll(() => page.url()).toBe(step.url);
      await pointNowhere(page);
      expect(await seenAtRest(page), step.url).toEqual(step.shown);
    }
    expect(offences).toEqual([]);
    await context.close();
  });

  it('leads Back to the place on the page, and to what had the focus', async () => {
    const { page, context, offences } = await openPage(
      browser,
      `${product.url}performance?source=demo&demo=20000&anchor=${iso(ANCHOR)}`,
      { height: 600 },
    );
    await rowsOf(page).nth(20).waitFor();
    await settled(page);
    const link = rowsOf(page).nth(18).getByRole('link');
    const name = await link.innerText();
    await link.scrollIntoViewIfNeeded();
    await link.click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.goBack();
    const again = rowNamed(page, name.trim()).getByRole('link');
    await expect.poll(() => again.evaluate((element) => element === document.activeElement)).toBe(true);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    expect(await again.evaluate((element) => element.getBoundingClientRect().bottom < innerHeight)).toBe(
      true,
    );
    expect(offences).toEqual([]);
    await context.close();
  });

  it.each([
    'v=99&range=%F0%9F%A6%84&sort=;drop&open=-1&table=x&compare=&select=..&zone=&list=&chart=&scale=&rows=',
    `v=1&start=yesterday&end=&environment=%00&project=${'x'.repeat(2_000)}&search=((((&widget=p95&widget=`,
    'trace=zz&span=%25&from=~&zoom=1~0&fold=....&transaction=a&anchor=never&demo=1e99&source=mars&utm=1',
  ])('that is garbage opens a page that can be used: %s', async (garbage) => {
    const { page, context, offences } = await openPage(browser, `${product.url}performance?${garbage}`);
    await page.getByRole('link', { name: /Open the demo/ }).click();
    await rowsOf(page).nth(20).waitFor({ timeout: 60_000 });
    const url = new URL(page.url());
    await page.goto(
      `${product.url}performance?source=demo&anchor=${url.searchParams.get('anchor') ?? ''}&${garbage.replaceAll(/(anchor|demo|source)=[^&]*&?/g, '')}`,
    );
    await page.getByRole('button', { name: 'Close this message' }).first().waitFor();
    await page.getByRole('button', { name: /^range / }).waitFor();
    await chooseRange(page, /^24\sh$/);
    await page.getByLabel('Search', { exact: true }).fill('');
    await page.keyboard.press('Enter');
    expect(offences).toEqual([]);
    await context.close();
  });
});

it('a view that was saved in one browser is found and opened in another', async () => {
  const dsn = new URL(product.dsn);
  const to = `${dsn.origin}/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`;
  const body = transactionEnvelope(1, { endMs: Date.now() - 60_000 });
  expect((await fetch(to, { method: 'POST', body })).status).toBe(200);
  const first = await openPage(browser, `${product.url}performance?range=4h&sort=-p99&compare=off`);
  await rowsOf(first.page).first().waitFor();
  await first.page.getByRole('button', { name: 'Saved views' }).click();
  await first.page.getByLabel('Save this view as').fill('Slowest of four hours');
  await first.page.keyboard.press('Enter');
  await first.page.getByText('What is open is saved as').waitFor();

  const second = await openPage(browser, product.url);
  await rowsOf(second.page).first().waitFor();
  await second.page.getByRole('button', { name: 'Saved views' }).click();
  await second.page.getByRole('link', { name: 'Slowest of four hours' }).click();
  await second.page.waitForURL(/sort=-p99/);
  const { searchParams } = new URL(second.page.url());
  expect([searchParams.get('range'), searchParams.get('compare')]).toEqual(['4h', 'off']);
  await second.page.getByText('nothing: comparing is off').waitFor();
  await expect.poll(() => second.page.getByRole('columnheader', { name: /^vs/ }).count()).toBe(0);
  expect([...first.offences, ...second.offences]).toEqual([]);
  await first.context.close();
  await second.context.close();
});

it('clock times of the machine are named as such wherever one stands', async () => {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Asia/Kolkata',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const { page, offences } = await openTab(
    context,
    `${product.url}performance?source=demo&demo=20000&zone=local&anchor=${iso(ANCHOR)}&range=${iso(ANCHOR - 24 * HOUR)}..${iso(ANCHOR)}`,
  );
  await rowNamed(page, NAME).waitFor();
  await settled(page);
  const clock = (at: number): string => iso(at + 5.5 * HOUR).slice(11, 16);
  await expect
    .poll(() => page.getByRole('button', { name: /^range / }).innerText())
    .toContain(`${clock(ANCHOR)} GMT+5:30`);
  const chart = page.getByRole('slider').first();
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => chart.getAttribute('aria-valuetext')).toContain('GMT+5:30');
  await page
    .getByText(/^\d+ \w+ \d\d:\d\d – .* GMT\+5:30/)
    .first()
    .waitFor();
  await rowNamed(page, NAME).getByRole('link').click();
  await rowsOf(page.getByRole('region', { name: 'Events' }))
    .first()
    .locator('[data-row-link]')
    .click();
  await page.getByText('GMT+5:30').first().waitFor();
  expect(offences).toEqual([]);
  await context.close();
});
