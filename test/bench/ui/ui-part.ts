// The trace page in a real Chromium, beside lists that hold every row: a plain one of elements, and a virtualiser.
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../browser/product.ts';
import type { Figure, PartReport, Surroundings, UiPart } from '../part.ts';
import { BIG_TRACE, framesOfTrace, SHAPES } from './big-trace.ts';
import type { Shape } from './big-trace.ts';
import { measureLists } from './list-peers.ts';
import { measurePerformancePage } from './performance-page.ts';
import { scroll } from './scrolling.ts';
import { serveTrace } from './serve-trace.ts';

/** Goes to the trace as a link does, and answers after how long its rows were painted. */
async function openTrace(page: Page): Promise<number> {
  return page.evaluate(async (url) => {
    const began = performance.now();
    history.pushState({ idx: 1, key: 'bench' }, '', url);
    dispatchEvent(new PopStateEvent('popstate', { state: { idx: 1, key: 'bench' } }));
    const row = '[role="treegrid"] [data-index]';
    while (document.querySelector(row) === null) await new Promise(requestAnimationFrame);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
  }, `trace?trace=${BIG_TRACE}`);
}

/** Presses a key in the waterfall, and answers how long the main thread worked until the next frame was painted. */
async function press(page: Page, key: string): Promise<number> {
  return page.evaluate(async (key) => {
    const grid = document.querySelector('[role="treegrid"]');
    const began = performance.now();
    grid?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
  }, key);
}

/** Writes a search, and answers how long it took until what it found was painted. */
async function search(page: Page, text: string): Promise<number> {
  return page.evaluate(async (text) => {
    const box = document.querySelector<HTMLInputElement>('input[aria-label="Find spans in this trace"]');
    if (box === null) throw new Error('The page has no search of its spans.');
    const began = performance.now();
    // As the browser sets it, past the property that React has put before it.
    Reflect.set(HTMLInputElement.prototype, 'value', text, box);
    box.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
  }, text);
}

async function measureShape(page: Page, looking: Page, shape: Shape, spans: number): Promise<Figure[]> {
  const named = (name: string, value: number, unit: Figure['unit'] = 'ms'): Figure => ({
    name: `${spans.toLocaleString('en')} spans, ${shape}: ${name}`,
    value,
    unit,
  });
  const figures = [named('click to painted rows', await openTrace(page))];
  // What is worked out behind the rows is over by then.
  await page.waitForTimeout(2_000);
  await page.getByLabel('Fold', { exact: true }).selectOption('open');
  await page.waitForTimeout(1_000);
  figures.push(named('search', await search(page, 'op:db* duration:>40')));
  await page.waitForTimeout(500);
  await search(page, '');
  await page.waitForTimeout(500);
  const scrolling = await scroll(page, looking);
  figures.push(named("scrolling, main thread's work for a frame, p95", scrolling.p95));
  figures.push(named("scrolling, main thread's work for a frame, longest", scrolling.longest));
  figures.push(named('scrolling, frames in ten seconds', scrolling.frames, 'frames'));
  figures.push(named('scrolling, blank rows in the worst picture', scrolling.blankRows, 'rows'));
  figures.push(named('scrolling, pictures', scrolling.pictures, 'pictures'));
  figures.push(named('collapse all', await press(page, '1')));
  figures.push(named('rows down to the last one reached', await lastReached(page), 'rows'));
  return figures;
}

/** Opens everything, goes to the last row, and answers how many there are if it is drawn in sight; 0 if it is not. */
async function lastReached(page: Page): Promise<number> {
  await page.getByLabel('Fold', { exact: true }).selectOption('open');
  await page.waitForTimeout(1_000);
  await press(page, 'End');
  await page.waitForTimeout(500);
  return page.evaluate(() => {
    const grid = document.querySelector('[role="treegrid"]');
    const rows = Number(grid?.getAttribute('aria-rowcount')) - 1;
    const last = grid?.querySelector(`[role="rowgroup"] [data-index="${rows - 1}"]`)?.getBoundingClientRect();
    const seen = grid?.getBoundingClientRect();
    if (last === undefined || seen === undefined) return 0;
    return last.top >= seen.top && last.bottom <= seen.bottom ? rows : 0;
  });
}

/** How quick the page of a very large trace is, that of two lists of as many rows, and the Performance page. */
export async function measureUi(part: UiPart, { say }: Surroundings): Promise<PartReport> {
  const figures: Figure[] = [];
  let frames: Uint8Array[] = [];
  const host = await serveTrace(() => frames);
  const browser = await launchBrowser();
  const looking = await browser.newPage();
  try {
    for (const [shape, spans] of [
      ...SHAPES.map((shape) => [shape, part.rows] as const),
      ['mixed', part.most] as const,
    ]) {
      frames = framesOfTrace(shape, spans);
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`${host.url}performance`);
      await page.waitForTimeout(1_000);
      for (const figure of await measureShape(page, looking, shape, spans)) {
        figures.push(figure);
        say(`${figure.name}: ${figure.value.toFixed(1)} ${figure.unit}`);
      }
      await page.close();
    }
    figures.push(...(await measureLists(browser, part.rows)));
    for (const figure of await measurePerformancePage(browser, host.url, part.pageRows)) {
      figures.push(figure);
      say(`${figure.name}: ${figure.value.toFixed(2)} ${figure.unit}`);
    }
  } finally {
    await browser.close();
    await host.close();
  }
  return { part, measured: [], figures, failures: [] };
}
