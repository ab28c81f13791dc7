import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { ask, info, keyOf, sendEnvelope, sendTraces, start, transactions } from './running.ts';
import {
  BEGIN,
  envelope,
  eventId,
  otlp,
  spanId,
  traceId,
  transactionEnvelope,
  transactionItem,
} from './traffic.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

async function problemOf(response: Response) {
  return ((await response.json()) as { problem: { message: string; advice: string } }).problem;
}

describe('an envelope', () => {
  it('is answered with its event id, whatever its content type, and becomes a row', async () => {
    const collector = await start();
    const types = ['text/plain;charset=UTF-8', 'application/x-sentry-envelope', 'application/json'];
    for (const [index, type] of types.entries()) {
      const response = await sendEnvelope(collector, transactionEnvelope(index), {
        headers: { 'content-type': type },
        project: String(index),
      });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ id: eventId(index) });
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    }
    await collector.settled();
    const rows = await transactions(collector);
    expect(rows.map((row) => row.project)).toEqual(['0', '1', '2']);
    expect(rows[0]).toMatchObject({
      transaction: 'GET /items',
      duration: expect.closeTo(100, 3),
      environment: 'production',
      release: 'shop@1',
      user: 'id:u0',
      spans: 2,
      errors: 0,
      work: { db: expect.closeTo(10, 3) },
      traceId: traceId(0),
      spanId: spanId(0),
      tags: new Map([['plan', 'pro']]),
    });
  });

  it('is taken with the key in the address, in X-Sentry-Auth, in Authorization or in its own DSN', async () => {
    const collector = await start();
    const key = keyOf(collector);
    const auth = `Sentry sentry_version=7, sentry_key=${key}, sentry_client=sentry.python/2.0`;
    const item: readonly [string, unknown] = ['transaction', transactionItem(1)];
    const sent = await Promise.all([
      sendEnvelope(collector, transactionEnvelope(1)),
      sendEnvelope(collector, transactionEnvelope(1), { query: '', headers: { 'x-sentry-auth': auth } }),
      sendEnvelope(collector, transactionEnvelope(1), { query: '', headers: { authorization: auth } }),
      sendEnvelope(collector, envelope([item], { dsn: collector.dsn }), { query: '' }),
    ]);
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await collector.settled();
    expect(await transactions(collector)).toHaveLength(1);
    expect((await info(collector)).quality).toMatchObject({ received: 4, stored: 1, repeated: 3 });
  });

  it('is taken below any path, with and without the slash at the end', async () => {
    const collector = await start();
    for (const path of ['behind/a/proxy/api/7/envelope/', 'api/7/envelope']) {
      const url = `${collector.url}${path}?sentry_key=${keyOf(collector)}`;
      expect((await fetch(url, { method: 'POST', body: transactionEnvelope(1) })).status).toBe(200);
    }
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['identity', (body: Uint8Array) => Buffer.from(body)],
  ] as const)('is read compressed as %s', async (encoding, compress) => {
    const collector = await start();
    const body = Uint8Array.from(compress(bytes(transactionEnvelope(1))));
    const response = await sendEnvelope(collector, body, { headers: { 'content-encoding': encoding } });
    expect(response.status).toBe(200);
    await collector.settled();
    expect(await transactions(collector)).toHaveLength(1);
  });

  it('is refused without a key or with a wrong one; the key is told to the user, never to the sender', async () => {
    const collector = await start();
    const wrong = await sendEnvelope(collector, transactionEnvelope(1), {
      query: `?sentry_key=${'0'.repeat(32)}`,
    });
    const none = await sendEnvelope(collector, transactionEnvelope(1), { query: '' });
    for (const response of [wrong, none]) {
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      const text = await response.text();
      expect(text).toContain('DSN');
      expect(text).not.toContain(keyOf(collector));
    }
    const { ingest, quality } = await info(collector);
    expect(ingest?.requests).toHaveLength(2);
    for (const request of ingest?.requests ?? []) {
      expect(request).toMatchObject({ accepted: false, status: 403, path: '/api/1/envelope/' });
      expect(request.message).toContain(collector.dsn);
    }
    expect(quality).toMatchObject({ received: 2, stored: 0, refused: [{ reason: 'wrong key', count: 2 }] });
  });

  it('of no readable form is refused with the reason, and counted', async () => {
    const collector = await start();
    const response = await sendEnvelope(collector, '<html>');
    expect(response.status).toBe(400);
    expect((await problemOf(response)).message).not.toBe('');
    await collector.settled();
    const { quality, ingest } = await info(collector);
    expect(quality).toMatchObject({ received: 1, refused: [{ reason: 'not readable', count: 1 }] });
    expect(ingest?.requests[0]).toMatchObject({ accepted: false, status: 400 });
  });

  it('with nothing but other items is answered and counted', async () => {
    const collector = await start();
    const response = await sendEnvelope(
      collector,
      envelope([
        ['session', {}],
        ['session', {}],
      ]),
    );
    expect([response.status, await response.json()]).toEqual([200, {}]);
    await collector.settled();
    const { quality, ingest, rows } = await info(collector);
    expect(quality).toMatchObject({ received: 2, stored: 0, skipped: [{ kind: 'session', count: 2 }] });
    expect(ingest?.requests[0]).toMatchObject({ accepted: true, transactions: 0 });
    expect(rows).toBe(0);
  });

  it.each(
    [
      ['log', 'trace_metric', 'statsd'],
      ['replay_event', 'replay_recording', 'replay_video', 'profile', 'profile_chunk'],
      ['session', 'sessions', 'check_in', 'attachment', 'user_report', 'feedback', 'of tomorrow'],
    ].map((kinds) => [kinds]),
  )('skips %j quietly, and takes what is beside them', async (kinds) => {
    const collector = await start();
    const items = kinds.map((kind) => [kind, { any: 'thing' }] as const);
    const response = await sendEnvelope(collector, envelope([...items, ['transaction', transactionItem(1)]]));
    expect(response.status).toBe(200);
    await collector.settled();
    const { quality, rows } = await info(collector);
    expect(rows).toBe(1);
    expect(quality).toMatchObject({ received: kinds.length + 1, stored: 1, refused: [] });
    expect(quality.skipped.map(({ kind, count }) => `${count} ${kind}`).toSorted()).toEqual(
      // What it does not know has no name of its own: anyone could make up as many as they like.
      kinds.map((kind) => `1 ${kind === 'of tomorrow' ? 'other' : kind}`).toSorted(),
    );
  });

  it('whose compression is unknown, damaged or cut off is refused', async () => {
    const collector = await start();
    const whole = Uint8Array.from(gzipSync(bytes(transactionEnvelope(1))));
    const send = (body: Uint8Array<ArrayBuffer>, encoding: string) =>
      sendEnvelope(collector, body, { headers: { 'content-encoding': encoding } });
    expect((await send(whole, 'zstd')).status).toBe(415);
    expect((await send(whole.slice(0, -20), 'gzip')).status).toBe(400);
    expect((await send(whole, 'br')).status).toBe(400);
    expect((await info(collector)).ingest?.requests.map(({ status }) => status)).toEqual([400, 400, 415]);
  });

  it('that is a bomb is refused while it is being decompressed', async () => {
    const collector = await start();
    const zeros = Buffer.alloc(150 << 20);
    for (const [encoding, bomb] of [
      ['gzip', gzipSync(zeros)],
      ['deflate', deflateSync(zeros)],
      ['br', brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ] as const) {
      const response = await sendEnvelope(collector, Uint8Array.from(bomb), {
        headers: { 'content-encoding': encoding },
      });
      expect([encoding, response.status]).toEqual([encoding, 413]);
    }
    expect((await sendEnvelope(collector, transactionEnvelope(1))).status).toBe(200);
  });

  it('of more than 20 MB is refused, whether it says so before or not', async () => {
    const collector = await start();
    const large = new Uint8Array((20 << 20) + 1).fill(32);
    expect((await sendEnvelope(collector, large)).status).toBe(413);
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let sent = 0; sent <= 20; sent += 1) controller.enqueue(large.subarray(0, 1 << 20));
        controller.close();
      },
    });
    const url = `${collector.url}api/1/envelope/?sentry_key=${keyOf(collector)}`;
    // A body that streams needs "duplex", which the types do not know yet.
    const sending: RequestInit & { readonly duplex: 'half' } = {
      method: 'POST',
      body: stream,
      duplex: 'half',
    };
    const streamed = await fetch(url, sending);
    expect(streamed.status).toBe(413);
  });

  it('may be announced by a browser, with any header, also from a public page', async () => {
    const collector = await start();
    const answer = await ask(
      collector,
      '/api/1/envelope/',
      {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-sentry-auth',
        'access-control-request-private-network': 'true',
      },
      'OPTIONS',
    );
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type,x-sentry-auth',
      'access-control-allow-private-network': 'true',
    });
  });

  it('is taken under any host name', async () => {
    const collector = await start();
    const path = `/api/1/envelope/?sentry_key=${keyOf(collector)}`;
    const answer = await ask(collector, path, { host: 'shop.example' }, 'POST', transactionEnvelope(1));
    expect(answer.status).toBe(200);
  });
});

const span = (value: number, kind = 2) => ({
  traceId: traceId(value),
  spanId: spanId(value),
  name: 'GET /otel',
  kind,
  startMs: BEGIN,
  durationMs: 40,
});

/** The rejected spans of an `ExportTraceServiceResponse`, by hand. */
function rejectedSpans(body: Uint8Array): number {
  const reader = new BinaryReader(body);
  if (reader.len === 0) return 0;
  expect(reader.tag()).toEqual([1, 2]);
  const partial = new BinaryReader(reader.bytes());
  expect(partial.tag()).toEqual([1, 0]);
  return Number(partial.int64());
}

describe('OTLP', () => {
  it('as JSON is answered in JSON, plain and gzipped', async () => {
    const collector = await start();
    const plain = await sendTraces(collector, otlp([span(1)]));
    expect([plain.status, await plain.json()]).toEqual([200, {}]);
    expect(plain.headers.get('content-type')).toBe('application/json');
    const zipped = gzipSync(JSON.stringify(otlp([span(2)])));
    expect((await sendTraces(collector, zipped, { 'content-encoding': 'gzip' })).status).toBe(200);
    await collector.settled();
    const rows = await transactions(collector);
    expect(rows.map((row) => row.transaction)).toEqual(['GET /otel', 'GET /otel']);
    expect(rows.map((row) => row.project)).toEqual(['shop', 'shop']);
    expect((await info(collector)).quality).toMatchObject({ received: 2, stored: 2, repeated: 0 });
  });

  it('tells how many spans were refused, as JSON and as protobuf', async () => {
    const collector = await start();
    const json = await sendTraces(collector, otlp([span(1), { ...span(2), traceId: 'zz' }]));
    expect(json.status).toBe(200);
    expect(await json.json()).toMatchObject({ partialSuccess: { rejectedSpans: '1' } });
    // ResourceSpans { ScopeSpans { Span { trace_id of 3 bytes } } }
    const bad = Uint8Array.from([10, 9, 18, 7, 18, 5, 10, 3, 1, 2, 3]);
    const protobuf = await sendTraces(collector, bad, { 'content-type': 'application/x-protobuf' });
    expect(protobuf.status).toBe(200);
    expect(protobuf.headers.get('content-type')).toBe('application/x-protobuf');
    expect(rejectedSpans(new Uint8Array(await protobuf.arrayBuffer()))).toBe(1);
    await collector.settled();
    const { quality } = await info(collector);
    expect(quality).toMatchObject({ received: 3, stored: 1 });
    expect(quality.refused.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it('that cannot be read is refused in the sender’s own encoding', async () => {
    const collector = await start();
    const json = await sendTraces(collector, new TextEncoder().encode('{'));
    expect(json.status).toBe(400);
    expect(await json.json()).toMatchObject({ code: 3, problem: { kind: 'refused' } });
    const protobuf = await sendTraces(collector, Uint8Array.from([255, 255]), {
      'content-type': 'application/x-protobuf',
    });
    expect(protobuf.status).toBe(400);
    expect(protobuf.headers.get('content-type')).toBe('application/x-protobuf');
    const reader = new BinaryReader(new Uint8Array(await protobuf.arrayBuffer()));
    expect([reader.tag(), reader.int32()]).toEqual([[1, 0], 3]);
    const other = await sendTraces(collector, otlp([]), { 'content-type': 'text/plain' });
    expect(other.status).toBe(415);
  });

  it('metrics and logs are answered and counted as skipped', async () => {
    const collector = await start();
    for (const signal of ['metrics', 'logs']) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${collector.url}v1/${signal}`, { method: 'POST', headers, body: '{}' });
      expect([response.status, await response.json()]).toEqual([200, {}]);
    }
    await collector.settled();
    const { quality } = await info(collector);
    expect(quality.received).toBe(2);
    expect(quality.skipped.map(({ kind }) => kind).toSorted()).toEqual([
      'OpenTelemetry logs request',
      'OpenTelemetry metrics request',
    ]);
  });
});

describe('the list of last requests', () => {
  it('holds ten, newest first, with what sent them and what was in them', async () => {
    const collector = await start();
    for (let value = 0; value < 12; value += 1) {
      const query = `?sentry_key=${keyOf(collector)}&sentry_client=sentry.test%2F${value}`;
      await sendEnvelope(collector, transactionEnvelope(value), { query });
    }
    const requests = (await info(collector)).ingest?.requests ?? [];
    expect(requests.map(({ client }) => client)).toEqual(
      Array.from({ length: 10 }, (_, index) => `sentry.test/${11 - index}`),
    );
    expect(requests[0]).toMatchObject({ status: 200, accepted: true, transactions: 1 });
    expect(requests[0]?.message).toMatch(/^1 transaction/);
  });
});
