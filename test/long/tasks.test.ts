// What people come for, each by mouse alone and by keys alone, in no more presses than it may take: of a button, a link, a
// choice or a field, whichever hand presses it. What is typed is free. The demo in the built product, in a real Chromium.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser, openPage, startProduct } from '../browser/product.ts';
import type { Product, WatchedPage } from '../browser/product.ts';
import { rowsOf } from '../browser/read-page.ts';
import { sendEnvelope } from '../collector/running.ts';
import { transactionEnvelope } from '../collector/traffic.ts';

/** One way to work, and how often something was pressed. */
interface Hand {
  readonly presses: number;
  readonly press: (target: Locator) => Promise<void>;
  /** Puts a text in the place of what a field has. */
  readonly write: (field: Locator, text: string) => Promise<void>;
  readonly openPalette: () => Promise<void>;
  /** To the page before, by the browser. */
  readonly goBack: () => Promise<void>;
}

/** Whether somebody who writes now writes into it. */
function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** Writes where the focus is, in the place of what is there. */
async function writeOver(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

class Mouse implements Hand {
  presses = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  press = async (target: Locator): Promise<void> => {
    this.presses += 1;
    await target.click();
  };

  write = async (field: Locator, text: string): Promise<void> => {
    await field.waitFor();
    if (!(await hasFocus(field))) await this.press(field);
    await writeOver(this.#page, text);
  };

  openPalette = (): Promise<void> => this.press(this.#page.getByRole('button', { name: /^Commands/ }));

  goBack = async (): Promise<void> => {
    this.presses += 1;
    await this.#page.goBack();
  };
}

/** The demo is made anew for every browser. */
const PATIENCE = { timeout: 30_000 };

/** Tab stops until which something has to be reached: a table of many rows is walked along by `j`. */
const MOST_STOPS = 400;

class Keys implements Hand {
  presses = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  press = async (target: Locator): Promise<void> => {
    this.presses += 1;
    await this.#reach(target);
    const isBox = await target.evaluate((element) =>
      element.matches('input[type=checkbox], input[type=radio]'),
    );
    await this.#page.keyboard.press(isBox ? 'Space' : 'Enter');
  };

  write = async (field: Locator, text: string): Promise<void> => {
    await this.#reach(field);
    await writeOver(this.#page, text);
  };

  openPalette = async (): Promise<void> => {
    this.presses += 1;
    await this.#page.keyboard.press('Control+k');
  };

  /** A browser without a window has no key for it: that of those who have one is theirs. */
  goBack = async (): Promise<void> => {
    this.presses += 1;
    await this.#page.goBack();
  };

  /** Brings the focus to something, from where it is. */
  #reach = async (target: Locator): Promise<void> => {
    await target.waitFor();
    const isInMenu = await target.evaluate((element) => element.closest('[role=menu]') !== null);
    const isRow = await target.evaluate((element) => element.hasAttribute('data-row-link'));
    /** Whether the focus is on another choice of the same group, which is one stop for Tab: arrows walk along it. */
    const isInGroup = (): Promise<boolean> =>
      target.evaluate((element) => {
        const { activeElement } = document;
        const isChoice = element instanceof HTMLInputElement && element.type === 'radio';
        return isChoice && activeElement instanceof HTMLInputElement && activeElement.name === element.name;
      });
    const step = isRow ? 'j' : isInMenu ? 'ArrowDown' : 'Tab';
    for (let stops = 0; !(await hasFocus(target)); stops += 1) {
      if (stops === MOST_STOPS) throw new Error(`${step} does not lead to ${String(target)}.`);
      await this.#page.keyboard.press((await isInGroup()) ? 'ArrowDown' : step);
    }
  };
}

interface Task {
  readonly name: string;
  readonly most: number;
  readonly does: (page: Page, hand: Hand, context: BrowserContext) => Promise<void>;
}

const firstRow = (page: Page): Locator => rowsOf(page).first().locator('a[data-row-link]');
const search = (page: Page): Locator => page.getByRole('combobox', { name: 'Search' });

async function toTransaction(page: Page, hand: Hand): Promise<void> {
  await hand.press(firstRow(page));
  await page.waitForURL(/\/transaction\?/);
  await rowsOf(page.getByRole('region', { name: 'Events' }))
    .nth(2)
    .waitFor();
}

const TASKS: readonly Task[] = [
  {
    name: 'finds the slowest endpoint of production, and the query that costs it',
    most: 5,
    does: async (page, hand) => {
      await hand.write(search(page), 'environment:production op:http.server');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('search')?.includes('op:http.server') === true);
      await hand.press(page.getByRole('columnheader', { name: /^p95/ }).getByRole('button').first());
      await page.waitForURL(/sort=-?p95/);
      await expect.poll(() => page.locator('[aria-busy=true]').count(), PATIENCE).toBe(0);
      await toTransaction(page, hand);
      const spans = page.getByRole('region', { name: 'Suspect spans' });
      const read = spans.getByRole('button', { name: 'Read the spans' });
      await spans.getByRole('table').or(read).first().waitFor();
      if (await read.isVisible()) await hand.press(read);
      await spans.getByRole('table').waitFor();
      // What costs most is a query, with how long it takes.
      const [first] = await rowsOf(spans).allInnerTexts();
      expect(first).toMatch(/SELECT [\s\S]*\d\s?m?s/);
    },
  },
  {
    name: 'sees which attribute explains the slow 5 %',
    most: 3,
    does: async (page, hand) => {
      await toTransaction(page, hand);
      await page.getByRole('region', { name: 'What differs' }).waitFor();
    },
  },
  {
    name: 'shares exactly this view: another browser shows the same numbers',
    most: 2,
    does: async (page, hand, context) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await hand.write(search(page), 'op:pageload');
      await page.keyboard.press('Enter');
      await page.waitForURL(/search=/);
      await expect.poll(() => page.locator('[aria-busy=true]').count(), PATIENCE).toBe(0);
      await hand.press(page.getByRole('button', { name: 'Copy link', exact: true }));
      const link = await page.evaluate(() => navigator.clipboard.readText());
      const names = await rowsOf(page).getByRole('link').allInnerTexts();
      const other = await openPage(page.context().browser() ?? browser, link);
      await expect.poll(() => rowsOf(other.page).getByRole('link').allInnerTexts(), PATIENCE).toEqual(names);
      await other.context.close();
    },
  },
  {
    name: 'is told if it happens again',
    most: 4,
    does: async (page, hand) => {
      await toTransaction(page, hand);
      await hand.press(page.getByRole('link', { name: 'p95 duration: make an alert' }));
      await hand.write(page.getByRole('textbox', { name: 'Critical threshold' }), '2000');
      await hand.press(page.getByRole('button', { name: 'Save alert' }));
      await page.waitForURL((url) => /alert/.test(url.pathname) && !/new|edit/.test(url.href));
    },
  },
  {
    name: 'compares with the week before',
    most: 2,
    does: async (page, hand) => {
      await hand.press(page.getByRole('button', { name: 'vs previous', exact: true }));
      await hand.press(page.getByRole('radio', { name: /a week earlier/ }));
      await page.waitForURL(/compare=week/);
    },
  },
  {
    name: 'sees only what failed in one part of the app',
    most: 1,
    does: async (page, hand) => {
      await hand.write(search(page), 'transaction:/api/* !status:ok');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('search') === 'transaction:/api/* !status:ok');
    },
  },
  {
    name: 'looks at the period before, and comes back',
    most: 2,
    does: async (page, hand) => {
      const before = page.url();
      await hand.press(page.getByRole('button', { name: 'Earlier' }));
      await page.waitForURL((url) => url.href !== before);
      await hand.goBack();
      await page.waitForURL(before);
    },
  },
  {
    name: 'sees the pages of browsers alone',
    most: 1,
    does: async (page, hand) => {
      await hand.press(page.getByRole('navigation', { name: 'Transactions of' }).getByText('Frontend'));
      await page.waitForURL(/tab=/);
    },
  },
  {
    name: 'goes to a transaction by a part of its name',
    most: 2,
    does: async (page, hand) => {
      await hand.openPalette();
      await hand.write(page.getByRole('combobox', { name: 'Command' }), 'documents');
      const option = page.getByRole('option', { name: /documents/ }).first();
      await option.waitFor();
      // The best match is chosen already: the keys stay in the field.
      if (hand instanceof Mouse) await hand.press(option);
      else await hand.press(page.getByRole('combobox', { name: 'Command' }));
      await page.waitForURL(/\/transaction\?/);
    },
  },
  {
    name: 'keeps a transaction at hand',
    most: 1,
    does: async (page, hand) => {
      const star = rowsOf(page)
        .nth(1)
        .getByRole('button', { name: /^Star / });
      const name = (await star.getAttribute('aria-label'))?.slice('Star '.length) ?? '';
      await hand.press(star);
      await expect
        .poll(() => rowsOf(page).first().getByRole('link').first().innerText(), PATIENCE)
        .toContain(name);
    },
  },
  {
    name: 'says how slow is too slow',
    most: 3,
    does: async (page, hand) => {
      await toTransaction(page, hand);
      await hand.press(page.getByRole('button', { name: /^T \d/ }));
      await hand.write(page.getByRole('textbox', { name: 'T', exact: true }), '700');
      await hand.press(page.getByRole('button', { name: 'Apply' }));
      await page.getByRole('button', { name: /^T 700/ }).waitFor();
    },
  },
  {
    name: 'takes the table along',
    most: 2,
    does: async (page, hand) => {
      await hand.press(page.getByRole('button', { name: 'Export' }));
      const download = page.waitForEvent('download');
      await hand.press(page.getByRole('menuitem', { name: 'Download CSV' }));
      const path = await (await download).path();
      expect((await readFile(path, 'utf8')).split('\n').length).toBeGreaterThan(5);
    },
  },
];

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

describe.each(['mouse', 'keys'] as const)('by %s', (way) => {
  let opened: WatchedPage;

  beforeAll(async () => {
    opened = await openPage(browser, `${product.url}performance?source=demo&demo=5000`);
    await rowsOf(opened.page).nth(3).waitFor();
  });

  afterAll(async () => {
    await opened.context.close();
  });

  it.each(TASKS.map((task) => [task.name, task] as const))('one %s', async (_, { most, does }) => {
    const { page, context } = opened;
    const start = new URL('performance', page.url());
    const { searchParams } = new URL(page.url());
    for (const key of ['source', 'demo', 'anchor']) {
      const value = searchParams.get(key);
      if (value !== null) start.searchParams.set(key, value);
    }
    await page.goto(start.href);
    await rowsOf(page).nth(3).waitFor();
    await expect.poll(() => page.locator('progress').count(), PATIENCE).toBe(0);
    const hand = way === 'mouse' ? new Mouse(page) : new Keys(page);
    await does(page, hand, context);
    expect(hand.presses).toBeLessThanOrEqual(most);
  });

  it('and the pages did nothing meanwhile that they may not do', () => {
    expect(opened.offences).toEqual([]);
  });
});

it('data is deleted from the settings of a built collector, ten seconds after it was asked for', async () => {
  for (const value of [1, 2, 3]) {
    expect((await sendEnvelope(product, transactionEnvelope(value), { project: '1' })).status).toBe(200);
  }
  expect((await sendEnvelope(product, transactionEnvelope(4), { project: '2' })).status).toBe(200);
  const { page, context, offences } = await openPage(browser, `${product.url}settings?source=collector`);
  await page.getByRole('button', { name: /^Delete the data of \D*1$/ }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByText(/^The data of \D*1 stays/).waitFor();
  await page.getByRole('button', { name: /^Delete the data of \D*1$/ }).click();
  await page.mouse.move(0, 0);
  await page.getByText('Deleted: 3 transactions').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: /^Delete the data of \D*1$/ }).waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: /^Delete the data of \D*2$/ }).isEnabled()).toBe(true);
  expect(offences).toEqual([]);
  await context.close();
});
