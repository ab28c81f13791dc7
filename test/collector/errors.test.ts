// Errors by themselves: what is kept of them, in which lists they are, and that they go with the rest.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOTHING_CUT } from '../../src/model/error-report.ts';
import type { Collector } from '../../src/collector/start.ts';
import type { ErrorEvent } from '../../src/model/span.ts';
import { readAsPage } from './as-page.ts';
import { emptyDirectory, frames, info, sendEnvelope, sendTraces, start } from './running.ts';
import { BEGIN, envelope, errorItem, eventId, otlp, spanId, traceId, transactionItem } from './traffic.ts';

const call = (name: string, filename: string, isOwn: boolean, line = 7) => ({
  function: name,
  filename,
  lineno: line,
  colno: 3,
  in_app: isOwn,
  // As many lines as the SDK of Node sends.
  pre_context: ['', '', '', '', '', 'function pay(card) {', "  const password = 'hunter2secret';"],
  context_line: '  return card.charge();',
  post_context: ['}', '', '', '', '', '', ''],
});

/** An error as an SDK sends it: its own call stands between two of libraries. */
function thrown(value: number, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    ...errorItem(value, value),
    transaction: 'GET /pay',
    environment: 'production',
    release: 'shop@1',
    user: { id: `u${value % 2}`, email: 'ann@example.com' },
    tags: { plan: 'pro', api_token: 'abcdef0123456789abcdef' },
    exception: {
      values: [
        { type: 'IOError', value: 'no answer' },
        {
          type: 'PaymentError',
          value: 'card declined',
          stacktrace: {
            frames: [
              call('handle', 'node_modules/express/router.js', false),
              call('pay', 'src/pay.js', true),
              call('emit', 'node:events', false),
            ],
          },
        },
      ],
    },
    ...more,
  };
}

async function listed(collector: Collector, query = ''): Promise<readonly ErrorEvent[]> {
  const all = await frames(collector, `errors${query}`);
  return all.flatMap((frame) => (frame.table === 'errors' ? frame.errors : []));
}

async function one(collector: Collector, event: string, project = '1') {
  const response = await readAsPage(`${collector.url}api/v1/errors/${event}?project=${project}`);
  return { status: response.status, error: (await response.json()) as ErrorEvent };
}

async function sent(items: readonly Record<string, unknown>[], directory: string | null = null) {
  const collector = await start(directory === null ? {} : { directory });
  await sendEnvelope(collector, envelope(items.map((item) => ['event', item] as const)));
  await collector.settled();
  return collector;
}

describe('GET errors', () => {
  it('lists the newest first, with the call in which each came about, and of one transaction alone', async () => {
    const collector = await sent([thrown(1), thrown(2), thrown(3, { transaction: 'GET /other' })]);
    expect((await listed(collector)).map(({ eventId: id }) => id)).toEqual(
      [3, 2, 1].map((value) => eventId(5_000_000 + value)),
    );
    const [first, ...others] = await listed(collector, '?project=1&transaction=GET%20/pay');
    expect(others).toHaveLength(1);
    expect(first).toMatchObject({
      type: 'PaymentError',
      message: 'card declined',
      transaction: 'GET /pay',
      environment: 'production',
      release: 'shop@1',
      user: 'id:u0',
      frame: 'pay (src/pay.js)',
    });
    expect(first).not.toHaveProperty('report');
    expect(await listed(collector, `?start=${BEGIN + 1_500}&end=${BEGIN + 2_500}`)).toHaveLength(1);
    expect(await listed(collector, `?project=2&transaction=GET%20/pay`)).toEqual([]);
  });

  it('has those without a trace or a transaction, and names the one that a trace has', async () => {
    const collector = await start();
    const nowhere = { ...errorItem(8, 8), contexts: {} };
    const items = [
      ['transaction', transactionItem(1, { name: 'GET /items' })],
      ['event', errorItem(1, 1)],
      ['event', nowhere],
    ] as const;
    await sendEnvelope(collector, envelope(items));
    await collector.settled();
    const all = await listed(collector);
    expect(all.map(({ transaction, traceId: trace }) => [transaction, trace])).toEqual([
      [null, null],
      ['GET /items', traceId(1)],
    ]);
    expect(await listed(collector, '?project=1&transaction=GET%20/items')).toHaveLength(1);
  });

  it('are those of the traces of a transaction, whatever name they were sent with', async () => {
    const collector = await start();
    const items = [
      ['transaction', transactionItem(1, { name: 'GET /items/:id' })],
      // Failed before its route was known.
      ['event', { ...errorItem(1, 1), transaction: 'GET /items/7' }],
      ['event', { ...errorItem(2, 1), transaction: 'GET /items/:id' }],
      // Of a trace that was not sent.
      ['event', { ...errorItem(3, 3), transaction: 'GET /items/:id' }],
      ['event', { ...errorItem(4, 4), transaction: 'GET /items/7' }],
    ] as const;
    await sendEnvelope(collector, envelope(items));
    await collector.settled();
    const named = (name: string) => listed(collector, `?project=1&transaction=${encodeURIComponent(name)}`);
    expect((await named('GET /items/:id')).map(({ transaction }) => transaction)).toEqual([
      'GET /items/:id',
      'GET /items/:id',
      'GET /items/:id',
    ]);
    expect((await named('GET /items/7')).map(({ traceId: trace }) => trace)).toEqual([traceId(4)]);
    const error = (await listed(collector)).find(({ traceId: trace }) => trace === traceId(1));
    expect(error?.transaction).toBe('GET /items/:id');
  });

  it('refuses a transaction without its project, and an id that is none', async () => {
    const collector = await start();
    for (const path of ['errors?transaction=a', 'errors/abc?project=1', `errors/${eventId(1)}`]) {
      expect((await readAsPage(`${collector.url}api/v1/${path}`)).status).toBe(400);
    }
    expect((await one(collector, eventId(1))).status).toBe(404);
  });
});

describe('one error', () => {
  it('has what was caught first, the innermost call first, and no secret', async () => {
    const collector = await sent([thrown(1)]);
    const { error } = await one(collector, eventId(5_000_001));
    const { report } = error;
    expect(report?.exceptions.map(({ type }) => type)).toEqual(['PaymentError', 'IOError']);
    expect(report?.exceptions[0]?.frames.map(({ function: name, isOwn }) => [name, isOwn])).toEqual([
      ['emit', false],
      ['pay', true],
      ['handle', false],
    ]);
    const [outside, own] = report?.exceptions[0]?.frames ?? [];
    expect(outside?.context).toEqual([]);
    expect(own?.context.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(own?.context[6]?.text).toBe('  return card.charge();');
    expect(JSON.stringify(error)).not.toContain('hunter2secret');
    expect(new Map(report?.tags).get('plan')).toBe('pro');
    expect(JSON.stringify(error)).not.toContain('abcdef0123456789abcdef');
    expect((await info(collector)).quality).toMatchObject({ received: 1, stored: 1 });
  });

  it('keeps the innermost calls of a stack without end, and counts what is left out', async () => {
    const frames = Array.from({ length: 500 }, (_, depth) => call(`f${depth}`, 'src/deep.js', true));
    const usual = thrown(2);
    const deep = thrown(1, {
      exception: { values: [{ type: 'RangeError', value: 'too deep', stacktrace: { frames } }] },
    });
    const collector = await sent([deep, usual]);
    const { report } = (await one(collector, eventId(5_000_001))).error;
    expect(report?.exceptions[0]?.frames).toHaveLength(200);
    expect(report?.exceptions[0]?.frames[0]?.function).toBe('f499');
    // Of forty calls the source is kept: fifteen lines each of the others.
    expect(report?.cut).toEqual({ exceptions: 0, frames: 300, lines: 160 * 15, tags: 0 });
    expect((await one(collector, eventId(5_000_002))).error.report?.cut).toEqual(NOTHING_CUT);
    const said = (await info(collector)).problems.map(({ message }) => message).join();
    expect(said).toContain(`${300 + 160 * 15} calls, lines of source and tags`);
  });

  it('has the stack that OpenTelemetry sends as text, with its calls', async () => {
    const collector = await start();
    const span = { traceId: traceId(1), spanId: spanId(1), name: 'GET /', kind: 2 };
    const body = otlp([{ ...span, startMs: BEGIN, durationMs: 10 }]) as {
      resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[];
    };
    const stack = 'Error: no\n    at pay (/app/pay.js:12:5)\n    at next (/app/node_modules/x/y.js:1:1)';
    const said = { 'exception.type': 'Error', 'exception.message': 'no', 'exception.stacktrace': stack };
    const first = body.resourceSpans[0]?.scopeSpans[0]?.spans[0];
    if (first !== undefined) {
      first['events'] = [
        {
          name: 'exception',
          timeUnixNano: `${BEGIN}000000`,
          attributes: Object.entries(said).map(([key, stringValue]) => ({ key, value: { stringValue } })),
        },
      ];
    }
    await sendTraces(collector, body);
    await collector.settled();
    const [error] = await listed(collector);
    expect(error).toMatchObject({ transaction: 'GET /', frame: 'pay (/app/pay.js)' });
    const { report } = (await one(collector, error?.eventId ?? '', error?.project)).error;
    expect(report?.stackText).toBe(stack);
    expect(report?.exceptions[0]?.frames.map(({ isOwn }) => isOwn)).toEqual([true, false]);
  });

  it('is the same once the database was made anew from the spool, and gone once its project is deleted', async () => {
    const directory = emptyDirectory();
    const first = await sent([thrown(1)], directory);
    const before = (await one(first, eventId(5_000_001))).error;
    await first.close();
    rmSync(join(directory, 'longtail.duckdb'), { force: true });
    const second = await start({ directory });
    await second.settled();
    expect((await one(second, eventId(5_000_001))).error).toEqual(before);
    const deletion = await readAsPage(`${second.url}api/v1/deletions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: second.url.slice(0, -1) },
      body: JSON.stringify({ project: '1' }),
    });
    expect(deletion.status).toBe(200);
    expect((await one(second, eventId(5_000_001))).status).toBe(404);
    expect(await listed(second)).toEqual([]);
  });
});
