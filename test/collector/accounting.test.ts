// Of all that is sent, what is stored, repeated, skipped and refused makes up the whole: under any mix, over restarts,
// and also where the database is made anew.
import * as fc from 'fast-check';
import { readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { Quality } from '../../src/model/source.ts';
import { listSegments, segmentPath } from '../../src/collector/spool/segments.ts';
import type { Collector } from '../../src/collector/start.ts';
import { DAY } from '../../src/model/time.ts';
import { until } from '../until.ts';
import { emptyDirectory, info, sendEnvelope, sendTraces, start, transactions } from './running.ts';
import {
  BEGIN,
  envelope,
  errorItem,
  otlp,
  spanId,
  traceId,
  transactionEnvelope,
  transactionItem,
} from './traffic.ts';

vi.setConfig({ testTimeout: 60_000 });

interface Sending {
  /** Items that are in it; a request that cannot be read is one. */
  readonly items: number;
  readonly send: (collector: Collector) => Promise<unknown>;
}

const few = fc.integer({ min: 1, max: 4 });

const item: fc.Arbitrary<readonly [string, unknown]> = fc.oneof(
  few.map((value) => ['transaction', transactionItem(value)] as const),
  few.map((value) => ['event', errorItem(value, value)] as const),
  few.map((value) => ['event', { ...errorItem(100 + value, value), contexts: {} }] as const),
  fc.constantFrom(
    ['session', {}] as const,
    [
      'client_report',
      { discarded_events: [{ reason: 'sample_rate', category: 'span', quantity: 3 }] },
    ] as const,
    ['made_up', 'anything'] as const,
    ['transaction', { type: 'transaction' }] as const,
    ['event', [1]] as const,
    ['span', { trace_id: 'no' }] as const,
  ),
);

const container = fc.array(few, { minLength: 1, maxLength: 3 }).map((values) => ({
  items: values.length,
  send: (collector: Collector) => {
    const spans = values.map((value) => ({
      trace_id: traceId(value),
      span_id: spanId(value + 90),
      name: 'a span',
      is_segment: value % 2 === 0,
      status: 'ok',
      start_timestamp: BEGIN / 1000,
      end_timestamp: BEGIN / 1000 + 1,
    }));
    const head = {
      type: 'span',
      item_count: spans.length,
      content_type: 'application/vnd.sentry.items.span.v2+json',
    };
    const lines = [{}, head, { version: 2, items: spans }].map((line) => JSON.stringify(line));
    return sendEnvelope(collector, lines.join('\n'));
  },
}));

const sending: fc.Arbitrary<Sending> = fc.oneof(
  fc.array(item, { maxLength: 5 }).map((items) => ({
    items: items.length,
    send: (collector: Collector) => sendEnvelope(collector, envelope(items)),
  })),
  container,
  fc.array(few, { minLength: 1, maxLength: 4 }).map((values) => ({
    items: values.length,
    send: (collector: Collector) => {
      const span = { name: 'GET /', kind: 2, startMs: BEGIN, durationMs: 5 };
      const id = (value: number) => (value === 4 ? 'no id' : traceId(value));
      return sendTraces(
        collector,
        otlp(values.map((value) => ({ ...span, traceId: id(value), spanId: spanId(value + 70) }))),
      );
    },
  })),
  fc.constantFrom<Sending>(
    { items: 1, send: (collector) => sendEnvelope(collector, 'no envelope') },
    { items: 1, send: (collector) => sendEnvelope(collector, '{}', { query: '?sentry_key=wrong' }) },
    { items: 1, send: (collector) => sendTraces(collector, '[', { 'content-type': 'text/html' }) },
    {
      items: 1,
      send: (collector) =>
        sendEnvelope(collector, Uint8Array.from(gzipSync('{}')).slice(0, 12), {
          headers: { 'content-encoding': 'gzip' },
        }),
    },
    {
      items: 1,
      send: ({ url }) =>
        fetch(`${url}v1/logs`, {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json' },
        }),
    },
  ),
);

const sum = (counts: readonly { readonly count: number }[]) =>
  counts.reduce((total, { count }) => total + count, 0);

function parts({ stored, repeated, skipped, refused }: Quality): number {
  return stored + repeated + sum(skipped) + sum(refused);
}

const withoutRows = ({ quality }: { readonly quality: Quality }) => quality;

describe('the account', () => {
  it('adds up under any mix, at any moment, over restarts and over a database that is made anew', async () => {
    const directory = emptyDirectory();
    let collector = await start({ directory });
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(sending, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('go on', 'restart', 'rebuild'),
        async (sendings, then) => {
          await Promise.all(sendings.map(({ send }) => send(collector)));
          sent += sendings.reduce((items, { items: more }) => items + more, 0);
          const during = (await info(collector)).quality;
          expect(parts(during)).toBe(during.received);
          await collector.settled();
          const { quality } = await info(collector);
          expect(quality.received).toBe(sent);
          expect(parts(quality)).toBe(sent);
          if (then === 'go on') return;
          await collector.close();
          if (then === 'rebuild') rmSync(join(directory, 'longtail.duckdb'));
          collector = await start({ directory });
          await collector.settled();
          expect(withoutRows(await info(collector))).toEqual(quality);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('goes on where the database is made anew after a part of the spool has expired', async () => {
    const directory = emptyDirectory();
    const spool = join(directory, 'spool');
    const keep = { days: 1, bytes: null };
    const first = await start({ directory, keep });
    const old = transactionEnvelope(1, { endMs: Date.now() - 3 * DAY });
    for (const body of [old, old, 'no envelope', envelope([['session', {}]])])
      await sendEnvelope(first, body);
    await first.close();
    const then = new Date(Date.now() - 3 * DAY);
    for (const segment of await listSegments(spool)) utimesSync(segmentPath(spool, segment), then, then);

    const second = await start({ directory, keep, retireEvery: 50 });
    // Before it comes again: otherwise it would be a repeat of what is still there.
    await until(async () => expect((await info(second)).ingest?.retention.expired).toBe(1));
    const sent = [2, 3].map((value) => transactionEnvelope(value, { endMs: Date.now() }));
    for (const body of [...sent, old, 'no envelope']) await sendEnvelope(second, body);
    await second.settled();
    await until(async () => {
      expect(await listSegments(spool)).toEqual([2]);
      expect((await info(second)).ingest?.retention.expired).toBe(2);
    });
    const before = await info(second);
    const rows = await transactions(second);
    expect(before.quality).toMatchObject({ received: 8, stored: 4, repeated: 1 });
    expect(rows.map(({ row }) => row)).toEqual([2, 3]);
    await second.close();
    expect(readdirSync(spool).filter((name) => name.endsWith('.json'))).toHaveLength(1);

    rmSync(join(directory, 'longtail.duckdb'));
    const third = await start({ directory, keep });
    await third.settled();
    const after = await info(third);
    expect(after.quality).toEqual(before.quality);
    // The old one that came again is in the segment that is left, and expires once more.
    expect(after.ingest?.retention.expired).toBe(1);
    expect((await transactions(third)).slice(0, 2).map(({ row }) => row)).toEqual([2, 3]);
    await third.close();

    // A number that is not what was written is not believed: what the segments hold is counted alone.
    const account = join(spool, readdirSync(spool).find((name) => name.includes('000002.account')) ?? '');
    writeFileSync(
      account,
      readFileSync(account, 'utf8').replace(/received\D+4/, (found) => found.replace('4', '5')),
    );
    rmSync(join(directory, 'longtail.duckdb'));
    const fourth = await start({ directory, keep });
    await fourth.settled();
    expect((await info(fourth)).quality).toMatchObject({ received: 4, stored: 3 });
  });
});

describe('/metrics', () => {
  it('tells the same as info, in the words of Prometheus, and only to this machine', async () => {
    const collector = await start();
    await sendEnvelope(
      collector,
      envelope([
        ['transaction', transactionItem(1)],
        ['session', {}],
      ]),
    );
    await sendEnvelope(
      collector,
      envelope([
        ['transaction', transactionItem(1)],
        ['event', [1]],
      ]),
    );
    await sendEnvelope(collector, 'no envelope');
    await collector.settled();
    const response = await fetch(`${collector.url}metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await response.text();
    const lines = text.trimEnd().split('\n');
    const samples = new Map(
      lines
        .filter((line) => !line.startsWith('#'))
        .map((line) => line.split(/ (?=\S+$)/) as [string, string]),
    );
    expect(Object.fromEntries(samples)).toMatchObject({
      longtail_items_received_total: '5',
      longtail_items_stored_total: '1',
      longtail_items_repeated_total: '1',
      'longtail_items_skipped_total{kind="session"}': '1',
      'longtail_items_refused_total{reason="invalid_event"}': '1',
      'longtail_items_refused_total{reason="not readable"}': '1',
      longtail_transactions: '1',
      longtail_queue_bytes: '0',
    });
    for (const name of samples.keys()) {
      const family = name.replace(/\{.*/, '');
      expect(lines.filter((line) => line.startsWith(`# HELP ${family} `))).toHaveLength(1);
      expect(lines).toContain(`# TYPE ${family} ${family.endsWith('_total') ? 'counter' : 'gauge'}`);
    }
    const foreign = await fetch(`${collector.url}metrics`, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(foreign.status).toBe(403);
  });
});
