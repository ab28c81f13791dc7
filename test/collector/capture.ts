// Replays the requests that real SDKs sent, and reads what came of them (fixtures/README.md).
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { expect } from 'vitest';
import type { Collector } from '../../src/collector/start.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { CLOCK_TAG } from '../../src/trace/drift.ts';
import { frames, keyOf, transactions } from './running.ts';

export const CAPTURES = join(import.meta.dirname, '../fixtures/captures');

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

/** What another program read out of a capture's bytes. */
export function expectedOf(directory: string): z.infer<typeof Expected> {
  return Expected.parse(JSON.parse(readFileSync(join(CAPTURES, directory, 'expected.json'), 'utf8')));
}

/** A request as it was sent. */
export interface CapturedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer<ArrayBuffer>;
}

/** The requests of a capture, in the order in which they were sent. */
export function requestsOf(directory: string): CapturedRequest[] {
  const files = readdirSync(join(CAPTURES, directory)).filter((file) => file.endsWith('.headers.json'));
  return files.toSorted().map((file) => {
    const path = join(CAPTURES, directory, file);
    const request = Headers.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { ...request, body: Buffer.from(readFileSync(path.replace('.headers.json', '.body'))) };
  });
}

/** Headers that the client sets anew for the connection it makes. */
const OF_THE_CONNECTION = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);

/**
 * The body with the present in place of when it was sent: a capture is old, and its sender's clock would be taken for
 * a wrong one.
 */
function sentNow({ headers, body }: CapturedRequest): Buffer<ArrayBuffer> {
  const isGzip = headers['content-encoding'] === 'gzip';
  const text = Buffer.from(isGzip ? gunzipSync(body) : body);
  const end = text.indexOf('\n');
  const head = text.subarray(0, end).toString('utf8');
  if (end < 0 || !head.includes('"sent_at"')) return body;
  const now = head.replace(/"sent_at":"[^"]+"/, `"sent_at":"${new Date().toISOString()}"`);
  const whole = Buffer.concat([Buffer.from(now), text.subarray(end)]);
  return isGzip ? Buffer.from(gzipSync(whole)) : whole;
}

/** Sends a request as it was sent before, with the collector's own key; by a right clock, or by that of the time. */
export async function resend(
  collector: Collector,
  request: CapturedRequest,
  clock: 'right' | 'of the time' = 'right',
): Promise<void> {
  const { method, url, headers } = request;
  // JavaScript SDKs name the key in the address, others in a header.
  const withKey = (text: string) => text.replace(/sentry_key=\w+/, `sentry_key=${keyOf(collector)}`);
  const own = Object.entries(headers)
    .filter(([name]) => !OF_THE_CONNECTION.has(name))
    .map(([name, value]) => [name, withKey(value)]);
  const address = withKey(url);
  const response = await fetch(collector.url + address.slice(1), {
    method,
    headers: Object.fromEntries(own),
    ...(method === 'POST' ? { body: clock === 'right' ? sentNow(request) : request.body } : {}),
  });
  expect([200, 204]).toContain(response.status);
}

/** Sends all requests of a capture; answers how many of them are of a kind that is not read. */
export async function replay(collector: Collector, directory: string): Promise<number> {
  const requests = requestsOf(directory);
  for (const request of requests) await resend(collector, request);
  await collector.settled();
  return requests.filter(({ url }) => /^\/v1\/(metrics|logs)$/.test(url)).length;
}

const within5Microseconds = (value: number): unknown => expect.closeTo(value, 2);

/** An expectation whose numbers are met within 5 µs: the expectations were computed in doubles from seconds. */
export function nearly(value: unknown): unknown {
  if (typeof value === 'number') return within5Microseconds(value);
  if (Array.isArray(value)) return value.map(nearly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, nearly(member)]));
}

/** A row without what the collector adds of its own and what rows do not carry. */
export function plainly(row: Transaction): object {
  const own = new Set(['row', 'received', 'attributes', 'tags']);
  const rest = Object.fromEntries(Object.entries(row).filter(([name]) => !own.has(name)));
  // A capture grows old, and is then dated long before it arrives.
  const tags = [...row.tags].filter(([key]) => key !== CLOCK_TAG);
  return { ...rest, tags: Object.fromEntries(tags) };
}

export const byTraceAndSpan = (
  a: { traceId: string; spanId: string },
  b: { traceId: string; spanId: string },
) => (`${a.traceId}${a.spanId}` < `${b.traceId}${b.spanId}` ? -1 : 1);

/** Everything that can be read: rows, traces, counts. */
export async function everything(collector: Collector) {
  const rows = await transactions(collector);
  const traces = new Set(rows.map(({ traceId }) => traceId));
  const parts = (await Promise.all([...traces].map((id) => frames(collector, `traces/${id}`)))).flat();
  return {
    rows,
    spans: parts.flatMap((frame) => (frame.table === 'spans' ? frame.spans : [])),
    errors: parts.flatMap((frame) => (frame.table === 'errors' ? frame.errors : [])),
  };
}
