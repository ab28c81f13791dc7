// Answers of more than one frame. The rows are multiplied in the database itself: sending them would take minutes.
import { DuckDBInstance } from '@duckdb/node-api';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { NOTHING } from '../../src/collector/decode.ts';
import { pack } from '../../src/collector/parcel/pack.ts';
import { unpack } from '../../src/collector/parcel/unpack.ts';
import { ROWS } from '../../src/collector/contract/transactions-route.ts';
import { Counters } from '../../src/collector/store/counters.ts';
import { Database } from '../../src/collector/store/database.ts';
import { Store } from '../../src/collector/store/store.ts';
import type { Decoded } from '../../src/model/decoded.ts';
import type { Span } from '../../src/model/span.ts';
import { FRAME_ROWS } from '../../src/formats/arrow/frames.ts';
import type { Frame } from '../../src/formats/arrow/frames.ts';
import type { Collector } from '../../src/collector/start.ts';
import { MOST_SPANS } from '../../src/collector/store/merge-trace.ts';
import { emptyDirectory, frames, info, sendEnvelope, sendTraces, start } from './running.ts';
import { BEGIN, otlp, spanId, traceId, transactionEnvelope } from './traffic.ts';

// Real files and many rows: slow where the machine has other things to do.
vi.setConfig({ testTimeout: 60_000 });

/** A collector with one transaction and its three spans, multiplied by SQL. */
async function multiplied(...statements: readonly string[]): Promise<Collector> {
  const directory = emptyDirectory();
  const first = await start({ directory });
  await sendEnvelope(first, transactionEnvelope(0));
  await first.settled();
  await first.close();
  const instance = await DuckDBInstance.create(join(directory, 'longtail.duckdb'));
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
  return start({ directory });
}

function rowsOf(parts: readonly Frame[]): { readonly row: number; readonly end: number }[][] {
  return parts.map((frame) => {
    if (frame.table !== 'transactions') throw new Error(`A frame of ${frame.table}.`);
    const rows = frame.rows.numbers.get('row') ?? new Float64Array(0);
    const ends = frame.rows.numbers.get('timestamp') ?? new Float64Array(0);
    return Array.from(rows, (row, index) => ({ row, end: ends[index] ?? NaN }));
  });
}

describe('transactions of several frames', () => {
  it('come newest first from frame to frame, each row once, no frame too large', async () => {
    const count = 2 * FRAME_ROWS + 5000;
    // In an order of time that is not that of the rows, with fractions of a millisecond.
    const collector = await multiplied(
      `INSERT INTO transactions SELECT * EXCLUDE (i) REPLACE (i + 2 AS "row", ${BEGIN} + (i * 7919) % ${count} + 0.25 AS timestamp)
       FROM transactions, range(${count - 1}) AS more(i)`,
    );
    const parts = await frames(collector, 'transactions');
    const found = rowsOf(parts);
    expect(parts[0]?.meta.total).toBe(count);
    expect(parts.map(({ meta }) => meta.end)).toEqual([...parts.slice(1).map(() => false), true]);
    expect(Math.max(...found.map(({ length }) => length))).toBeLessThanOrEqual(FRAME_ROWS);
    expect(new Set(found.flat().map(({ row }) => row)).size).toBe(count);
    expect(found.flat()).toHaveLength(count);
    let oldest = Infinity;
    for (const part of found) {
      const ends = part.map(({ end }) => end).sort((a, b) => a - b);
      expect(ends.at(-1)).toBeLessThan(oldest);
      oldest = ends[0] ?? NaN;
    }
    const { rows } = await info(collector);
    expect(rows).toBe(count);
  });

  it('are split further where more than a frame of them end in the same instant', async () => {
    const same = FRAME_ROWS + 100;
    const collector = await multiplied(
      `INSERT INTO transactions SELECT * EXCLUDE (i) REPLACE (i + 2 AS "row", ${BEGIN + 5} AS timestamp)
       FROM transactions, range(${same}) AS more(i)`,
    );
    for (const path of ['transactions', 'transactions?after=0']) {
      const found = rowsOf(await frames(collector, path));
      expect(found.map(({ length }) => length)).toEqual([ROWS, ROWS, ROWS, ROWS, 100, 1]);
      expect(new Set(found.flat().map(({ row }) => row)).size).toBe(same + 1);
    }
  });
});

/** A span of the trace number `trace`, the first of them with what makes it a transaction. */
function spanOf(trace: number, index: number): Span {
  return {
    traceId: traceId(trace),
    spanId: spanId(index),
    parentId: index === 0 ? null : spanId(0),
    project: 'shop',
    op: '',
    description: 'step',
    start: BEGIN + 1000 * trace + index / 1000,
    duration: 1,
    exclusive: 1,
    status: 'ok',
    group: '0123456789abcdef',
    segment: index === 0 ? spanId(0) : null,
    attributes: new Map(),
  };
}

/** A request with `count` spans of a trace from number `first` on. */
function requestOf(trace: number, first: number, count: number): Decoded {
  const spans = Array.from({ length: count }, (_, index) => spanOf(trace, first + index));
  const [root] = spans;
  const facts = {
    eventId: traceId(trace),
    transaction: 'GET /items',
    environment: null,
    release: null,
    user: null,
    userDisplay: null,
    sdk: null,
    httpMethod: null,
    httpStatus: null,
    weight: 1,
    vitals: {},
    tags: new Map<string, string>(),
  };
  const transactions = root !== undefined && first === 0 ? [{ ...root, ...facts }] : [];
  return { ...NOTHING, spans, transactions, items: new Set(spans), received: count };
}

/** A collector whose tables hold what was in these requests: to send them would take minutes. */
async function holding(requests: readonly Decoded[]): Promise<Collector> {
  const directory = emptyDirectory();
  await (await start({ directory })).close();
  const store = await Store.open(await Database.open(join(directory, 'longtail.duckdb')), BEGIN);
  for (const request of requests) {
    await store.apply([unpack(pack(request, BEGIN))], store.progress.position, new Counters());
  }
  store.close();
  return start({ directory });
}

describe('spans of several frames', () => {
  it('are those of whole events, newest first, and each frame says how many', async () => {
    const events = 4;
    const each = 40_000;
    const collector = await holding([1, 2, 3, 4].map((trace) => requestOf(trace, 0, each)));
    const parts = await frames(collector, 'spans?transaction=GET%20%2Fitems&project=shop');
    expect(parts[0]?.meta.total).toBe(events * each);
    expect(parts.map(({ meta }) => [meta.events, meta.eventsTotal])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ]);
    const rows = parts.map((frame) => (frame.table === 'spans' ? new Set(frame.rows) : new Set()));
    expect(rows).toEqual([new Set([4]), new Set([3]), new Set([2]), new Set([1])]);
  });
});

describe('a trace of more spans than one may have', () => {
  it('keeps what it may, counts the rest and says so', async () => {
    const room = 4;
    const half = MOST_SPANS / 2;
    const collector = await holding([requestOf(1, 0, half), requestOf(1, half, half - room)]);
    const late = {
      traceId: traceId(1),
      parentSpanId: spanId(0),
      name: 'late',
      kind: 1,
      startMs: BEGIN,
      durationMs: 1,
    };
    const spans = Array.from({ length: 10 }, (_, index) => ({ ...late, spanId: spanId(900_000 + index) }));
    expect((await sendTraces(collector, otlp(spans))).status).toBe(200);
    await collector.settled();
    const { quality, problems } = await info(collector);
    expect(quality).toMatchObject({
      received: MOST_SPANS + 6,
      stored: MOST_SPANS,
      refused: [{ count: 6, reason: expect.stringContaining('spans in a trace') as string }],
    });
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('6 spans') as string]);
    const parts = await frames(collector, `traces/${traceId(1)}`);
    const held = parts.flatMap((frame) => (frame.table === 'spans' ? [...frame.spans] : []));
    expect(held).toHaveLength(MOST_SPANS);
    // What came in two requests belongs together.
    expect(held.every(({ segment }) => segment === spanId(0))).toBe(true);
  });
});
