// What real SDKs sent, against expectations that another program read out of the same bytes (see fixtures/README.md).
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { decodeOtlpJson } from '../../src/formats/otlp/decode-json.ts';
import { decodeOtlpProtobuf } from '../../src/formats/otlp/decode-protobuf.ts';
import { decodeEnvelope } from '../../src/formats/sentry/decode-envelope.ts';
import type { Decoded } from '../../src/model/decoded.ts';
import { assemble } from '../../src/trace/assemble.ts';

const CAPTURES = join(import.meta.dirname, '../fixtures/captures');
const RECEIVED = Date.UTC(2026, 10, 22, 9);

const Counts = z.record(z.string(), z.number());
const Text = z.string().nullable();
const Expected = z.object({
  received: z.number(),
  spans: z.number(),
  skipped: Counts,
  refused: Counts,
  droppedByClient: Counts,
  errors: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  transactions: z.array(
    z.object({
      eventId: z.string(),
      traceId: z.string(),
      spanId: z.string(),
      project: z.string(),
      transaction: z.string(),
      op: z.string(),
      status: z.string(),
      start: z.number(),
      duration: z.number(),
      environment: Text,
      release: Text,
      user: Text,
      userDisplay: Text,
      sdk: Text,
      httpMethod: Text,
      httpStatus: z.number().nullable(),
      weight: z.number(),
      vitals: Counts,
      tags: z.record(z.string(), z.string()),
      spans: z.number(),
      errors: z.number(),
      work: Counts,
    }),
  ),
});

const Headers = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
});

interface Captured {
  readonly url: string;
  readonly type: string;
  readonly userAgent: string | null;
  readonly body: Uint8Array;
}

/** The requests of a capture that carry traces or Sentry items, decompressed. */
function requestsOf(directory: string): Captured[] {
  const files = readdirSync(join(CAPTURES, directory)).filter((file) => file.endsWith('.headers.json'));
  return files.toSorted().flatMap((file) => {
    const path = join(CAPTURES, directory, file);
    const { method, url, headers } = Headers.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (method !== 'POST' || url === '/v1/metrics' || url === '/v1/logs') return [];
    const raw = readFileSync(path.replace('.headers.json', '.body'));
    const body = headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
    return [{ url, type: headers['content-type'] ?? '', userAgent: headers['user-agent'] ?? null, body }];
  });
}

/** When an envelope says it was sent: by a right clock that is nearly when it arrives. */
function sentAt(body: Uint8Array): number {
  const sent = /"sent_at":"([^"]+)"/.exec(new TextDecoder().decode(body.subarray(0, 1_000)))?.[1];
  return sent === undefined ? RECEIVED : Date.parse(sent) + 20;
}

function decode({ url, type, userAgent, body }: Captured): Decoded {
  if (type === 'application/json') return decodeOtlpJson(body, RECEIVED, userAgent);
  if (type === 'application/x-protobuf') return decodeOtlpProtobuf(body, RECEIVED, userAgent);
  return decodeEnvelope(body, sentAt(body), url.split('/')[2] ?? '', userAgent);
}

function summed(
  lists: readonly (readonly { readonly count: number }[])[],
  key: string,
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const entry of lists.flat()) {
    const name = String(Object.entries(entry).find(([field]) => field === key)?.[1]);
    sums[name] = (sums[name] ?? 0) + entry.count;
  }
  return sums;
}

const near = (value: number): unknown => expect.closeTo(value, 2);

/** An expectation whose numbers are met within 5 µs: the expectations were computed in doubles from seconds. */
function nearly(value: unknown): unknown {
  if (typeof value === 'number') return near(value);
  if (Array.isArray(value)) return value.map(nearly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, nearly(member)]));
}

const bySpan = (a: { readonly spanId: string }, b: { readonly spanId: string }) =>
  a.spanId.localeCompare(b.spanId);

const directories = readdirSync(CAPTURES);

describe.each(directories)('%s', (directory) => {
  const requests = requestsOf(directory);
  const expected = Expected.parse(
    JSON.parse(readFileSync(join(CAPTURES, directory, 'expected.json'), 'utf8')),
  );
  const decoded = requests.map(decode);
  const spans = decoded.flatMap((one) => one.spans);
  const errors = decoded.flatMap((one) => one.errors);
  const facts = decoded.flatMap((one) => one.transactions);

  it('holds the items that were sent, each counted once', () => {
    expect(decoded.reduce((sum, one) => sum + one.received, 0)).toBe(expected.received);
    expect(spans).toHaveLength(expected.spans);
    expect(
      summed(
        decoded.map((one) => one.skipped),
        'kind',
      ),
    ).toEqual(expected.skipped);
    expect(
      summed(
        decoded.map((one) => one.refused),
        'reason',
      ),
    ).toEqual(expected.refused);
    expect(
      summed(
        decoded.map((one) => one.droppedByClient),
        'reason',
      ),
    ).toEqual(expected.droppedByClient);
  });

  it('holds the transactions, with what their traces say about them', () => {
    const traces = new Set(facts.map(({ traceId }) => traceId));
    const assembled = [...traces].flatMap((trace) => {
      const ofTrace = <Item extends { readonly traceId: string | null }>(items: readonly Item[]) =>
        items.filter(({ traceId }) => traceId === trace);
      return assemble({ facts: ofTrace(facts), spans: ofTrace(spans), errors: ofTrace(errors) }).transactions;
    });
    const found = assembled.map(({ attributes, tags, ...rest }) => {
      expect(attributes.size).toBeGreaterThan(0);
      return { ...rest, tags: Object.fromEntries(tags) };
    });
    expect(found.toSorted(bySpan)).toEqual(nearly(expected.transactions.toSorted(bySpan)));
  });

  it('holds the errors', () => {
    const byTime = (a: { timestamp?: unknown }, b: { timestamp?: unknown }) =>
      Number(a.timestamp) - Number(b.timestamp);
    expect(errors.toSorted(byTime)).toMatchObject(nearly(expected.errors.toSorted(byTime)) as object[]);
    expect(errors).toHaveLength(expected.errors.length);
  });

  it('is the same when it is decoded again', () => {
    expect(requests.map(decode)).toEqual(decoded);
  });
});

describe('the captures', () => {
  it('are all there', () => {
    expect(directories).toHaveLength(28);
  });

  it('of one program agree, whether they came as JSON or as protobuf', () => {
    const shapeOf = (directory: string) =>
      requestsOf(directory)
        .flatMap((request) => decode(request).spans)
        .map(({ op, description, status, group, project }) =>
          [op, description, status, group, project].join(' '),
        )
        .toSorted();
    expect(shapeOf('otel-proto-0.223.0')).toEqual(shapeOf('otel-json-0.223.0'));
    expect(shapeOf('otel-proto-0.301.0-node22')).toEqual(shapeOf('otel-json-0.301.0-node22'));
  });

  it('show the queries of one loop as one group, whatever their literals', () => {
    for (const directory of ['sentry-node-7.120.4', 'sentry-node-10.78.0', 'sentry-node-10.78.0-big']) {
      const { spans } = decode(
        requestsOf(directory).find(({ body }) =>
          new TextDecoder().decode(body).includes('"GET /orders","type"'),
        ) ?? { url: '', type: '', userAgent: null, body: new Uint8Array() },
      );
      const loop = spans.filter(({ description }) => description.includes('order_items'));
      expect(new Set(loop.map(({ description }) => description)).size).toBeGreaterThan(10);
      expect(new Set(loop.map(({ group }) => group)).size).toBe(1);
    }
  });
});
