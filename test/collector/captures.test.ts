// What real SDKs sent, replayed over HTTP, against expectations read out of the same bytes (fixtures/README.md).
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import type { Collector } from '../../src/collector/start.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { frames, info, keyOf, start, transactions } from './running.ts';

const CAPTURES = join(import.meta.dirname, '../fixtures/captures');

const Counts = z.record(z.string(), z.number());
const Expected = z.object({
  received: z.number(),
  spans: z.number(),
  skipped: Counts,
  refused: Counts,
  droppedByClient: Counts,
  errors: z.array(z.looseObject({ traceId: z.string().nullable(), type: z.string(), message: z.string() })),
  transactions: z.array(z.looseObject({ traceId: z.string(), spanId: z.string() })),
});
const Headers = z.object({ method: z.string(), url: z.string(), headers: z.record(z.string(), z.string()) });

/** Headers that the client sets anew for the connection it makes. */
const OF_THE_CONNECTION = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);

async function replay(collector: Collector, directory: string): Promise<number> {
  let unread = 0;
  const files = readdirSync(join(CAPTURES, directory)).filter((file) => file.endsWith('.headers.json'));
  for (const file of files.toSorted()) {
    const path = join(CAPTURES, directory, file);
    const { method, url, headers } = Headers.parse(JSON.parse(readFileSync(path, 'utf8')));
    const own = Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name));
    const address = url.replace(/sentry_key=\w+/, `sentry_key=${keyOf(collector)}`);
    const body = readFileSync(path.replace('.headers.json', '.body'));
    const response = await fetch(collector.url + address.slice(1), {
      method,
      headers: Object.fromEntries(own),
      ...(method === 'POST' ? { body } : {}),
    });
    expect([200, 204]).toContain(response.status);
    if (/^\/v1\/(metrics|logs)$/.test(url)) unread += 1;
  }
  await collector.settled();
  return unread;
}

const within5Microseconds = (value: number): unknown => expect.closeTo(value, 2);

/** An expectation whose numbers are met within 5 µs: the expectations were computed in doubles from seconds. */
function nearly(value: unknown): unknown {
  if (typeof value === 'number') return within5Microseconds(value);
  if (Array.isArray(value)) return value.map(nearly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, nearly(member)]));
}

/** A row without what the collector adds of its own and what rows do not carry. */
function plainly(row: Transaction): object {
  const own = new Set(['row', 'received', 'attributes', 'tags']);
  const rest = Object.fromEntries(Object.entries(row).filter(([name]) => !own.has(name)));
  return { ...rest, tags: Object.fromEntries(row.tags) };
}

const byTraceAndSpan = (a: { traceId: string; spanId: string }, b: { traceId: string; spanId: string }) =>
  `${a.traceId}${a.spanId}` < `${b.traceId}${b.spanId}` ? -1 : 1;

/** Everything that can be read: rows, traces, counts. */
async function everything(collector: Collector) {
  const rows = await transactions(collector);
  const traces = new Set(rows.map(({ traceId }) => traceId));
  const parts = (await Promise.all([...traces].map((id) => frames(collector, `traces/${id}`)))).flat();
  return {
    rows,
    spans: parts.flatMap((frame) => (frame.table === 'spans' ? frame.spans : [])),
    errors: parts.flatMap((frame) => (frame.table === 'errors' ? frame.errors : [])),
  };
}

const sums = (entries: readonly { readonly count: number }[], key: string) =>
  Object.fromEntries(entries.map((entry) => [new Map(Object.entries(entry)).get(key), entry.count]));

describe.each(readdirSync(CAPTURES))('%s', (directory) => {
  it('is stored with the numbers that are in it, and a second time changes none', async () => {
    const expected = Expected.parse(
      JSON.parse(readFileSync(join(CAPTURES, directory, 'expected.json'), 'utf8')),
    );
    const collector = await start();
    const unread = await replay(collector, directory);
    const once = await everything(collector);
    expect(once.rows.toSorted(byTraceAndSpan).map(plainly)).toEqual(
      expected.transactions.toSorted(byTraceAndSpan).map(nearly),
    );
    const traces = new Set(once.rows.map(({ traceId }) => traceId));
    const inTraces = expected.errors.filter(({ traceId }) => traceId !== null && traces.has(traceId));
    expect(once.errors).toHaveLength(inTraces.length);
    expect(once.errors).toEqual(
      expect.arrayContaining(inTraces.map((error) => expect.objectContaining(nearly(error) as object))),
    );

    const { quality, revision } = await info(collector);
    expect(quality.received - unread).toBe(expected.received);
    const skipped = quality.skipped.filter(({ kind }) => kind !== 'OpenTelemetry metrics request');
    expect(sums(skipped, 'kind')).toEqual(expected.skipped);
    expect(sums(quality.refused, 'reason')).toEqual(expected.refused);
    expect(sums(quality.droppedByClients, 'reason')).toEqual(expected.droppedByClient);
    expect(quality.repeated).toBe(0);

    await replay(collector, directory);
    expect(await everything(collector)).toEqual(once);
    const again = await info(collector);
    expect(again.revision).toBe(revision);
    expect(again.quality.stored).toBe(quality.stored);
    expect(again.quality.repeated).toBe(quality.stored);
    const refused = again.quality.refused.reduce((sum, { count }) => sum + count, 0);
    const left = again.quality.skipped.reduce((sum, { count }) => sum + count, 0);
    expect(again.quality.received).toBe(again.quality.stored + refused + left + again.quality.repeated);
  });
});
