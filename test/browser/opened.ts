// What opens on a screen: panels, menus, sheets, tips and what is pointed at, for those who look through all of them.
import type { Locator, Page } from 'playwright-core';
import { rowsOf } from './read-page.ts';
import type { Found } from './screens.ts';

/** Something that is seen only once it was opened. */
export interface Opened {
  readonly name: string;
  readonly page: string;
  /** What its address says beside the source. */
  readonly says: Readonly<Record<string, string>>;
  /** What is there before it is opened. */
  readonly whole: (page: Page) => Locator;
  /** Opens it, and waits until it is there. */
  readonly open: (page: Page) => Promise<void>;
  /** Where it is: only in a wide window, only in a narrow one; else in both. */
  readonly only?: 'wide' | 'narrow';
  /** Whether all of the page is looked at. */
  readonly isWhole?: true;
}

/** It is open by its address. */
const nothing = (): Promise<void> => Promise.resolve();
const table = (page: Page): Locator => rowsOf(page).nth(3);
const plotOf = (page: Page): Locator => page.getByRole('slider', { name: /^Latency/ });

/** Drags over a part of something: shares of its width and height. */
async function drag(
  page: Page,
  over: Locator,
  from: readonly number[],
  to: readonly number[],
): Promise<void> {
  await over.scrollIntoViewIfNeeded();
  const box = await over.boundingBox();
  if (box === null) throw new Error('It is not drawn.');
  const place = ([x = 0, y = 0]: readonly number[]): [number, number] => [
    box.x + box.width * x,
    box.y + box.height * y,
  ];
  await page.mouse.move(...place(from));
  await page.mouse.down();
  await page.mouse.move(...place(to), { steps: 4 });
  await page.mouse.up();
}

/** Points at a place of something: shares of its width and height. */
async function pointAt(page: Page, at: Locator, x: number, y: number): Promise<void> {
  await at.scrollIntoViewIfNeeded();
  const box = await at.boundingBox();
  if (box === null) throw new Error('It is not drawn.');
  await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 2 });
  await page.waitForTimeout(200);
}

function onPerformance(): readonly Opened[] {
  const at = (name: string, open: Opened['open'], more: Partial<Opened> = {}): Opened => ({
    name,
    page: 'performance',
    says: {},
    whole: table,
    open,
    ...more,
  });
  const wide = { only: 'wide' } as const;
  const press =
    (name: RegExp): Opened['open'] =>
    (page) =>
      page.getByRole('button', { name }).first().click();
  return [
    at('palette', async (page) => {
      await page.keyboard.press('Control+k');
      await page
        .getByRole('option', { name: /documents/ })
        .first()
        .waitFor();
    }),
    at('keys', async (page) => {
      await page.keyboard.press('?');
      await page.getByLabel('Find a shortcut').waitFor();
    }),
    at('widget', async (page) => {
      await page.getByRole('button', { name: /^Throughput: make large/ }).click();
      await page.getByRole('button', { name: /^Throughput: make small/ }).waitFor();
    }),
    at('plot-percentiles', nothing, { says: { plot: 'percentiles' } }),
    at('plot-work', nothing, { says: { plot: 'work' } }),
    at('plot-table', nothing, { says: { plot: 'table' } }),
    at('plot-hidden', nothing, { says: { plot: 'hidden' } }),
    at('sheet', press(/·/), { only: 'narrow' }),
    at('environments', press(/^env /), wide),
    at('ranges', press(/^range /), wide),
    at('compare', press(/^vs /), wide),
    at('sources', press(/^source /), wide),
    at('link', press(/^A copied link shows/), wide),
    at('saved', press(/^Saved views/)),
    at('theme', press(/^Theme/), wide),
    at('columns', press(/^Columns/)),
    at('export', press(/^Export/)),
    at('metrics', press(/^Throughput/)),
    at('copies', press(/^Throughput: copy/)),
    at('tip', (page) => pointAt(page, plotOf(page), 0.55, 0.35)),
    at('widget-tip', (page) => pointAt(page, page.getByRole('slider', { name: /^Throughput/ }), 0.6, 0.5)),
    at(
      'cell',
      async (page) => {
        await rowsOf(page).nth(2).locator('td[data-column=p95]').hover({ force: true });
        await page.getByRole('button', { name: 'Filter by this value' }).click();
      },
      wide,
    ),
    at('point', async (page) => {
      const trace = page.getByRole('menuitem', { name: 'Trace nearest the p95' });
      // Of an empty cell none is offered: the next one below.
      for (let y = 120; y < 260 && !(await trace.isVisible()); y += 12) {
        if (y > 120) await page.keyboard.press('Escape');
        await plotOf(page).click({ position: { x: 240, y } });
        await page.getByRole('menu').waitFor();
      }
      await trace.waitFor();
    }),
    at('chip', (page) => drag(page, plotOf(page), [0.4, 0.2], [0.6, 0.5])),
    at(
      'explained',
      async (page) => {
        await drag(page, plotOf(page), [0.4, 0.15], [0.7, 0.5]);
        await page
          .getByRole('button', { name: /^Explain/ })
          .last()
          .click();
        await page.getByRole('region', { name: 'What differs' }).waitFor();
      },
      { isWhole: true },
    ),
    at(
      'suggestions',
      async (page) => {
        await page.keyboard.press('/');
        await page.keyboard.type('transaction:/api/* p95():>1s status:');
        await page.getByRole('option').first().waitFor();
      },
      wide,
    ),
    at(
      'account',
      async (page) => {
        await press(/received/)(page);
        await page.getByText('Items received').waitFor();
      },
      wide,
    ),
    at(
      'account-sheet',
      async (page) => {
        await press(/·/)(page);
        await page.getByText('Items received').scrollIntoViewIfNeeded();
      },
      { only: 'narrow' },
    ),
    at(
      'together',
      async (page) => {
        const address = new URL(page.url());
        for (const id of ['api:/api/documents', 'web:/documents'])
          address.searchParams.append('together', id);
        await page.goto(address.href);
        await page.getByRole('region', { name: 'Transactions compared' }).getByRole('table').waitFor();
      },
      { isWhole: true },
    ),
    at('glance', async (page) => {
      await rowsOf(page).first().locator('a[data-row-link]').focus();
      await page.keyboard.press('Space');
      const glance = page.getByRole('complementary', { name: /^Preview of/ });
      await glance
        .getByRole('link', { name: /^Trace of/ })
        .first()
        .waitFor();
    }),
    at('line-alone', nothing, { says: { plot: 'percentiles', without: 'p50' } }),
  ];
}

function onTransaction({ transaction }: Found): readonly Opened[] {
  const at = (name: string, open: Opened['open'], more: Partial<Opened> = {}): Opened => ({
    name,
    page: 'transaction',
    says: transaction,
    whole: (page) => rowsOf(page.getByRole('region', { name: 'Events' })).nth(2),
    open,
    ...more,
  });
  const stage = (page: Page): Locator => page.getByRole('region', { name: 'Durations' });
  const histogram = (page: Page): Locator => stage(page).getByRole('slider', { name: /^Distribution/ });
  return [
    at('threshold', (page) => page.getByRole('button', { name: /^T \d/ }).click()),
    at('histogram-tip', (page) => pointAt(page, histogram(page), 0.4, 0.6)),
    at('brushed', (page) => drag(page, histogram(page), [0.6, 0.5], [0.85, 0.5])),
    at('error', async (page) => {
      const errors = page.getByRole('region', { name: 'Related errors', exact: true });
      await errors.getByRole('table').getByRole('link').first().click();
      await page.getByRole('dialog', { name: 'Error' }).getByRole('region').first().waitFor();
    }),
    at('lines-and-tables', nothing, {
      says: { ...transaction, chart: 'time', without: 'p75', tables: 'throughput' },
    }),
    at('chart-table', nothing, { says: { ...transaction, tables: 'distribution' } }),
    at('events-selected', async (page) => {
      await rowsOf(page.getByRole('region', { name: 'Events' }))
        .nth(1)
        .locator('a[data-row-link]')
        .focus();
      await page.keyboard.press('x');
      await page.keyboard.press('Space');
      await page.getByRole('complementary', { name: 'Preview' }).getByRole('listitem').first().waitFor();
    }),
    at('spans-selected', async (page) => {
      const spans = page.getByRole('region', { name: 'Suspect spans', exact: true });
      await spans.locator('a[data-row-link]').first().focus();
      await page.keyboard.press('x');
      await spans.getByRole('group', { name: 'Selected rows' }).waitFor();
    }),
    at('errors-selected', async (page) => {
      const errors = page.getByRole('region', { name: 'Related errors', exact: true });
      await errors.locator('a[data-row-link]').first().focus();
      await page.keyboard.press('x');
      await errors.getByRole('group', { name: 'Selected rows' }).waitFor();
    }),
    at('field-values', nothing, {
      says: { ...transaction, part: 'tags', field: 'release' },
      whole: (page) => page.getByRole('region', { name: 'Table of values' }),
    }),
    at('value-menu', async (page) => {
      const status = page.getByRole('region', { name: 'Status' }).getByRole('button').first();
      await status.scrollIntoViewIfNeeded();
      await status.click();
    }),
  ];
}

function onTrace({ transaction, trace }: Found): readonly Opened[] {
  const tree = (page: Page): Locator => page.getByRole('treegrid').getByRole('row');
  const at = (
    name: string,
    says: Opened['says'],
    open: Opened['open'],
    more: Partial<Opened> = {},
  ): Opened => ({
    name: `trace-${name}`,
    page: 'trace',
    says: { ...transaction, ...trace, ...says },
    whole: (page) => tree(page).nth(3),
    open,
    ...more,
  });
  const picture = (name: string, whole: Opened['whole']): Opened =>
    at(name, { picture: name }, nothing, { whole });
  return [
    at('sql', {}, async (page) => {
      // In a low window the details of the first row lie over most of the others.
      const close = page.getByRole('button', { name: 'Close details' });
      if (await close.isVisible()) await close.click();
      await tree(page).filter({ hasText: 'SELECT' }).first().click();
      await page.getByRole('complementary', { name: 'Details' }).getByText('Attributes').first().waitFor();
    }),
    at('finding', {}, async (page) => {
      const findings = page.getByRole('group', { name: 'Findings' });
      await findings.locator('button[aria-pressed]').first().click();
      await page.getByRole('complementary', { name: 'Details' }).waitFor();
      await page.waitForTimeout(1_500);
    }),
    at('limits', {}, (page) => page.getByRole('button', { name: /^Limits/ }).click()),
    at('find', { find: 'SELECT' }, nothing),
    at('closed', {}, async (page) => {
      const close = page.getByRole('button', { name: 'Close details' });
      if (await close.isVisible()) await close.click();
    }),
    at('all', { scope: 'trace' }, nothing),
    picture('flame', (page) => page.getByLabel('Flame graph')),
    picture('statistics', (page) => page.getByRole('table').getByRole('row').nth(2)),
    picture('compare', (page) => page.getByRole('group', { name: 'What is compared' })),
  ];
}

function elsewhere(): readonly Opened[] {
  const at = (name: string, page: string, says: Opened['says'], more: Partial<Opened>): Opened => ({
    name,
    page,
    says,
    whole: table,
    open: nothing,
    ...more,
  });
  const rule = (page: Page): Locator => page.getByRole('row', { name: /LCP of page loads/ });
  const card = (page: Page): Locator => page.locator('li[data-row]').first();
  return [
    at(
      'alert-new',
      'alert-edit',
      {},
      {
        whole: (page) => page.getByRole('textbox', { name: 'Critical threshold' }),
        isWhole: true,
      },
    ),
    at(
      'alert-whole',
      'alert',
      { rule: 'api-failures' },
      {
        whole: (page) => page.getByRole('heading', { name: /^Failures of the API/ }).first(),
        isWhole: true,
      },
    ),
    at(
      'mute',
      'alerts',
      {},
      { whole: rule, open: (page) => rule(page).getByRole('button', { name: /^Mute/ }).click() },
    ),
    at(
      'rules-chosen',
      'alerts',
      {},
      { whole: rule, open: (page) => rule(page).getByRole('checkbox').check() },
    ),
    at(
      'channel-new',
      'alerts',
      { alerts: 'channels' },
      {
        whole: (page) => page.getByText('This browser').first(),
        open: async (page) => {
          await page
            .getByRole('button', { name: /channel/i })
            .last()
            .click();
          await page.getByRole('form', { name: 'Channel' }).waitFor();
        },
      },
    ),
    at(
      'trend',
      'trends',
      { range: '14d' },
      {
        whole: card,
        open: async (page) => {
          await card(page).getByRole('link').click();
          await page.getByRole('article').waitFor();
          await page.waitForTimeout(2_500);
        },
        isWhole: true,
      },
    ),
    at(
      'trend-menu',
      'trends',
      { range: '14d' },
      {
        whole: card,
        open: async (page) => {
          await card(page)
            .getByRole('button', { name: /^More about/ })
            .click();
          await page.getByRole('menuitem', { name: 'Events before' }).waitFor();
        },
      },
    ),
    at(
      'pages-sorted',
      'vitals',
      { pages: '-lcp' },
      { whole: (page) => rowsOf(page.getByRole('region', { name: 'Pages' })).first(), isWhole: true },
    ),
    at(
      'trace-start',
      'trace',
      {},
      {
        whole: (page) => page.getByRole('textbox', { name: 'Trace id' }),
        open: async (page) => {
          await page.getByRole('textbox', { name: 'Trace id' }).fill('none');
          await page.keyboard.press('Enter');
          await page.getByRole('alert').waitFor();
        },
      },
    ),
    at(
      'rail-narrow',
      'events',
      {},
      {
        open: async (page) => {
          await page.getByRole('button', { name: 'Make the rail narrow' }).click();
          await page.getByRole('button', { name: 'Make the rail wide' }).waitFor();
          // This browser keeps it: what is looked at afterwards is as wide as before.
          await page.evaluate(() => localStorage.clear());
        },
        only: 'wide',
      },
    ),
    at(
      'vitals-tip',
      'vitals',
      {},
      {
        whole: (page) => rowsOf(page.getByRole('region', { name: 'Pages' })).first(),
        open: (page) => pointAt(page, page.getByRole('slider').first(), 0.5, 0.4),
      },
    ),
    at(
      'vitals-whole',
      'vitals',
      {},
      {
        whole: (page) => rowsOf(page.getByRole('region', { name: 'Pages' })).first(),
        isWhole: true,
      },
    ),
    at(
      'events-preview',
      'events',
      {},
      {
        open: async (page) => {
          await rowsOf(page).nth(1).getByRole('link').first().focus();
          await page.keyboard.press('Space');
          await page.getByRole('complementary', { name: 'Preview' }).getByText('Tags').waitFor();
        },
      },
    ),
    at(
      'settings-whole',
      'settings',
      {},
      {
        whole: (page) => page.getByRole('textbox', { name: 'Default threshold in milliseconds' }),
        isWhole: true,
      },
    ),
    at(
      'search-wrong',
      'performance',
      { search: 'op:pageload duration:>soon' },
      {
        whole: (page) => page.getByText('The search in the address cannot be read'),
      },
    ),
    at(
      'trace-unknown',
      'trace',
      { trace: '0123456789abcdef0123456789abcdef' },
      {
        whole: (page) => page.getByRole('alert'),
      },
    ),
    at(
      'transaction-unknown',
      'transaction',
      { transaction: '/api/documets', 'transaction.project': 'api' },
      {
        whole: (page) => page.getByText('There is no transaction “/api/documets”'),
        open: (page) => page.getByRole('link', { name: '/api/documents' }).first().waitFor(),
      },
    ),
    at('no-such-page', 'nowhere', {}, { whole: (page) => page.getByText('There is no such page') }),
  ];
}

/** Everything that opens somewhere, under names of their own. */
export function openedThings(found: Found): readonly Opened[] {
  return [...onPerformance(), ...onTransaction(found), ...onTrace(found), ...elsewhere()];
}
