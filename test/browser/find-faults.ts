// axe-core on a page as it is.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { Looks } from './product.ts';
import { pointNowhere } from './read-page.ts';

export const ALL_LOOKS: readonly Required<Looks>[] = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1440, height: 900 },
  { theme: 'light', width: 390, height: 844 },
  { theme: 'dark', width: 390, height: 844 },
];

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Serious and critical findings on the page as it is, each with the first elements it was made at. */
export async function faultsOn(page: Page): Promise<string[]> {
  // As text for the debugger, which the policy does not concern: a script element would be blocked.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readFile(AXE, 'utf8'));
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { resultTypes: ['violations'] })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const places = nodes
        .slice(0, 3)
        .map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`);
      return `${id} (${nodes.length}): ${places.join(' | ')}`;
    });
}

/** The same in each of these looks, under the name of what is looked at. Afterwards the page is wide and light. */
export async function findFaults(
  page: Page,
  name: string,
  looks: readonly Required<Looks>[],
  isAtRest = true,
): Promise<string[]> {
  const found: string[] = [];
  for (const { theme, width, height } of looks) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await expect.poll(scheme, { timeout: 30_000 }).toBe(theme);
    await pointNowhere(page);
    if (isAtRest) {
      const busy = page.locator('[aria-busy=true], progress');
      await expect.poll(() => busy.count(), { timeout: 30_000 }).toBe(0);
    }
    for (const fault of await faultsOn(page)) found.push(`${name}, ${theme}, ${width}: ${fault}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
}
