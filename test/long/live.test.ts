// How long it takes until what was sent is seen: eight tabs of a real browser, rows that are new and rows that are corrected.
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { decodeEventStream } from '../../src/formats/event-stream.ts';
import { readAsPage } from '../collector/as-page.ts';
import { errorItem, envelope, eventId, transactionEnvelope } from '../collector/traffic.ts';
import { launchBrowser, openTab, startProduct } from '../browser/product.ts';
import { shareOf } from './share.ts';

const TABS = 8;
const ALL_ROUNDS = 30;
const ROUNDS = shareOf(ALL_ROUNDS);
/** What is promised. */
const WITHIN_MS = 2_000;
const PATIENCE_MS = 60_000;
/** The whole run is judged by time, on a machine that has nothing else to do; any other prints its figures. */
const IS_JUDGED = ROUNDS === ALL_ROUNDS && (loadavg()[0] ?? 0) < availableParallelism() / 2;
/** Between two events: revisions are told at most once a second, and one is not to wait for the one before. */
const PAUSE_MS = 1_500;

function quantile(values: readonly number[], q: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(q * values.length) - 1] ?? NaN;
}

/** How long, in milliseconds, each step took after the event was sent. */
interface Steps {
  /** Until the sender had its answer. */
  readonly answered: number;
  /** Until those who watch were told. */
  readonly told: number;
  /** Until the first and the last of the tabs showed it. */
  readonly first: number;
  readonly last: number;
}

function print(of: string, all: readonly Steps[]): void {
  const figures = (['answered', 'told', 'first', 'last'] as const).map((step) => {
    const values = all.map((steps) => steps[step]);
    return `${step} ${[0.5, 0.9, 1].map((q) => Math.round(quantile(values, q))).join(' / ')}`;
  });
  process.stdout.write(`${of}, ms after it was sent (p50 / p90 / most): ${figures.join(', ')}\n`);
}

it(`shows what is new and what is corrected in ${TABS} tabs`, async () => {
  const [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  const end = new AbortController();
  onTestFinished(async () => {
    end.abort();
    await browser.close();
    await product.stop();
  });
  const { username } = new URL(product.dsn);
  const post = async (body: string): Promise<void> => {
    const url = `${product.url}api/1/envelope/?sentry_key=${username}`;
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
  };
  const transaction = (value: number, name: string) =>
    post(transactionEnvelope(value, { name, endMs: Date.now() - 100 }));
  const error = (value: number) =>
    post(envelope([['event', { ...errorItem(value, value), event_id: eventId(6_000_000 + value) }]]));
  await transaction(1, 'GET /first');
  await error(1);
  const context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB', reducedMotion: 'reduce' });
  // Half of the tabs show all, the others what had an error: a row comes there when it is corrected.
  const tabs = await Promise.all(
    Array.from({ length: TABS }, (_, index) =>
      openTab(context, index % 2 === 0 ? product.url : `${product.url}performance?search=errors:>0`),
    ),
  );
  /** When each of the tabs of a parity shows a name. */
  const seen = (parity: number, name: string): Promise<number[]> =>
    Promise.all(
      tabs
        .filter((_, index) => index % 2 === parity)
        .map(async ({ page }) => {
          const link = page.locator('tr[data-row]').getByRole('link', { name });
          await link.first().waitFor({ timeout: PATIENCE_MS });
          return performance.now();
        }),
    );
  await Promise.all([seen(0, 'GET /first'), seen(1, 'GET /first')]);
  let toldAt = NaN;
  const watching = await readAsPage(`${product.url}api/v1/watch`, { signal: end.signal });
  void (async () => {
    for await (const message of decodeEventStream(watching.body ?? new ReadableStream())) {
      if (message !== '' && Number.isNaN(toldAt)) toldAt = performance.now();
    }
  })().catch(() => undefined);

  const step = async (send: () => Promise<void>, parity: number, name: string): Promise<Steps> => {
    await sleep(PAUSE_MS);
    toldAt = NaN;
    const began = performance.now();
    await send();
    const answered = performance.now() - began;
    const times = await seen(parity, name);
    await expect.poll(() => toldAt, { timeout: PATIENCE_MS }).not.toBeNaN();
    return {
      answered,
      told: toldAt - began,
      first: Math.min(...times) - began,
      last: Math.max(...times) - began,
    };
  };
  const fresh: Steps[] = [];
  const corrected: Steps[] = [];
  for (let value = 2; value < 2 + ROUNDS; value += 1) {
    const name = `GET /number-${value}`;
    fresh.push(await step(() => transaction(value, name), 0, name));
    corrected.push(await step(() => error(value), 1, name));
  }
  print('new', fresh);
  print('corrected', corrected);
  const most = IS_JUDGED ? WITHIN_MS : PATIENCE_MS;
  for (const all of [fresh, corrected]) {
    const last = all.map((steps) => steps.last);
    expect(quantile(last, 0.9)).toBeLessThan(most);
  }
  expect(tabs.flatMap(({ offences }) => offences)).toEqual([]);
});
