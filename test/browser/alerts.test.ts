// The article's alert, made in a browser from a chart, tried on the demo's history, and looked at.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { parseRules } from '../../src/alerts/rule-file.ts';
import { launchBrowser, openPage, startProduct } from './product.ts';
import type { Product } from './product.ts';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await product.stop();
});

it('an alert is made from a chart, would have fired once, is kept, and leads to its slow events', async () => {
  const address =
    'performance?source=demo&range=14d&environment=production&search=transaction:/api/documents';
  const { page, offences } = await openPage(browser, `${product.url}${address}`);
  const widget = page.getByRole('region', { name: 'p95 duration' });
  await widget.getByRole('link', { name: 'p95 duration: make an alert' }).click();

  // What the chart showed is there already.
  const search = page.getByRole('textbox', { name: 'Only events that match' });
  await search.waitFor();
  expect(await search.inputValue()).toBe('transaction:/api/documents');
  const environment = page.getByRole('combobox', { name: 'Environment' });
  expect(await environment.inputValue()).toBe('["production"]');
  expect(await page.getByRole('combobox', { name: 'Window' }).inputValue()).toBe(String(3_600_000));

  await page.getByRole('textbox', { name: 'Critical threshold' }).fill('5000');
  await page.getByRole('textbox', { name: 'Warning threshold' }).fill('3500');
  // The 95th percentile of a dozen events at night passes that now and then, which night depends on today's date.
  await page.getByRole('textbox', { name: 'Events that a value must be of' }).fill('15');
  await page.getByRole('heading', { name: /^Would have fired 1 time in 14/ }).waitFor();
  await page.getByText(/^Suggested of this time/).waitFor();

  // A threshold is dragged as well as typed; keys move it, too.
  const handle = page.getByRole('slider', { name: 'Warning threshold' });
  const box = await handle.boundingBox();
  expect(box).not.toBeNull();
  const [x, y] = [(box?.x ?? 0) + 20, (box?.y ?? 0) + 12];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const threshold = async (): Promise<number> => Number(await handle.getAttribute('aria-valuenow'));
  // Down to where it is usual to be now and then.
  for (let by = 2; (await threshold()) > 1_800; by += 2) await page.mouse.move(x, y + by);
  await page.mouse.up();
  const dragged = await threshold();
  await page.getByRole('heading', { name: /^Would have fired (?!1 time )/ }).waitFor();
  await handle.press('ArrowUp');
  expect(await threshold()).toBe(dragged + 100);
  await page.getByRole('textbox', { name: 'Warning threshold' }).fill('3,500');
  await page.getByRole('heading', { name: /^Would have fired 1 time in 14/ }).waitFor();

  // Nothing is saved while the rule is not right.
  await page.getByRole('textbox', { name: 'Critical threshold' }).fill('3000');
  await page.getByRole('button', { name: 'Save alert' }).click();
  await page.getByText('Not saved yet: The critical threshold must not lie below the warning.').waitFor();
  await page.getByRole('textbox', { name: 'Critical threshold' }).fill('5000');
  await page.getByRole('button', { name: 'Save alert' }).click();

  // The page of the rule: one incident that warned, was critical, and ended.
  await page.getByRole('heading', { name: /^p95 duration of \/api\/documents above 3.50 s/ }).waitFor();
  const incident = page.getByRole('region', { name: /^Incident \d+$/ });
  await incident.waitFor();
  const changes = incident.getByRole('list').getByRole('listitem');
  const words = (await changes.allTextContents()).map(
    (text) => /(Warning|Critical|Resolved):/.exec(text)?.[1],
  );
  expect([words[0], words.at(-1)]).toEqual(['Warning', 'Resolved']);
  expect(words).toContain('Critical');
  const event = incident.getByRole('table').getByRole('link').first();
  expect(await event.getAttribute('href')).toMatch(/trace\?.*trace=[0-9a-f]{32}/);
  await expect
    .poll(() => page.locator('header').getByText('OK', { exact: true }).count(), { timeout: 20_000 })
    .toBe(1);

  // In the list it can be muted, written to a file, deleted and taken back.
  await page.getByRole('link', { name: 'Alerts' }).first().click();
  const row = page.getByRole('row', { name: /p95 duration of \/api\/documents/ });
  await row.getByRole('button', { name: /^Mute/ }).click();
  await page.getByRole('menuitem', { name: '8 hours' }).click();
  await row.getByText('muted').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  expect(parseRules(text).find(({ name }) => name.startsWith('p95'))).toMatchObject({
    measure: { metric: 'p95' },
    environments: ['production'],
    window: 3_600_000,
    thresholds: { critical: 5_000, warning: 3_500, resolve: null },
  });
  await row.getByRole('checkbox').check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByLabel('File of alert rules').setInputFiles({
    name: 'rules.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await row.waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.waitForURL(/performance/);
  expect(offences).toEqual([]);
});
