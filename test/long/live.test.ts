// How long it takes until what was sent is seen: eight tabs of a real browser, rows that are new and rows that are corrected.
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { errorItem, envelope, eventId, transactionEnvelope } from '../collector/traffic.ts';
import { launchBrowser, openTab, startProduct } from '../browser/product.ts';
import { shareOf } from './share.ts';

const TABS = 8;
const ROUNDS = shareOf(30);
/** What is promised. */
const WITHIN_MS = 2_000;
const PATIENCE_MS = 30_000;
/** On a machine that has other things to do, the figures tell of these: they are printed, and not judged. */
const IS_QUIET = (loadavg()[0] ?? 0) < availableParallelism() / 2;
/** Between two events: revisions are told at most once a second, and one is not to wait for the one before. */
const PAUSE_MS = 1_500;

function quantile(values: readonly number[], q: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(q * values.length) - 1] ?? NaN;
}

it(`shows what is new and what is corrected in ${TABS} tabs within ${WITHIN_MS} ms`, async () => {
  const [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  onTestFinished(async () => {
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
  const seen = (parity: number, name: string): Promise<unknown> =>
    Promise.all(
      tabs
        .filter((_, index) => index % 2 === parity)
        .map(({ page }) =>
          page.locator('tr[data-row]').getByRole('link', { name }).first().waitFor({ timeout: PATIENCE_MS }),
        ),
    );
  await Promise.all([seen(0, 'GET /first'), seen(1, 'GET /first')]);
  const fresh: number[] = [];
  const corrected: number[] = [];
  for (let value = 2; value < 2 + ROUNDS; value += 1) {
    const name = `GET /number-${value}`;
    let began = performance.now();
    await transaction(value, name);
    await seen(0, name);
    fresh.push(performance.now() - began);
    await sleep(PAUSE_MS);
    began = performance.now();
    await error(value);
    await seen(1, name);
    corrected.push(performance.now() - began);
    await sleep(PAUSE_MS);
  }
  const told = [fresh, corrected].map((all) =>
    [0.5, 0.9, 1].map((q) => Math.round(quantile(all, q))).join(' / '),
  );
  const note = IS_QUIET ? '' : ' (not judged: the machine was busy before)';
  process.stdout.write(`seen after (p50 / p90 / most, ms): new ${told[0]}, corrected ${told[1]}${note}\n`);
  const most = IS_QUIET ? WITHIN_MS : PATIENCE_MS;
  for (const all of [fresh, corrected]) expect(quantile(all, 0.9)).toBeLessThan(most);
  expect(tabs.flatMap(({ offences }) => offences)).toEqual([]);
});
