import { describe, expect, it } from 'vitest';
import type { ErrorEvent } from '../../src/model/span.ts';
import { BuiltTraces } from '../../src/sources/built-traces.ts';
import { decodeTrace, encodeTrace } from '../../src/sources/trace-file.ts';
import { build } from '../../src/trace/build.ts';
import { tableOfSpans } from '../../src/trace/span-table.ts';
import { spanAt } from '../../src/trace/trace.ts';
import { draw, idOf, ORIGIN, outline, TRACE_ID } from '../trace/drawing.ts';

const { spans, transactions } = draw(`
  pageload /docs 0..500 @web #page
    http.client GET /api 10..400
      http.server GET /api 20..390 @api #api
        db.query SELECT a 30..40 !internal_error
    queue lost 410..420 <nobody
`);
const error: ErrorEvent = {
  eventId: 'e'.repeat(32),
  project: 'api',
  traceId: TRACE_ID,
  spanId: idOf('api'),
  timestamp: ORIGIN + 100,
  type: 'TypeError',
  message: 'x is not a function',
  level: 'error',
  transaction: null,
};
const trace = build(
  spans.map((span) => ({ ...span, attributes: new Map([['thread', span.op]]) })),
  transactions,
  [error],
);

describe('a trace as a file', () => {
  it('is the same when it is opened again', async () => {
    const data = await decodeTrace(new Blob([encodeTrace(trace)]));
    expect(data.traceId).toBe(TRACE_ID);
    const again = build(data.spans, data.transactions, data.errors);
    expect(outline(again)).toBe(outline(trace));
    expect(again.notices).toEqual(trace.notices);
    expect(again.errors).toEqual(trace.errors);
    expect([...again.transactions]).toEqual([...trace.transactions]);
    for (const node of trace.row.keys()) expect(spanAt(again, node)).toEqual(spanAt(trace, node));
  });

  it.each([
    ['JSON', '{"traceEvents":[]}'],
    ['nothing', ''],
  ])('is refused in words where it is %s', async (_, text) => {
    await expect(decodeTrace(new Blob([text]))).rejects.toMatchObject({
      reason: 'refused',
      problem: { message: expect.stringContaining('not a downloaded trace') as unknown },
    });
  });

  it('is refused where it is cut off', async () => {
    const file = encodeTrace(trace);
    await expect(decodeTrace(new Blob([file.subarray(0, file.length - 9)]))).rejects.toMatchObject({
      reason: 'refused',
    });
  });
});

describe('a large file', () => {
  it('says how much of it has been read, and can be left', async () => {
    const file = new Blob([encodeTrace(trace)]);
    const read: number[] = [];
    await decodeTrace(file, undefined, (bytes) => read.push(bytes));
    expect(read.at(-1)).toBe(file.size);

    const leave = new AbortController();
    const reading = decodeTrace(file, leave.signal);
    leave.abort();
    await expect(reading).rejects.toBe(leave.signal.reason);
  });
});

describe('traces of files', () => {
  const asked: string[] = [];
  const traces = new BuiltTraces((traceId) => {
    asked.push(traceId);
    return Promise.resolve({ traceId, spans: tableOfSpans([]), transactions: [], errors: [], problems: [] });
  });

  it('are told by their files, stand in for what the source has, and are let go of', async () => {
    const file = new File([encodeTrace(trace)], 'slow.longtail-trace');
    expect(await traces.opened()).toEqual([]);
    await traces.open(file);
    expect(await traces.opened()).toEqual([
      { traceId: TRACE_ID, name: 'slow.longtail-trace', bytes: file.size, spans: 5 },
    ]);
    expect((await traces.trace(TRACE_ID)).trace.transactions.size).toBe(2);
    expect(asked).toEqual([]);
    traces.close(TRACE_ID);
    expect(await traces.opened()).toEqual([]);
    expect((await traces.trace(TRACE_ID)).trace.transactions.size).toBe(0);
    expect(asked).toEqual([TRACE_ID]);
  });
});
