// The trace page in a real Chromium, beside lists that hold every row: a plain one of elements, and a virtualiser.
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../browser/product.ts';
import type { Figure, PartReport, Surroundings, UiPart } from '../part.ts';
import { BIG_TRACE, framesOfTrace, SHAPES } from './big-trace.ts';
import type { Shape } from './big-trace.ts';
import { measureLists } from './list-peers.ts';
import { serveTrace } from './serve-trace.ts';

/** How long wheel events go on, and how far each of them scrolls. */
const SCROLL_MS = 10_000;
const NOTCH = 240;
const FRAME_MS = 1000 / 60;

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

interface TracedTask {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
  readonly args?: { readonly name?: string };
}

/** The p95 of the main thread's work in a frame, while wheel events go on. */
async function scroll(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page);
  const events: TracedTask[] = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TracedTask[])));
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'] },
  });
  await page.mouse.move(700, 600);
  for (const end = Date.now() + SCROLL_MS; Date.now() < end;) {
    await page.mouse.wheel(0, NOTCH);
    await page.waitForTimeout(FRAME_MS);
  }
  const isDone = new Promise<void>((resolve) => client.once('Tracing.tracingComplete', () => resolve()));
  await client.send('Tracing.end');
  await isDone;
  const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const perFrame = new Map<number, number>();
  for (const { name, ph, ts, dur = 0, tdur, tid, pid } of events) {
    if (!name.endsWith('RunTask') || ph !== 'X' || tid !== main?.tid || pid !== main.pid) continue;
    const frame = Math.floor(ts / 1000 / FRAME_MS);
    perFrame.set(frame, (perFrame.get(frame) ?? 0) + (tdur ?? dur) / 1000);
  }
  const sorted = [...perFrame.values()].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? NaN;
}

async function measureShape(page: Page, shape: Shape, spans: number): Promise<Figure[]> {
  const named = (name: string, value: number): Figure => ({
    name: `${spans.toLocaleString('en')} spans, ${shape}: ${name}`,
    value,
    unit: 'ms',
  });
  const figures = [named('click to painted rows', await openTrace(page))];
  // What is worked out behind the rows is over by then.
  await page.waitForTimeout(2_000);
  await press(page, '9');
  await page.waitForTimeout(500);
  figures.push(named('search', await search(page, 'op:db* duration:>40')));
  await search(page, '');
  await page.waitForTimeout(500);
  figures.push(named('collapse all', await press(page, '1')));
  await page.waitForTimeout(500);
  await press(page, '9');
  await page.waitForTimeout(500);
  figures.push(named('scrolling, p95 of a frame', await scroll(page)));
  return figures;
}

/** How quick the page of a very large trace is, and that of two lists of as many rows. */
export async function measureUi(part: UiPart, { say }: Surroundings): Promise<PartReport> {
  const figures: Figure[] = [];
  let frames: Uint8Array[] = [];
  const host = await serveTrace(() => frames);
  const browser = await launchBrowser();
  try {
    for (const [shape, spans] of [
      ...SHAPES.map((shape) => [shape, part.rows] as const),
      ['mixed', part.most] as const,
    ]) {
      frames = framesOfTrace(shape, spans);
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`${host.url}performance`);
      await page.waitForTimeout(1_000);
      for (const figure of await measureShape(page, shape, spans)) {
        figures.push(figure);
        say(`${figure.name}: ${figure.value.toFixed(1)} ms`);
      }
      await page.close();
    }
    figures.push(...(await measureLists(browser, part.rows)));
  } finally {
    await browser.close();
    await host.close();
  }
  return { part, measured: [], figures, failures: [] };
}
