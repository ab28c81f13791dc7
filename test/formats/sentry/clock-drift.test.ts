// Times of senders whose clocks are wrong.
import { describe, expect, it } from 'vitest';
import { decodeFrames, encodeFrame } from '../../../src/formats/arrow/frames.ts';
import { decodeOtlpJson } from '../../../src/formats/otlp/decode-json.ts';
import { decodeEnvelope } from '../../../src/formats/sentry/decode-envelope.ts';
import type { Decoded } from '../../../src/model/decoded.ts';
import { sentStart } from '../../../src/model/span.ts';
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts';
import { assemble } from '../../../src/trace/assemble.ts';

const RECEIVED = Date.UTC(2026, 10, 22, 12);
const TRACE = 'a'.repeat(32);
const ROOT = 'b'.repeat(16);
const CHILD = 'c'.repeat(16);

interface Sent {
  /** What the sender's clock shows when it sends; null: it does not say. */
  readonly clock: number | null;
  readonly type?: string;
  readonly item?: object;
  readonly received?: number;
}

/** A transaction that ended, by the sender's clock, two seconds before it was sent. */
function send({ clock, type = 'transaction', item = {}, received = RECEIVED }: Sent): Decoded {
  const seconds = (clock ?? RECEIVED) / 1000;
  const event = {
    event_id: 'e'.repeat(32),
    transaction: 'GET /',
    start_timestamp: seconds - 3,
    timestamp: seconds - 2,
    contexts: { trace: { trace_id: TRACE, span_id: ROOT } },
    spans: [
      { span_id: CHILD, parent_span_id: ROOT, start_timestamp: seconds - 2.75, timestamp: seconds - 2.25 },
    ],
    ...item,
  };
  const header = clock === null ? {} : { sent_at: new Date(clock).toISOString() };
  const lines = [header, { type }, event].map((line) => JSON.stringify(line));
  return decodeEnvelope(new TextEncoder().encode(lines.join('\n')), received, '1');
}

describe('a clock', () => {
  it.each([
    ['three hours behind', -3 * HOUR],
    ['a day ahead', DAY],
    ['55 minutes behind', -55 * MINUTE],
    ['55 minutes ahead', 55 * MINUTE],
    ['half a century behind', -50 * 365 * DAY],
  ])('%s is set right, and what was sent stays known', (_name, difference) => {
    const { transactions, spans } = send({ clock: RECEIVED + difference });
    expect(transactions).toMatchObject([{ start: RECEIVED - 3000, duration: 1000, drift: -difference }]);
    expect(transactions[0]?.tags.get('longtail.clock')).toBe(difference < 0 ? 'behind' : 'ahead');
    expect(spans).toMatchObject([
      { spanId: ROOT, start: RECEIVED - 3000, drift: -difference },
      { spanId: CHILD, start: RECEIVED - 2750, duration: 500, drift: -difference },
    ]);
    expect(spans.map(sentStart)).toEqual([RECEIVED + difference - 3000, RECEIVED + difference - 2750]);
  });

  it.each([
    ['a millisecond less behind', -55 * MINUTE + 1],
    ['a millisecond less ahead', 55 * MINUTE - 1],
    ['right', -20],
  ])('%s is left alone: that may be the way through the network', (_name, difference) => {
    const { transactions, spans } = send({ clock: RECEIVED + difference });
    expect(transactions[0]?.start).toBe(RECEIVED + difference - 3000);
    expect([...transactions, ...spans].some((each) => 'drift' in each)).toBe(false);
  });

  it('of an error is set right, too; one without a time is dated by its arrival', () => {
    const clock = RECEIVED - 3 * HOUR;
    const thrown = { exception: { values: [{ type: 'TypeError', value: 'x' }] } };
    const dated = send({ clock, type: 'event', item: { ...thrown, timestamp: clock / 1000 - 1 } });
    expect(dated.errors).toMatchObject([{ timestamp: RECEIVED - 1000, drift: 3 * HOUR }]);
    const undated = send({ clock, type: 'event', item: { ...thrown, timestamp: undefined } });
    expect(undated.errors[0]?.timestamp).toBe(RECEIVED);
  });

  it('of a container of spans is set right', () => {
    const clock = RECEIVED - 3 * HOUR;
    const span = {
      trace_id: TRACE,
      span_id: ROOT,
      name: 'GET /',
      is_segment: true,
      start_timestamp: clock / 1000 - 3,
      end_timestamp: clock / 1000 - 2,
      attributes: {},
    };
    const { transactions, spans, items } = send({ clock, type: 'span', item: { version: 2, items: [span] } });
    expect(transactions).toMatchObject([{ start: RECEIVED - 3000, drift: 3 * HOUR }]);
    expect([...items]).toEqual(spans);
  });
});

describe('times that cannot be', () => {
  const flagOf = (decoded: Decoded) => [
    decoded.transactions[0]?.tags.get('longtail.clock'),
    decoded.transactions[0]?.attributes.get('longtail.timestamp'),
    decoded.spans[0]?.attributes.get('longtail.timestamp'),
  ];
  const at = (ms: number) =>
    flagOf(send({ clock: null, item: { start_timestamp: ms / 1000 - 1, timestamp: ms / 1000, spans: [] } }));

  it('are noted where nothing tells how to set them right', () => {
    expect(at(RECEIVED - 30 * DAY - 1000)).toEqual(Array(3).fill('past_timestamp'));
    expect(at(RECEIVED + MINUTE + 1000)).toEqual(Array(3).fill('future_timestamp'));
    expect(at(RECEIVED - 30 * DAY + 1000)).toEqual([undefined, undefined, undefined]);
    expect(at(RECEIVED + MINUTE - 1000)).toEqual([undefined, undefined, undefined]);
  });

  it('are noted of OpenTelemetry, which says nothing of its clock, and nothing is moved', () => {
    const start = RECEIVED - 40 * DAY;
    const span = {
      traceId: TRACE,
      spanId: ROOT,
      name: 'GET /',
      startTimeUnixNano: `${start}000000`,
      endTimeUnixNano: `${start + 5}000000`,
    };
    const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
    const decoded = decodeOtlpJson(new TextEncoder().encode(body), RECEIVED);
    expect(flagOf(decoded)).toEqual(Array(3).fill('past_timestamp'));
    expect(decoded.transactions[0]?.start).toBe(start);
  });
});

describe('what is sent again', () => {
  const clock = RECEIVED - 3 * HOUR;
  const once = send({ clock });
  /** Sent again from the same memory ten seconds later; this time it took half a second to arrive. */
  const item = {
    start_timestamp: clock / 1000 - 3,
    timestamp: clock / 1000 - 2,
    spans: [
      {
        span_id: CHILD,
        parent_span_id: ROOT,
        start_timestamp: clock / 1000 - 2.75,
        timestamp: clock / 1000 - 2.25,
      },
    ],
  };
  const again = send({ clock: clock + 10_000, item, received: RECEIVED + 10_500 });
  const parts = (...all: Decoded[]) => ({
    facts: all.flatMap(({ transactions }) => transactions),
    spans: all.flatMap(({ spans }) => spans),
    errors: [],
  });

  it('is the same, though it was set right by another drift', () => {
    expect(again.transactions[0]?.drift).toBe(3 * HOUR + 500);
    expect(again.spans.map(sentStart)).toEqual(once.spans.map(sentStart));
    for (const given of [parts(once, again), parts(again, once)]) {
      const whole = assemble(given);
      expect(whole.spans).toHaveLength(2);
      expect(whole.transactions).toMatchObject([{ start: RECEIVED - 3000, drift: 3 * HOUR, spans: 1 }]);
      expect(whole.spans).toMatchObject([
        { spanId: ROOT, start: RECEIVED - 3000, exclusive: 500 },
        { spanId: CHILD, start: RECEIVED - 2750 },
      ]);
    }
  });

  it('does not slip within its trace when its parts come by ways of different length', () => {
    const [root] = once.spans;
    const [, child] = again.spans;
    if (root === undefined || child === undefined) throw new Error('no spans');
    expect(child.start - root.start).toBe(750);
    const { spans } = assemble({ facts: once.transactions, spans: [root, child], errors: [] });
    const [first, second] = spans;
    expect((second?.start ?? NaN) - (first?.start ?? NaN)).toBe(250);
    expect(second !== undefined && sentStart(second)).toBe(sentStart(child));
  });

  it('by a clock that was set in between stays apart', () => {
    const later = send({ clock: RECEIVED + 5 * HOUR, received: RECEIVED + 1000 });
    const drifts = assemble(parts(once, later)).spans.map(({ drift }) => drift);
    expect(new Set(drifts)).toEqual(new Set([3 * HOUR, -5 * HOUR + 1000]));
  });
});

describe('on the wire', () => {
  it('the drift of spans and errors comes through, and nothing where there is none', async () => {
    const drifted = send({ clock: RECEIVED - 3 * HOUR }).spans;
    const right = send({ clock: RECEIVED }).spans;
    for (const spans of [drifted, right, [...drifted, ...right]]) {
      const rows = new Float64Array(spans.length).fill(NaN);
      const bytes = encodeFrame({ table: 'spans', spans, rows, meta: { end: true, after: 1, revision: 1 } });
      const body = new Blob([Uint8Array.from(bytes)]).stream();
      const back: unknown[] = [];
      for await (const frame of decodeFrames(body)) if (frame.table === 'spans') back.push(...frame.spans);
      expect(back.map((span) => ({ ...(span as object), exclusive: 0 }))).toEqual(
        spans.map((span) => ({ ...span, exclusive: 0 })),
      );
    }
  });
});
