// Secrets never reach the disk.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gzipSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { emptyDirectory, frames, info, sendEnvelope, sendTraces, start, transactions } from './running.ts';

const TRACE = 'a'.repeat(32);
const ROOT = 'b'.repeat(16);
const CANARIES = [
  'canary-key',
  'canary-tag',
  'canary-query',
  'canary-message',
  'canary-header',
  'canary-otlp',
];

function envelope(user: object): string {
  const now = Date.now() / 1000;
  const event = {
    event_id: 'e'.repeat(32),
    transaction: 'POST /login',
    start_timestamp: now - 1,
    timestamp: now,
    user,
    tags: { api_key: 'canary-tag' },
    contexts: {
      trace: { trace_id: TRACE, span_id: ROOT, data: { 'http.request.header.cookie': 'sid=canary-header' } },
    },
    spans: [
      {
        span_id: 'c'.repeat(16),
        start_timestamp: now - 1,
        timestamp: now,
        op: 'db.query',
        description: "UPDATE users SET password = 'canary-query' WHERE id = 5",
        data: { password: 'canary-key' },
      },
    ],
  };
  const error = {
    event_id: 'f'.repeat(32),
    timestamp: now,
    contexts: { trace: { trace_id: TRACE, span_id: ROOT } },
    exception: { values: [{ type: 'Error', value: 'refused with token=canary-message' }] },
  };
  const lines = [{}, { type: 'transaction' }, event, { type: 'event' }, error];
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

function otlp(): object {
  const nanos = `${Date.now()}000000`;
  const attributes = [{ key: 'app.secret', value: { stringValue: 'canary-otlp' } }];
  const span = {
    traceId: 'd'.repeat(32),
    spanId: ROOT,
    name: 'GET /',
    kind: 2,
    startTimeUnixNano: nanos,
    endTimeUnixNano: nanos,
    attributes,
  };
  return { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };
}

/** Every byte below a directory. */
function bytesBelow(directory: string): Buffer {
  const names = readdirSync(directory, { recursive: true }).map((name) => join(directory, String(name)));
  return Buffer.concat(names.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path)));
}

/** The bytes, and what any compressed part of them holds: what is kept is compressed here and there. */
function legible(bytes: Buffer): string {
  const parts = [bytes.toString('latin1')];
  for (let at = 0; at < bytes.length; at += 1) {
    const decompress = bytes[at] === 2 ? brotliDecompressSync : inflateRawSync;
    if (bytes[at] !== 1 && bytes[at] !== 2) continue;
    try {
      parts.push(decompress(bytes.subarray(at + 1), { maxOutputLength: 1 << 20 }).toString('latin1'));
    } catch {
      // Not the beginning of a compressed block.
    }
  }
  return parts.join('\n');
}

describe('secrets', () => {
  it('are in no file, in no answer, and counted', async () => {
    const directory = emptyDirectory();
    const collector = await start({ directory });
    const body = gzipSync(envelope({ id: 'u5' }));
    const sent = await sendEnvelope(collector, Uint8Array.from(body), {
      headers: { 'content-encoding': 'gzip' },
    });
    expect(sent.status).toBe(200);
    expect((await sendTraces(collector, otlp())).status).toBe(200);
    await collector.settled();

    const rows = await transactions(collector);
    expect(rows).toHaveLength(2);
    const answers = [
      rows,
      await frames(collector, `traces/${TRACE}`),
      await frames(collector, `traces/${'d'.repeat(32)}`),
    ];
    const told = JSON.stringify(answers, (_key, value: unknown) =>
      value instanceof Map ? [...value] : value,
    );
    expect(told).toContain('[Filtered]');
    const { quality, ingest } = await info(collector);
    expect(ingest?.anonymous).toBe(false);
    expect(Object.fromEntries(quality.filtered.map(({ reason, count }) => [reason, count]))).toEqual({
      'secret key': 4,
      'secret value': 2,
    });

    const running = legible(bytesBelow(directory));
    await collector.close();
    const closed = legible(bytesBelow(directory));
    for (const canary of CANARIES) {
      expect(told).not.toContain(canary);
      expect(running).not.toContain(canary);
      expect(closed).not.toContain(canary);
    }
    // What is no secret is there, so that the search above would have found the others.
    expect(running).toContain('POST /login');
    expect(running).toContain('UPDATE users SET password');

    const again = await start({ directory });
    expect((await info(again)).quality.filtered).toEqual(quality.filtered);
  });

  it('are not all that goes where people are to stay unknown; they are counted all the same', async () => {
    const directory = emptyDirectory();
    const collector = await start({ directory, anonymous: true });
    await sendEnvelope(collector, envelope({ email: 'canary@example.test' }));
    await collector.settled();
    const [row] = await transactions(collector);
    expect(row?.user).toMatch(/^email:\[Filtered\] [0-9a-f]{16}$/);
    await collector.close();
    expect(legible(bytesBelow(directory))).not.toContain('canary@');

    // The same person is the same one after a new start.
    const again = await start({ directory, anonymous: true });
    await sendEnvelope(again, envelope({ email: 'canary@example.test' }).replaceAll(TRACE, '1'.repeat(32)));
    await again.settled();
    const users = (await transactions(again)).map(({ user }) => user);
    expect(users).toEqual([row?.user, row?.user]);
  });
});
