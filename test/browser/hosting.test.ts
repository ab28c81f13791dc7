// The built app on a static host, under a path of its own, with no collector anywhere.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { CONTENT_SECURITY_POLICY } from '../../src/model/policy.ts';
import { launchBrowser, openPage } from './product.ts';
import { rowsOf } from './read-page.ts';
import { serveFolder } from './static-server.ts';
import type { Host } from './static-server.ts';

const APP = join(import.meta.dirname, '../../dist/app');

let host: Host;
let browser: Browser;

beforeAll(async () => {
  [host, browser] = await Promise.all([serveFolder(APP, '/some/where/'), launchBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await host.close();
});

describe('on a static host', () => {
  it('the first run says that there is no collector, and how to start one', async () => {
    const { page, context, offences } = await openPage(browser, host.url);
    await page.getByText('No collector answers at this address').waitFor();
    const words = await page.locator('main').innerText();
    expect(words).toContain('npx longtail');
    expect(words).toContain('http://localhost:4318/');
    const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
    expect(await meta.getAttribute('content')).toBe(CONTENT_SECURITY_POLICY);
    expect(offences).toEqual([]);
    await context.close();
  });

  it('the demo is one click away, and stands behind deep links and reloads', async () => {
    const { page, context, offences } = await openPage(browser, host.url);
    await page.getByRole('link', { name: /Open the demo/ }).click();
    await rowsOf(page).nth(20).waitFor();
    expect(new URL(page.url()).pathname).toBe('/some/where/performance');
    await rowsOf(page).first().getByRole('link').click();
    await page
      .getByRole('link', { name: /^Trace of/ })
      .first()
      .click();
    await page.getByRole('treegrid').getByRole('row').nth(1).waitFor();
    expect(new URL(page.url()).pathname).toBe('/some/where/trace');

    const title = await page.getByRole('heading', { level: 1 }).innerText();
    // The host has no such file and answers with its 404 page, which is the app.
    await page.reload();
    await page.getByRole('treegrid').getByRole('row').nth(1).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
    await page.goBack();
    await page.getByRole('region', { name: 'Events' }).waitFor();
    // The browser tells of the status 404 that the deep link was answered with; nothing else may be told.
    expect(offences.filter((offence) => !/status of 404 .*\/some\/where\/trace\?/.test(offence))).toEqual([]);
    await context.close();
  });
});
