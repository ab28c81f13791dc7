// SDKs that send spans one by one send the parts of a transaction in several envelopes, minutes apart and in any order.
import { describe, expect, it } from 'vitest';
import type { Collector } from '../../src/collector/start.ts';
import { byTraceAndSpan, everything, expectedOf, nearly, plainly, requestsOf, resend } from './capture.ts';
import type { CapturedRequest } from './capture.ts';
import { info, start } from './running.ts';

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
