// axe-core on every screen in every state, in light and dark, wide and narrow: no serious and no critical finding.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { ALL_LOOKS, findFaults } from '../browser/find-faults.ts';
import { launchBrowser, openPage } from '../browser/product.ts';
import { STATES, find, isStrange, screens, shows, stage } from '../browser/screens.ts';
import type { Found, Staged } from '../browser/screens.ts';
import { shareOf } from './share.ts';

let browser: Browser;
let staged: Staged;
let found: Found;

beforeAll(async () => {
  [browser, staged] = await Promise.all([launchBrowser(), stage(6_000)]);
  const { page, context } = await openPage(browser, 'about:blank');
  found = await find(page, staged);
  await context.close();
});

afterAll(async () => {
  await browser.close();
  await staged.close();
});

it.each(STATES)('no screen with its %s has a serious fault', async (state) => {
  const own = screens(found).filter(({ states }) => states.includes(state));
  const looked = own.slice(0, shareOf(own.length));
  const { page, context, offences } = await openPage(browser, 'about:blank');
  const faults: string[] = [];
  const told: string[] = [];
  for (const screen of looked) {
    await page.goto(staged.urlOf(screen, state));
    await shows(page, screen, state);
    if (state === 'loading') told.push(`${screen.name}: ${await page.locator('body').innerText()}`);
    const isAtRest = state === 'data' || state === 'empty';
    faults.push(...(await findFaults(page, `${screen.name}, ${state}`, ALL_LOOKS, isAtRest)));
  }
  expect(faults).toEqual([]);
  // What has not come is not told as nothing.
  expect(told.filter((words) => /\b(n 0|0 of 0|0 (page views|events|transactions))\b/.test(words))).toEqual(
    [],
  );
  expect(offences.filter(isStrange)).toEqual([]);
  await context.close();
});
