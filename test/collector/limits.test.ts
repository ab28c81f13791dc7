// What is too much, too deep, too slow or too many is refused in words, and everything else is taken.
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { Admission } from '../../src/collector/http/admission.ts';
import type { Collector } from '../../src/collector/start.ts';
import { frames, info, keyOf, sendEnvelope, sendTraces, start, transactions } from './running.ts';
import { BEGIN, envelope, otlp, spanId, traceId, transactionEnvelope, transactionItem } from './traffic.ts';

const MEGABYTE = 1 << 20;

describe('admission', () => {
  it('is given to so many requests, and again when one of them is done', async () => {
    const admission = new Admission(() => null);
    const claims = await Promise.all(Array.from({ length: 256 }, () => admission.enter(10)));
    await expect(admission.enter(10)).rejects.toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    claims[0]?.free();
    (await admission.enter(10)).free();
  });

  it('waits while much is held, goes on when that is given back, and is refused beyond the most', async () => {
    const admission = new Admission(() => null);
    const first = await admission.enter(40 * MEGABYTE);
    first.add(40 * MEGABYTE);
    let entered = false;
    const second = admission.enter(10 * MEGABYTE).then((claim) => {
      entered = true;
      return claim;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(entered).toBe(false);
    expect(() => first.add(25 * MEGABYTE)).toThrow('as much as it may');
    first.free();
    const claim = await second;
    claim.add(64 * MEGABYTE);
    expect(() => claim.add(1)).toThrow('as much as it may');
  });

  it('is refused to who waits too long, without hurting those behind', async () => {
    vi.useFakeTimers();
    const admission = new Admission(() => null);
    const first = await admission.enter(40 * MEGABYTE);
    first.add(40 * MEGABYTE);
    const refused = admission.enter(MEGABYTE).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1_500);
    const later = admission.enter(MEGABYTE);
    await vi.advanceTimersByTimeAsync(600);
    expect(await refused).toMatchObject({ status: 503 });
    first.free();
    (await later).free();
    vi.useRealTimers();
  });

  it('says what stands in the way', async () => {
    const admission = new Admission(() => ({ message: 'There is no room.', passes: false }));
    await expect(admission.enter(1)).rejects.toThrow('There is no room.');
  });

  it('waits for what passes, and is refused where that does not', async () => {
    const memory = { message: 'There is no memory.', passes: true };
    let obstacle: typeof memory | null = memory;
    const admission = new Admission(() => obstacle, 10_000);
    const entered = admission.enter(1);
    setTimeout(() => {
      obstacle = null;
    }, 50);
    (await entered).free();
    const impatient = new Admission(() => memory, 60);
    await expect(impatient.enter(1)).rejects.toMatchObject({ status: 503, message: 'There is no memory.' });
    // Who was refused takes no place.
    const refused = Array.from({ length: 300 }, () => impatient.enter(1).catch((error: unknown) => error));
    const busy = (await Promise.all(refused)).filter((error) => String(error).includes('256'));
    expect(busy).toHaveLength(300 - 256);
    await expect(impatient.enter(1)).rejects.toThrow('There is no memory.');
  });
});

describe('what may be passed one by one', () => {
  const narrow = { message: 'There is no memory.', passes: true, isNarrow: true };

  it('lets one request in, and the next when that is done', async () => {
    const admission = new Admission(() => narrow, 10_000);
    const first = await admission.enter(1);
    const entered: number[] = [];
    const others = [1, 2].map(async (number) => {
      const claim = await admission.enter(1);
      entered.push(number);
      return claim;
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(entered).toHaveLength(0);
    first.free();
    const second = await Promise.race(others);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(entered).toHaveLength(1);
    second.free();
    for (const claim of await Promise.all(others)) claim.free();
  });

  it('is not waited for longer than others', async () => {
    const admission = new Admission(() => narrow, 60);
    const first = await admission.enter(1);
    await expect(admission.enter(1)).rejects.toMatchObject({ status: 503, message: 'There is no memory.' });
    first.free();
    (await admission.enter(1)).free();
  });

  it('takes none while those that were let in before are not done', async () => {
    let obstacle: typeof narrow | null = null;
    const admission = new Admission(() => obstacle, 60);
    const before = await Promise.all([admission.enter(1), admission.enter(1)]);
    obstacle = narrow;
    before[0]?.free();
    await expect(admission.enter(1)).rejects.toThrow('There is no memory.');
    before[1]?.free();
    (await admission.enter(1)).free();
  });
});

describe('a collector that is busy', () => {
  it('asks Sentry SDKs to hold back for some seconds, and exporters to try again', async () => {
    const collector = await start();
    vi.spyOn(Admission.prototype, 'enter').mockRejectedValue(
      await new Admission(() => ({ message: 'No room.', passes: false }))
        .enter(1)
        .catch((error: unknown) => error),
    );
    const sentry = await sendEnvelope(collector, transactionEnvelope(1));
    expect(sentry.status).toBe(429);
    expect(sentry.headers.get('retry-after')).toBe('5');
    expect(sentry.headers.get('x-sentry-rate-limits')).toBe(
      '5:transaction;span;error:key:collector_overload',
    );
    const exporter = await sendTraces(collector, otlp([]));
    expect(exporter.status).toBe(503);
    expect(exporter.headers.get('retry-after')).toBe('1');
    expect(await exporter.json()).toMatchObject({
      code: 14,
      message: expect.stringContaining('No room') as string,
    });
    vi.restoreAllMocks();
    expect((await info(collector)).quality).toMatchObject({
      received: 2,
      refused: [{ reason: 'collector busy', count: 2 }],
    });
  });
});

describe('a collector without memory for more', () => {
  it('takes one request after the other, and never stands still', async () => {
    const collector = await start({ mostMemory: 1 });
    const sent = [1, 2, 3, 4].map((value) => sendEnvelope(collector, transactionEnvelope(value)));
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await collector.settled();
    expect((await info(collector)).quality).toMatchObject({ received: 4, stored: 4, refused: [] });
  });
});

/** What comes back for bytes that are written to the collector's socket, and no more of them. */
function exchange({ port }: Collector, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.on('data', (piece) => (answer += piece.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('a sender', () => {
  const patience = { headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 50 };

  it('that is too slow is cut off with 408 and the reason, in its headers and in its body', async () => {
    const collector = await start({ patience });
    const path = `/api/1/envelope/?sentry_key=${keyOf(collector)}`;
    const headers = await exchange(collector, `POST ${path} HTTP/1.1\r\nhost: localhost\r\n`);
    const body = await exchange(
      collector,
      `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{`,
    );
    for (const answer of [headers, body]) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toContain('did not come to its end in time');
    }
    expect((await sendEnvelope(collector, transactionEnvelope(1))).status).toBe(200);
    await collector.settled();
    const { quality } = await info(collector);
    expect(quality).toMatchObject({ received: 3, stored: 1, refused: [{ reason: 'too slow', count: 2 }] });
  });

  it('that only opened a connection has sent nothing: it is closed, and nothing is counted', async () => {
    const collector = await start({ patience });
    expect(await exchange(collector, '')).toBe('');
    expect((await sendEnvelope(collector, transactionEnvelope(1))).status).toBe(200);
    await collector.settled();
    expect((await info(collector)).quality).toMatchObject({ received: 1, stored: 1, refused: [] });
  });

  it('that speaks no HTTP, or in too many headers, is told so', async () => {
    const collector = await start();
    expect(await exchange(collector, 'EHLO there\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 [^]*not a request of HTTP/,
    );
    const many = `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await exchange(collector, many)).toMatch(/^HTTP\/1\.1 431 [^]*headers are larger/);
    const lying = `POST /v1/traces HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n`;
    expect(await exchange(collector, lying)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('an item', () => {
  const good = ['transaction', transactionItem(1)] as const;
  const refusedOf = async (collector: Collector) => {
    await collector.settled();
    const { quality, rows } = await info(collector);
    expect(rows).toBe(1);
    expect(quality.received).toBe(
      quality.stored + quality.refused.reduce((sum, { count }) => sum + count, 0),
    );
    return quality.refused;
  };

  it('of 5,000,000 levels, of too many values or bytes is refused alone', async () => {
    const collector = await start();
    const deep = `${'['.repeat(5_000_000)}${']'.repeat(5_000_000)}`;
    const wide = JSON.stringify({ extra: Array.from({ length: 210_000 }, () => 1) });
    const large = JSON.stringify({ message: 'x'.repeat(MEGABYTE) });
    const lines = [deep, wide, large].flatMap((payload) => ['{"type":"event"}', payload]);
    const body = `${envelope([good])}${lines.join('\n')}\n`;
    expect((await sendEnvelope(collector, body)).status).toBe(200);
    expect(await refusedOf(collector)).toEqual([
      { reason: 'too_large', count: 2 },
      { reason: 'invalid_json', count: 1 },
    ]);
  });

  it('that lies about its length costs itself only', async () => {
    const collector = await start();
    const body = `${envelope([good])}{"type":"event","length":3}\n{"level":"error"}\n{"type":"session"}\n{}\n`;
    expect((await sendEnvelope(collector, body)).status).toBe(200);
    await collector.settled();
    expect((await info(collector)).quality).toMatchObject({
      received: 3,
      stored: 1,
      skipped: [{ kind: 'session', count: 1 }],
      refused: [{ reason: 'malformed_item', count: 1 }],
    });
  });

  it('is one of a thousand at most', async () => {
    const collector = await start();
    const many = Array.from({ length: 1_001 }, () => ['session', {}] as const);
    const response = await sendEnvelope(collector, envelope(many));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('more than 1000 items');
  });

  it('that is a transaction of too many spans keeps what it may and says how many it lost', async () => {
    const collector = await start();
    await sendEnvelope(collector, transactionEnvelope(1, { spans: 10_050 }));
    await collector.settled();
    const [row] = await transactions(collector);
    expect(row).toMatchObject({ spans: 10_000 });
    const spans = (await frames(collector, `traces/${traceId(1)}`)).flatMap((frame) =>
      frame.table === 'spans' ? [...frame.spans] : [],
    );
    const root = spans.find((span) => span.spanId === spanId(1000));
    expect(root?.attributes.get('longtail.dropped.spans')).toBe(50);
  });

  it('with long and many attributes keeps them cut, marked, and counted', async () => {
    const collector = await start();
    const data = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`key${index}`, index]));
    const item = transactionItem(1, { spans: 0 });
    const trace = { trace_id: traceId(1), span_id: spanId(1), op: 'http.server' };
    const long = { ['n'.repeat(300)]: 1, text: 'x'.repeat(10_000), ...data };
    await sendEnvelope(
      collector,
      envelope([['transaction', { ...item, contexts: { trace: { ...trace, data: long } } }]]),
    );
    await collector.settled();
    const [, frame] = await frames(collector, `traces/${traceId(1)}`);
    const attributes = frame?.table === 'spans' ? frame.spans[0]?.attributes : undefined;
    expect(attributes?.get('text')).toMatch(/^x{8191}…$/);
    expect([...(attributes?.keys() ?? [])].some((key) => /^n{199}…$/.test(key))).toBe(true);
    expect(attributes?.get('longtail.dropped.attributes')).toBeGreaterThan(40);
  });
});

describe('a body of 5,000,000 levels', () => {
  const deep = `${'['.repeat(5_000_000)}${']'.repeat(5_000_000)}`;

  it.each([
    ['api/1/envelope/', deep, 400, /not a JSON object/],
    ['stream', deep, 400, /not a JSON object/],
    ['v1/traces', `{"resourceSpans":${deep}}`, 400, /nested more than 128 levels/],
  ])('to %s is refused in words, and what follows is taken', async (path, body, status, message) => {
    const collector = await start();
    const response = await fetch(`${collector.url}${path}?sentry_key=${keyOf(collector)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([response.status, await response.text()]).toEqual([status, expect.stringMatching(message)]);
    expect((await sendEnvelope(collector, transactionEnvelope(1))).status).toBe(200);
  });
});

describe('an OTLP request', () => {
  it('of more than 20 MB once it is decompressed is refused', async () => {
    const collector = await start();
    const span = { traceId: traceId(1), kind: 1, startMs: BEGIN, durationMs: 1, name: 'x'.repeat(1_000) };
    const spans = Array.from({ length: 21_000 }, (_, index) => ({ ...span, spanId: spanId(index) }));
    expect((await sendTraces(collector, otlp(spans))).status).toBe(413);
  });
});
