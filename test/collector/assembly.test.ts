// Spans, transactions and errors arrive in any order, and more than once.
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/formats/arrow/frames.ts';
import type { Span } from '../../src/model/span.ts';
import { frames, info, sendEnvelope, sendTraces, start, transactions } from './running.ts';
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
import type { OtlpSpan } from './traffic.ts';

const SERVER = 2;
const CLIENT = 3;

const root: OtlpSpan = {
  traceId: traceId(1),
  spanId: spanId(1),
  name: 'GET /otel',
  kind: SERVER,
  startMs: BEGIN,
  durationMs: 100,
};
const query: OtlpSpan = {
  ...root,
  spanId: spanId(2),
  parentSpanId: spanId(1),
  name: 'select',
  kind: CLIENT,
  startMs: BEGIN + 10,
  durationMs: 40,
  attributes: { 'db.system.name': 'postgresql', 'db.query.text': 'SELECT 1' },
};
const call: OtlpSpan = { ...query, spanId: spanId(3), startMs: BEGIN + 60, durationMs: 20 };

/** The spans among frames, by their id. */
function spansIn(parts: readonly Frame[]): Span[] {
  const spans = parts.flatMap((frame) => (frame.table === 'spans' ? [...frame.spans] : []));
  return spans.toSorted((a, b) => (a.spanId < b.spanId ? -1 : 1));
}

describe('a span that comes after its transaction', () => {
  it('changes it: the same row in a later version, with self time, work and count anew', async () => {
    const collector = await start();
    await sendTraces(collector, otlp([root]));
    await collector.settled();
    const before = await info(collector);
    expect(await transactions(collector)).toMatchObject([{ row: 1, spans: 0, work: {} }]);
    await sendTraces(collector, otlp([query, call]));
    await collector.settled();
    const changed = await transactions(collector, `?after=${before.revision}`);
    expect(changed).toMatchObject([{ row: 1, spans: 2, work: { db: 60 } }]);
    const parts = await frames(collector, `traces/${traceId(1)}`);
    const spans = spansIn(parts);
    expect(spans.map((span) => [span.spanId, span.exclusive, span.segment])).toEqual([
      [spanId(1), 40, spanId(1)],
      [spanId(2), 40, spanId(1)],
      [spanId(3), 20, spanId(1)],
    ]);
    expect(await info(collector)).toMatchObject({
      rows: 1,
      quality: { received: 3, stored: 3, repeated: 0 },
    });
  });
});

describe('a span that comes before its transaction', () => {
  it('waits for it without one, and is then found in it', async () => {
    const collector = await start();
    await sendTraces(collector, otlp([query]));
    await collector.settled();
    expect(await transactions(collector)).toEqual([]);
    const [waiting] = await frames(collector, `traces/${traceId(1)}`);
    expect(waiting).toMatchObject({
      spans: [{ spanId: spanId(2), segment: null }],
      rows: Float64Array.of(NaN),
    });
    await sendTraces(collector, otlp([root]));
    await collector.settled();
    expect(await transactions(collector)).toMatchObject([{ row: 1, spans: 1, work: { db: 40 } }]);
    const parts = await frames(collector, 'spans?transaction=GET%20%2Fotel&project=shop');
    expect(parts[0]?.meta).toMatchObject({ total: 2, events: 1, eventsTotal: 1 });
  });

  it('gives the same as in the right order, in one request or in many', async () => {
    const named: OtlpSpan = { ...call, attributes: { ...call.attributes, 'enduser.id': 'u7' } };
    const orders = [[[root, query, named]], [[named], [query], [root]], [[query, root], [named]]];
    const answers = [];
    for (const order of orders) {
      const collector = await start();
      for (const batch of order) {
        await sendTraces(collector, otlp(batch));
        await collector.settled();
      }
      const [row] = await transactions(collector);
      const parts = await frames(collector, `traces/${traceId(1)}`);
      const spans = spansIn(parts);
      answers.push({
        row: { ...row, received: 0 },
        spans,
      });
    }
    expect(answers[0]).toMatchObject({
      row: { user: 'id:u7' },
      spans: [{}, { description: 'SELECT 1' }, {}],
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});

describe('an error', () => {
  it('that comes after its transaction is counted in it, once', async () => {
    const collector = await start();
    await sendEnvelope(collector, transactionEnvelope(1));
    await collector.settled();
    const { revision } = await info(collector);
    for (let time = 0; time < 3; time += 1) {
      await sendEnvelope(collector, envelope([['event', errorItem(1, 1)]]));
      await collector.settled();
    }
    expect(await transactions(collector, `?after=${revision}`)).toMatchObject([{ row: 1, errors: 1 }]);
    expect((await info(collector)).quality).toMatchObject({ received: 4, stored: 2, repeated: 2 });
  });

  it('that belongs to no trace is counted once, too', async () => {
    const collector = await start();
    const { contexts: _, ...loose } = errorItem(1, 1);
    for (let time = 0; time < 2; time += 1) {
      await sendEnvelope(collector, envelope([['event', loose]]));
      await sendEnvelope(collector, envelope([['event', loose]]));
      await collector.settled();
    }
    expect((await info(collector)).quality).toMatchObject({ received: 4, stored: 1, repeated: 3 });
  });
});

describe('an event', () => {
  const loose = { ...errorItem(1, 1), contexts: {} };
  const traced = errorItem(1, 1);
  const elsewhere = errorItem(1, 2);

  it.each([
    ['first without its trace', [loose, traced, elsewhere]],
    ['first with its trace', [traced, loose, elsewhere]],
  ])('is one error, whatever trace it is sent with: %s', async (_, [first, ...others]) => {
    for (const isTogether of [true, false]) {
      const collector = await start();
      const send = async (items: readonly (readonly [string, unknown])[]) => {
        await sendEnvelope(collector, envelope(items));
        if (!isTogether) await collector.settled();
      };
      await send([['transaction', transactionItem(1)]]);
      await send([['event', first]]);
      for (const event of others) await send([['event', event]]);
      // In one envelope with a transaction, in which it would be counted.
      await send([
        ['transaction', transactionItem(2)],
        ['event', elsewhere],
      ]);
      await collector.settled();
      expect((await info(collector)).quality).toMatchObject({ received: 6, stored: 3, repeated: 3 });
      const rows = await transactions(collector);
      expect(rows.map(({ errors }) => errors)).toEqual([first === traced ? 1 : 0, 0]);
    }
  });
});

describe('a repeat', () => {
  it('in the same envelope, in the same moment or later is counted once', async () => {
    const collector = await start();
    const item: readonly [string, unknown] = ['transaction', transactionItem(1)];
    await Promise.all(Array.from({ length: 8 }, () => sendEnvelope(collector, envelope([item, item]))));
    await collector.settled();
    await sendEnvelope(collector, envelope([item]));
    await collector.settled();
    expect(await info(collector)).toMatchObject({
      rows: 1,
      quality: { received: 17, stored: 1, repeated: 16 },
    });
    const parts = await frames(collector, `traces/${traceId(1)}`);
    expect(parts[0]?.meta.total).toBe(4);
  });

  it('of the same ids in another project is another transaction', async () => {
    const collector = await start();
    await sendEnvelope(collector, transactionEnvelope(1), { project: '1' });
    await sendEnvelope(collector, transactionEnvelope(1), { project: '2' });
    await collector.settled();
    expect((await transactions(collector)).map(({ row, project }) => [row, project])).toEqual([
      [1, '1'],
      [2, '2'],
    ]);
  });
});

describe('foreign text', () => {
  it('of any kind comes out as it went in; half a surrogate pair becomes the replacement character', async () => {
    const collector = await start();
    const odd = [
      'GET /a"b\'; DROP TABLE spans; --',
      '=1+1',
      '<img src=x onerror=alert(1)>',
      'עברית\u202e',
      '🦆'.repeat(20),
    ];
    for (const [index, name] of odd.entries()) {
      const extra = { tags: { ['__proto__']: name, [name]: 'constructor' } };
      await sendEnvelope(collector, transactionEnvelope(index, { name, extra }));
    }
    const half = { extra: { tags: { half: 'a\ud800b' } } };
    await sendEnvelope(collector, transactionEnvelope(50, half));
    await sendEnvelope(collector, transactionEnvelope(51, { extra: { tags: { nul: 'a\u0000b' } } }));
    await collector.settled();
    const rows = await transactions(collector);
    expect(rows.slice(0, odd.length).map((row) => row.transaction)).toEqual(odd);
    for (const [index, name] of odd.entries()) expect(rows[index]?.tags.get(name)).toBe('constructor');
    expect(rows.at(-2)?.tags).toEqual(new Map([['half', 'a\ufffdb']]));
    expect(rows.at(-1)?.tags).toEqual(new Map([['nul', 'a\u0000b']]));
  });
});

describe('where on the page it was clicked', () => {
  const trace = traceId(7);
  const container = (spans: readonly Record<string, unknown>[]): string => {
    const content_type = 'application/vnd.sentry.items.span.v2+json';
    const items = spans.map(({ attributes, ...span }) => ({
      trace_id: trace,
      status: 'ok',
      start_timestamp: BEGIN / 1000,
      end_timestamp: BEGIN / 1000 + 1,
      attributes: Object.fromEntries(
        Object.entries(attributes as object).map(([key, value]) => [key, { value: value as unknown }]),
      ),
      ...span,
    }));
    const head = { type: 'span', item_count: items.length, content_type };
    return [{}, head, { version: 2, items }].map((line) => JSON.stringify(line)).join('\n');
  };
  const page = {
    name: '/cart',
    span_id: spanId(1),
    is_segment: true,
    attributes: { 'sentry.op': 'pageload', 'sentry.segment.name.source': 'route' },
  };
  /** A click that names no segment: it belongs to the page view of its trace. */
  const click = (value: number, target: string, inp: number) => ({
    name: target,
    span_id: spanId(value),
    is_segment: false,
    attributes: { 'sentry.op': 'ui.interaction.click', 'browser.web_vital.inp.value': inp },
  });
  const parts = [page, click(2, 'button#buy', 300), click(3, 'a.back', 300), click(4, 'li', 40)];

  it.each([
    ['in one request', [parts]],
    ['one by one', parts.map((part) => [part])],
    ['the other way about', parts.toReversed().map((part) => [part])],
  ])('is told of the slowest click, the same %s', async (_, requests) => {
    const collector = await start();
    for (const request of requests) {
      await sendEnvelope(collector, container(request));
      await collector.settled();
    }
    const rows = await transactions(collector);
    expect(rows.map(({ vitals, tags }) => [vitals.inp, tags.get('inp.target')])).toEqual([[300, 'a.back']]);
  });
});
