// What a page shows, read the way a person finds it, in the precision that the page keeps beside its words.
import type { Locator, Page } from 'playwright-core';

/** The number that a part of the page shows for a metric, in full precision; NaN where it shows that there is none. */
export async function exactOf(part: Locator, metric: string): Promise<number> {
  return Number(await part.locator(`[data-metric="${metric}"]`).first().getAttribute('data-exact'));
}

/** The numbers that a part of the page shows for a metric, from top to bottom. */
export async function allExactOf(part: Locator, metric: string): Promise<number[]> {
  const texts = await part
    .locator(`[data-metric="${metric}"]`)
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-exact')));
  return texts.map(Number);
}

/** Rows of the table of transactions, or of a list of events. */
export function rowsOf(part: Locator | Page): Locator {
  return part.locator('tbody tr[data-row]');
}

/** The row of one transaction in the table. */
export function rowNamed(page: Page, name: string): Locator {
  return rowsOf(page).filter({ has: page.getByRole('link', { name, exact: true }) });
}

/** Chooses an environment in the filter bar, and waits until the address has it. */
export async function chooseEnvironment(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^env / }).click();
  await page.getByRole('checkbox', { name, exact: true }).click();
  await page.waitForURL((url) => url.searchParams.getAll('environment').includes(name));
  await page.keyboard.press('Escape');
}

/** Chooses one of the offered ranges, such as `14 d`. */
export async function chooseRange(page: Page, words: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^range / }).click();
  await page.getByRole('group', { name: 'The last' }).getByRole('button', { name: words }).click();
}

/** Takes the pointer off everything: numbers that are pointed at stand still. */
export async function pointNowhere(page: Page): Promise<void> {
  await page.mouse.move(720, 2);
}
