// The Performance page in a real Chromium, over a demo of a million rows: how soon it is drawn and answers.
import type { Browser, Page } from 'playwright-core';
import type { Figure } from '../part.ts';

/** What the page notes of itself from its first moment on. */
interface Notes {
  /** Milliseconds of main-thread tasks above 50 ms. */
  readonly tasks: number[];
  /** Sum of layout shifts that nobody caused. */
  shift: number;
  /** Milliseconds from an input to the next frame that showed its effect. */
  readonly interactions: number[];
  /** When questions went to the worker, and when answers came, by the page's clock. */
  asked: number[];
  answered: number[];
}

/** Runs in the page before anything else of it. */
function takeNotes(): void {
  const notes: Notes = { tasks: [], shift: 0, interactions: [], asked: [], answered: [] };
  Reflect.set(globalThis, 'notes', notes);
  const noteIf = (message: unknown, kind: string, times: number[]): void => {
    if (typeof message === 'object' && message !== null && Reflect.get(message, 'kind') === kind) {
      times.push(performance.now());
    }
  };
  globalThis.Worker = class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      this.addEventListener('message', ({ data }) => noteIf(data, 'answer', notes.answered));
    }
    override postMessage(message: unknown, transfer: Transferable[] | StructuredSerializeOptions = []): void {
      noteIf(message, 'call', notes.asked);
      super.postMessage(message, Array.isArray(transfer) ? { transfer } : transfer);
    }
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) notes.tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (Reflect.get(entry, 'hadRecentInput') !== true) notes.shift += Number(Reflect.get(entry, 'value'));
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (Reflect.get(entry, 'interactionId') !== 0) notes.interactions.push(entry.duration);
    }
  }).observe(Object.assign({ type: 'event', buffered: true }, { durationThreshold: 16 }));
}

async function notesOf(page: Page): Promise<Notes> {
  return page.evaluate(() => Reflect.get(globalThis, 'notes') as Notes);
}

/** Milliseconds that a million rows may take to be made, sent and loaded. */
const LOAD_MS = 60_000;
/** Milliseconds in which those of a million rows are sorted into the orders, if nobody asks anything meanwhile. */
const SORT_MS = 1_500;

/** Waits until nothing is loaded or asked any more, and until the rows are in the orders. `rows`: of the demo. */
async function quiet(page: Page, rows: number): Promise<void> {
  const millions = rows / 1e6;
  await page.waitForFunction(() => document.querySelector('tr[data-row]') !== null, null, {
    timeout: 90_000,
  });
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], progress') === null, null, {
    timeout: 60_000 + LOAD_MS * millions,
  });
  await page.waitForTimeout(1_500 + SORT_MS * millions);
}

/** When a change of the filter had come how far, in milliseconds after the click. */
interface Change {
  /** The first question of the new rows left for the worker, and with it all that wait for no other. */
  readonly asked: number;
  /** The last of the answers had come that what is on screen waited for. */
  readonly answered: number;
  /** A frame was painted in which everything on screen is of the new rows. */
  readonly painted: number;
  /** The same for the whole page, what is below the window too. */
  readonly whole: number;
}

/** What is changed: the rows by another search, or the rows, columns and charts by another tab. */
type Step = { readonly search: string } | { readonly tab: string };

/**
 * Writes a search and presses Enter, or presses a tab, and answers after how long everything was of the new rows, charts
 * too, and the frame with it was painted. Numbers, plot and table say that they are stale from the click's own frame on;
 * a chart, and a row that is below the window, says that it is drawn later than it is told.
 */
async function change(page: Page, step: Step): Promise<Change> {
  return page.evaluate(async (step) => {
    const notes = Reflect.get(globalThis, 'notes') as Notes;
    const box = document.querySelector<HTMLInputElement>('input[aria-label="Search"]');
    const wanted = 'tab' in step ? step.tab : '';
    const tab = [...document.querySelectorAll('nav[aria-label="Transactions of"] a')].find(
      ({ textContent }) => textContent === wanted,
    );
    const isTaken = (): boolean =>
      'tab' in step
        ? tab?.getAttribute('aria-current') === 'page'
        : (new URL(location.href).searchParams.get('search') ?? '') === step.search;
    const begin = (): void => {
      if ('tab' in step) {
        if (!(tab instanceof HTMLElement)) throw new Error(`The page has no tab ${step.tab}.`);
        tab.click();
        return;
      }
      if (box === null) throw new Error('The page has no search box.');
      const enter = { key: 'Enter', bubbles: true, cancelable: true };
      box.dispatchEvent(new KeyboardEvent('keydown', enter));
    };
    if ('search' in step && box !== null) {
      box.focus();
      // As the browser sets it, past the property that React has put before it.
      Reflect.set(HTMLInputElement.prototype, 'value', step.search, box);
      box.dispatchEvent(new Event('input', { bubbles: true }));
      // The text is in the box before Enter is pressed.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    const isInSight = (element: Element): boolean => {
      const { top, bottom } = element.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    };
    const marks = '[data-stale], [data-behind], [aria-busy=true]';
    /** Of what is earlier. Another is looked for once it is no more: to go through all of the page takes time from drawing. */
    let witness: Element | undefined;
    const isEarlier = (counts: (element: Element) => boolean): boolean => {
      if (!isTaken()) return true;
      const stillCounts = witness?.isConnected === true && witness.matches(marks) && counts(witness);
      if (!stillCounts) witness = [...document.querySelectorAll(marks)].find(counts);
      return witness !== undefined;
    };
    /** Once nothing that counts is earlier, and a frame without it is painted. */
    const painted = async (counts: (element: Element) => boolean): Promise<number> => {
      do await new Promise(requestAnimationFrame);
      while (isEarlier(counts));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - began;
    };
    notes.asked = [];
    notes.answered = [];
    const began = performance.now();
    begin();
    // One after the other: to look for all that is earlier takes as long as to draw a small answer.
    const screen = await painted(isInSight);
    const whole = isEarlier(() => true) ? await painted(() => true) : screen;
    const since = (time: number | undefined): number => (time ?? Number.NaN) - began;
    const stages = { asked: since(notes.asked[0]), answered: since(notes.answered.at(-1)), painted: screen };
    return { ...stages, whole };
  }, step);
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? 0;
}

const STAGES: Readonly<Record<keyof Change, string>> = {
  asked: 'questions sent',
  answered: 'last answer',
  painted: 'painted',
  whole: 'painted below the window too',
};
/** As many kinds of conditions as there are; none is asked for twice. */
const SEARCHES = [
  'status:internal_error',
  'duration:>300',
  'transaction:*documents*',
  'http.method:GET',
  '!status:ok',
  'op:http.server duration:<2000',
  'transaction:/api/* OR op:pageload',
  'browser:Chrome*',
  'has:user',
  '',
];
const TABS = ['Backend', 'Frontend', 'Web vitals', 'All', 'Backend', 'All'];
const PLOTS = ['Percentiles', 'By op', 'Heatmap'];

/** What the changes of one kind took, by their median, and at most. */
function figuresOf(
  kind: string,
  changes: readonly Change[],
  named: (name: string, value: number) => Figure,
): Figure[] {
  return [
    ...(['asked', 'answered', 'painted', 'whole'] as const).map((stage) => {
      const times = changes.map((change) => change[stage]);
      return named(`${kind} to ${STAGES[stage]}, median`, quantile(times, 0.5));
    }),
    named(`${kind} to painted, most`, Math.max(...changes.map(({ painted }) => painted))),
  ];
}

/**
 * `url`: of the built app, with a slash at its end; `rows`: of the demo, whose two weeks are looked at as one week and the
 * one before, so that every row is asked about.
 */
export async function measurePerformancePage(browser: Browser, url: string, rows: number): Promise<Figure[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const named = (name: string, value: number, unit: Figure['unit'] = 'ms'): Figure => ({
    name: `Performance page, ${rows.toLocaleString('en')} rows: ${name}`,
    value,
    unit,
  });
  const changed = async (steps: readonly Step[]): Promise<Change[]> => {
    const changes: Change[] = [];
    for (const step of steps) {
      changes.push(await change(page, step));
      await page.waitForTimeout(800);
    }
    return changes;
  };
  try {
    await page.addInitScript(takeNotes);
    // As the settings do it: the tags of the demo's rows make ten million of them take more than a tab holds by itself.
    await page.addInitScript(() => localStorage.setItem('longtail.rows', '12000000'));
    await page.goto(`${url}performance?source=demo&demo=${rows}&range=7d`);
    await quiet(page, rows);
    const loading = await notesOf(page);
    const searches = await changed(SEARCHES.map((search) => ({ search })));
    const tabs = await changed(TABS.map((tab) => ({ tab })));
    for (const plot of PLOTS) {
      await page.getByRole('group', { name: 'Plot' }).getByRole('button', { name: plot }).click();
      await page.waitForTimeout(600);
    }
    for (const column of ['p50', 'Apdex', 'p95']) {
      await page.getByRole('button', { name: column, exact: true }).last().click();
      await page.waitForTimeout(400);
    }
    const { interactions } = await notesOf(page);
    return [
      named('longest task while loading', Math.max(0, ...loading.tasks)),
      named('tasks above 50 ms while loading', loading.tasks.length, 'tasks'),
      named('layout shift', loading.shift, 'shift'),
      ...figuresOf('filter change', searches, named),
      ...figuresOf('another tab', tabs, named),
      named('interaction, p75', quantile(interactions, 0.75)),
    ];
  } finally {
    await page.close();
  }
}
