// SDKs that send spans one by one send the parts of a transaction in several envelopes, minutes apart and in any order.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Collector } from '../../src/collector/start.ts';
import {
  CAPTURES,
  byTraceAndSpan,
  everything,
  expectedOf,
  nearly,
  plainly,
  requestsOf,
  resend,
} from './capture.ts';
import type { CapturedRequest } from './capture.ts';
import { emptyDirectory, info, start } from './running.ts';

const STREAMED = ['sentry-node-11.12.0', 'sentry-browser-11.12.0', 'sentry-browser-10.78.0-stream'];

/** The same disorder every time: sorted by a hash of the place. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const hash = (index: number) => Math.imul(index + 1, 2_654_435_761) >>> 0;
  return items
    .map((item, index) => ({ item, at: hash(index) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const ORDERS: readonly (readonly [string, (requests: readonly CapturedRequest[]) => CapturedRequest[]])[] = [
  ['reversed', (requests) => requests.toReversed()],
  ['shuffled', shuffled],
  ['shuffled with every span in an envelope of its own', (requests) => shuffled(requests.flatMap(alone))],
];

/** An envelope of one container of spans, cut into one for each of them; any other request as it is. */
function alone(request: CapturedRequest): CapturedRequest[] {
  const [header = '', item = '', payload = ''] = request.body.toString('utf8').split('\n');
  if (!item.includes('application/vnd.sentry.items.span.v2+json')) return [request];
  const container = JSON.parse(payload) as { readonly items: readonly unknown[] };
  return container.items.map((span) => {
    const lines = [
      header,
      JSON.stringify({ ...(JSON.parse(item) as object), item_count: 1 }),
      JSON.stringify({ ...container, items: [span] }),
    ];
    return { ...request, body: Buffer.from(lines.join('\n')) };
  });
}

/** Sends requests so that they are written in many batches. */
async function sendSlowly(collector: Collector, requests: readonly CapturedRequest[]): Promise<void> {
  for (const [index, request] of requests.entries()) {
    await resend(collector, request);
    if (index % Math.ceil(requests.length / 12) === 0) await collector.settled();
  }
  await collector.settled();
}

describe.each(STREAMED)('%s', (directory) => {
  it.each(ORDERS)('%s is stored with the numbers that are in it', async (_, arrange) => {
    const expected = expectedOf(directory);
    const collector = await start();
    await sendSlowly(collector, arrange(requestsOf(directory)));
    const { rows, spans } = await everything(collector);
    expect(rows.toSorted(byTraceAndSpan).map(plainly)).toEqual(
      expected.transactions.toSorted(byTraceAndSpan).map(nearly),
    );
    expect(spans).toHaveLength(expected.spans);
    const { quality } = await info(collector);
    const skipped = quality.skipped.reduce((sum, { count }) => sum + count, 0);
    expect(quality).toMatchObject({
      received: expected.received,
      stored: expected.received - skipped,
      refused: [],
      repeated: 0,
    });
  });
});

const EVERY = readdirSync(CAPTURES);

/** What all captures hold together. */
function expectedOfAll() {
  const all = EVERY.map(expectedOf);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const ofCounts = (counts: Readonly<Record<string, number>>) => sum(Object.values(counts));
  const transactions = all.flatMap((each) => each.transactions);
  const traces = new Set(transactions.map(({ traceId }) => traceId));
  return {
    transactions,
    spans: sum(all.map(({ spans }) => spans)),
    errors: all
      .flatMap((each) => each.errors)
      .filter(({ traceId }) => traceId !== null && traces.has(traceId)),
    received: sum(all.map(({ received }) => received)),
    skipped: sum(all.map(({ skipped }) => ofCounts(skipped))),
    refused: sum(all.map(({ refused }) => ofCounts(refused))),
  };
}

/** Sends requests to collectors that follow each other on one directory; answers the last one. */
async function sendOverRestarts(
  requests: readonly CapturedRequest[],
  collectors: number,
): Promise<Collector> {
  const directory = emptyDirectory();
  for (let life = 0; ; life += 1) {
    const collector = await start({ directory });
    const [from, to] = [life, life + 1].map((part) => Math.round((part * requests.length) / collectors));
    for (const request of requests.slice(from, to)) await resend(collector, request);
    if (life === collectors - 1) {
      await collector.settled();
      return collector;
    }
    await collector.close();
  }
}

describe(`all ${EVERY.length} captures at once, over three restarts`, () => {
  it.each(ORDERS)(
    '%s are stored with the numbers that are in them',
    async (_, arrange) => {
      const expected = expectedOfAll();
      const requests = EVERY.flatMap(requestsOf);
      const unread = requests.filter(({ url }) => /^\/v1\/(metrics|logs)$/.test(url)).length;
      const collector = await sendOverRestarts(arrange(requests), 4);
      const { rows, spans, errors } = await everything(collector);
      expect(rows.toSorted(byTraceAndSpan).map(plainly)).toEqual(
        expected.transactions.toSorted(byTraceAndSpan).map(nearly),
      );
      expect([spans.length, errors.length]).toEqual([expected.spans, expected.errors.length]);
      const { quality } = await info(collector);
      const counted = (counts: readonly { readonly count: number }[]) =>
        counts.reduce((sum, { count }) => sum + count, 0);
      expect({
        received: quality.received - unread,
        skipped: counted(quality.skipped) - unread,
        refused: counted(quality.refused),
        repeated: quality.repeated,
      }).toEqual({
        received: expected.received,
        skipped: expected.skipped,
        refused: expected.refused,
        repeated: 0,
      });
    },
    120_000,
  );
});

/** A request in which nothing names a user: of spans stored earlier only what a trace needs is read again. */
function unnamed(request: CapturedRequest): CapturedRequest {
  const text = request.body.toString('utf8').replaceAll('"user.', '"visitor.');
  return { ...request, body: Buffer.from(text) };
}

describe('web vitals of a visitor whom nobody names', () => {
  it('reach the page view that comes after them', async () => {
    const collector = await start();
    const requests = requestsOf('sentry-browser-11.12.0').map(unnamed).toReversed();
    await sendSlowly(collector, requests);
    const { rows } = await everything(collector);
    const page = rows.find(({ op }) => op === 'pageload');
    expect(page?.user).toBeNull();
    expect(page?.vitals).toEqual(
      nearly({ lcp: 280, cls: 0.300856, inp: 128, fcp: 108, fp: 108, ttfb: 48.4 }),
    );
  });
});
