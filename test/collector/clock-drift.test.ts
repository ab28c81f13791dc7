// Senders whose clocks are wrong, from the request to the answer and across a new start.
import { describe, expect, it } from 'vitest';
import { sentStart } from '../../src/model/span.ts';
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts';
import { CLOCK_TAG } from '../../src/trace/drift.ts';
import { byTraceAndSpan, everything, expectedOf, nearly, plainly, requestsOf, resend } from './capture.ts';
import type { Collector } from '../../src/collector/start.ts';
import { emptyDirectory, frames, info, sendEnvelope, start, transactions } from './running.ts';
import { transactionEnvelope } from './traffic.ts';

const TRACE = 'a'.repeat(32);
const ROOT = 'b'.repeat(16);
const CHILD = 'c'.repeat(16);
const BEHIND = 3 * HOUR;

/** What the sender's clock showed when the test began. */
const BEGIN = Date.now() - BEHIND;

function span(spanId: string, start: number, end: number, isSegment: boolean): object {
  return {
    trace_id: TRACE,
    span_id: spanId,
    ...(isSegment ? {} : { parent_span_id: ROOT }),
    name: 'GET /',
    is_segment: isSegment,
    start_timestamp: (BEGIN + start) / 1000,
    end_timestamp: (BEGIN + end) / 1000,
    attributes: isSegment ? {} : { 'sentry.segment.id': { value: ROOT, type: 'string' } },
  };
}

/** Sends a container of spans; `early` is how long before its arrival the request says it was sent. */
async function send(collector: Collector, item: object, early = 0): Promise<void> {
  const header = { sent_at: new Date(Date.now() - BEHIND - early).toISOString() };
  const lines = [header, { type: 'span' }, { version: 2, items: [item] }];
  const { status } = await sendEnvelope(collector, lines.map((line) => JSON.stringify(line)).join('\n'));
  expect(status).toBe(200);
  await collector.settled();
}

async function spansOf(collector: Collector) {
  const parts = await frames(collector, `traces/${TRACE}`);
  const spans = parts.flatMap((frame) => (frame.table === 'spans' ? frame.spans : []));
  return new Map(spans.map((each) => [each.spanId, each]));
}

describe('a clock that is behind', () => {
  it('is set right once for the whole trace, and what is sent again is known', async () => {
    const directory = emptyDirectory();
    const collector = await start({ directory });
    // The transaction took half a second longer to arrive than its child.
    await send(collector, span(ROOT, -2000, -1000, true), 500);
    const [alone] = await transactions(collector);
    expect(alone?.start).toBeGreaterThan(BEGIN + BEHIND - 2000 + 499);
    await send(collector, span(CHILD, -1750, -1250, false));

    const check = async (running: Collector) => {
      const spans = await spansOf(running);
      expect(spans.size).toBe(2);
      const [root, child] = [spans.get(ROOT), spans.get(CHILD)];
      expect((child?.start ?? NaN) - (root?.start ?? NaN)).toBe(250);
      expect(root?.exclusive).toBe(500);
      expect(root?.drift).toBe(child?.drift);
      expect(root === undefined ? NaN : sentStart(root)).toBe(BEGIN - 2000);
      const rows = await transactions(running);
      expect(rows).toHaveLength(1);
      // The row was sent again when its child set its clock right once more.
      expect(rows[0]?.start).toBe(root?.start);
      expect(rows[0]?.received).toBe(alone?.received);
      expect((rows[0]?.start ?? NaN) - (BEGIN + BEHIND - 2000)).toBeLessThan(400);
    };
    await check(collector);

    await send(collector, span(CHILD, -1750, -1250, false), 700);
    await send(collector, span(ROOT, -2000, -1000, true), 900);
    await check(collector);
    expect((await info(collector)).quality).toMatchObject({ received: 4, stored: 2, repeated: 2 });

    await collector.close();
    const again = await start({ directory });
    await check(again);
    await send(again, span(CHILD, -1750, -1250, false), 300);
    await check(again);
    expect((await info(again)).quality).toMatchObject({
      received: 5,
      stored: 2,
      repeated: 3,
      wrongClocks: [{ reason: 'behind', count: 1 }],
    });
  });
});

describe('a time that cannot be', () => {
  it('is taken, found by a tag, and counted', async () => {
    const collector = await start();
    const old = { endMs: Date.now() - 31 * DAY };
    await sendEnvelope(collector, transactionEnvelope(1, old));
    await sendEnvelope(collector, transactionEnvelope(1, old));
    await sendEnvelope(collector, transactionEnvelope(2, { endMs: Date.now() + 31 * DAY }));
    await sendEnvelope(collector, transactionEnvelope(3, { endMs: Date.now() }));
    await collector.settled();
    const rows = await transactions(collector);
    expect(rows.map(({ tags }) => tags.get(CLOCK_TAG) ?? null)).toEqual([
      'past_timestamp',
      'future_timestamp',
      null,
    ]);
    expect((await info(collector)).quality.wrongClocks).toEqual([
      { reason: 'future_timestamp', count: 1 },
      { reason: 'past_timestamp', count: 1 },
    ]);
    const metrics = await (await fetch(`${collector.url}metrics`)).text();
    expect(metrics).toContain('longtail_wrong_clocks_total{fault="past_timestamp"} 1\n');
  });
});

describe.each([
  'sentry-node-11.12.0',
  'sentry-browser-11.12.0',
  'sentry-browser-10.78.0-stream',
  'sentry-node-8.55.2',
])('%s, by the clock of when it was captured', (directory) => {
  it('has the same numbers in any order, and its own times beside those that were set right', async () => {
    const expected = expectedOf(directory);
    const requests = requestsOf(directory);
    for (const order of [requests, requests.toReversed()]) {
      const collector = await start();
      for (const request of order) await resend(collector, request, 'of the time');
      await collector.settled();
      const { rows, spans } = await everything(collector);
      const withoutStart = (row: object) => ({ ...row, start: 0 });
      expect(rows.toSorted(byTraceAndSpan).map(plainly).map(withoutStart)).toEqual(
        expected.transactions.toSorted(byTraceAndSpan).map(withoutStart).map(nearly),
      );
      for (const row of rows) {
        const own = spans.find(({ spanId, traceId }) => spanId === row.spanId && traceId === row.traceId);
        const sent = expected.transactions.find(({ spanId }) => spanId === row.spanId);
        expect(own?.drift).toBeGreaterThan(HOUR);
        expect(own === undefined ? NaN : sentStart(own)).toBeCloseTo(Number(sent?.['start']), 2);
        // Every request of a capture is of about the same time.
        expect(Math.abs(row.start - Date.now())).toBeLessThan(5 * MINUTE);
      }
    }
  }, 60_000);
});
