import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/formats/format-error.ts';
import { decodeEnvelope } from '../../../src/formats/sentry/decode-envelope.ts';
import type { Decoded } from '../../../src/model/decoded.ts';

const RECEIVED = 1_700_000_002_000;
const TRACE_ID = '0123456789abcdef0123456789abcdef';
const SPAN_ID = '0123456789abcdef';
const CHILD_ID = 'aaaaaaaaaaaaaaaa';

type Json = Record<string, unknown>;

/** An envelope of items that are given as their type and payload; a payload that is text is sent as it is. */
function envelope(items: readonly (readonly [string, unknown])[], header: Json = {}): Uint8Array {
  const lines = items.flatMap(([type, payload]) => [
    JSON.stringify({ type }),
    typeof payload === 'string' ? payload : JSON.stringify(payload),
  ]);
  return new TextEncoder().encode([JSON.stringify(header), ...lines].join('\n'));
}

const decode = (items: readonly (readonly [string, unknown])[], header: Json = {}) =>
  decodeEnvelope(envelope(items, header), RECEIVED, '7');

/** The least that a transaction must have, with what a test changes. */
function transaction(change: Json = {}, trace: Json = {}): Json {
  return {
    event_id: TRACE_ID,
    transaction: 'GET /',
    start_timestamp: 1_700_000_000,
    timestamp: 1_700_000_000.5,
    contexts: { trace: { trace_id: TRACE_ID, span_id: SPAN_ID, op: 'http.server', ...trace } },
    ...change,
  };
}

function oneTransaction(change: Json = {}, trace: Json = {}, header: Json = {}) {
  const [facts] = decode([['transaction', transaction(change, trace)]], header).transactions;
  if (facts === undefined) throw new Error('the transaction was not taken');
  return facts;
}

/** Items that a decoder has accounted for. */
function accounted({ transactions, errors, skipped, refused }: Decoded): number {
  const sum = (counts: readonly { readonly count: number }[]) =>
    counts.reduce((total, { count }) => total + count, 0);
  return transactions.length + errors.length + sum(skipped) + sum(refused);
}

describe('a transaction', () => {
  it('of the least that is allowed', () => {
    const { transactions, spans } = decode([['transaction', transaction()]]);
    expect(transactions).toEqual([
      {
        eventId: TRACE_ID,
        traceId: TRACE_ID,
        spanId: SPAN_ID,
        project: '7',
        transaction: 'GET /',
        op: 'http.server',
        status: 'unknown',
        start: 1_700_000_000_000,
        duration: 500,
        environment: null,
        release: null,
        user: null,
        userDisplay: null,
        sdk: null,
        httpMethod: null,
        httpStatus: null,
        weight: 1,
        vitals: {},
        tags: new Map(),
        attributes: new Map(),
      },
    ]);
    expect(spans).toHaveLength(1);
    expect(spans[0]).toMatchObject({
      parentId: null,
      segment: SPAN_ID,
      exclusive: 500,
      description: 'GET /',
    });
  });

  it('may be dated as older SDKs do', () => {
    const dated = (start: unknown, end: unknown) =>
      oneTransaction({ start_timestamp: start, timestamp: end });
    const start = 1_700_000_000_250;
    expect(dated('2023-11-14T22:13:20.250Z', '2023-11-14T22:13:20.75Z')).toMatchObject({
      start,
      duration: 500,
    });
    expect(dated('2023-11-14T22:13:20.250', '2023-11-14T22:13:21')).toMatchObject({ start, duration: 750 });
    expect(dated('2023-11-14 23:13:20.250+01:00', '2023-11-14T22:13:20.250500Z')).toMatchObject({
      start,
      duration: expect.closeTo(0.5, 3),
    });
    expect(dated('1700000000.25', 1_700_000_000.75)).toMatchObject({ start, duration: 500 });
  });

  it('whose times are swapped is turned round, and says so', () => {
    const facts = oneTransaction({ start_timestamp: 1_700_000_001, timestamp: 1_700_000_000 });
    expect(facts).toMatchObject({ start: 1_700_000_000_000, duration: 1000 });
    expect(facts.attributes.get('longtail.timestamps.swapped')).toBe(true);
  });

  it('has the first of the four that name a user', () => {
    const of = (user: unknown) => {
      const { user: key, userDisplay } = oneTransaction({ user });
      return [key, userDisplay];
    };
    const all = { id: 5, username: 'ann', email: 'ann@example.test', ip_address: '10.0.0.1' };
    expect(of(all)).toEqual(['id:5', 'ann@example.test']);
    expect(of({ ...all, id: null })).toEqual(['username:ann', 'ann@example.test']);
    expect(of({ ...all, id: '', username: ' ' })).toEqual(['email:ann@example.test', 'ann@example.test']);
    expect(of({ username: 'ann', ip_address: '10.0.0.1' })).toEqual(['username:ann', 'ann']);
    expect(of({ ip_address: '10.0.0.1' })).toEqual(['ip:10.0.0.1', '10.0.0.1']);
    expect(of({ ip_address: '{{auto}}' })).toEqual([null, null]);
    expect(of('ann')).toEqual([null, null]);
  });

  it('stands for as many as its rate says, where that is a rate', () => {
    const weight = (header: unknown, data: unknown) =>
      oneTransaction({}, { data: { 'sentry.sample_rate': data } }, { trace: { sample_rate: header } }).weight;
    expect(weight('0.25', undefined)).toBe(4);
    expect(weight('0.25', 1)).toBe(4);
    expect(weight(undefined, 0.5)).toBe(2);
    expect(weight('0.3', undefined)).toBe(Math.fround(1 / 0.3));
    for (const none of ['0', '-1', '1.5', 'often', '', null, {}, 'NaN', 'Infinity'])
      expect(weight(none, none)).toBe(1);
  });

  it('never takes environment or release from the sampling context', () => {
    const trace = { environment: 'elsewhere', release: 'other@1', sample_rate: '1' };
    expect(oneTransaction({}, {}, { trace })).toMatchObject({ environment: null, release: null });
    expect(oneTransaction({ environment: 'here', release: 'own@2' }, {}, { trace })).toMatchObject({
      environment: 'here',
      release: 'own@2',
    });
  });

  it('has its vitals in milliseconds', () => {
    const measurements = {
      lcp: { value: 1.5, unit: 'second' },
      fcp: { value: 900, unit: 'millisecond' },
      fp: { value: 800 },
      inp: { value: 120_000, unit: 'microsecond' },
      cls: { value: 0.1, unit: 'none' },
      fid: { value: -1, unit: 'millisecond' },
      ttfb: { value: 'soon' },
      'rows.exported': { value: 12, unit: 'none' },
    };
    const facts = oneTransaction({ measurements });
    expect(facts.vitals).toEqual({ lcp: 1500, fcp: 900, fp: 800, inp: 120, cls: Math.fround(0.1) });
    expect(facts.attributes.get('measurements.rows.exported')).toBe(12);
  });

  it('has its request wherever the SDK wrote it', () => {
    const http = (change: Json, trace: Json = {}) => {
      const { httpMethod, httpStatus } = oneTransaction(change, trace);
      return [httpMethod, httpStatus];
    };
    const data = (fields: Json) => http({}, { data: fields });
    expect(http({ request: { method: 'post' }, tags: { 'http.status_code': '504' } })).toEqual(['POST', 504]);
    expect(data({ 'http.request.method': 'GET', 'http.response.status_code': 200 })).toEqual(['GET', 200]);
    expect(data({ 'http.method': 'GET', 'http.status_code': '404' })).toEqual(['GET', 404]);
    expect(http({}, { tags: { 'http.status_code': '500' } })).toEqual([null, 500]);
    expect(data({ 'http.method': 'not a method', 'http.status_code': 7 })).toEqual([null, null]);
  });

  it('has tags as an object or as pairs, all of them text', () => {
    const expected = new Map([
      ['plan', 'pro'],
      ['seats', '3'],
      ['beta', 'true'],
    ]);
    expect(
      oneTransaction({ tags: { plan: 'pro', seats: 3, beta: true, none: null, empty: '' } }).tags,
    ).toEqual(expected);
    const pairs = [['plan', 'pro'], ['seats', 3], ['beta', true], ['none', null], [], 'odd', null];
    expect(oneTransaction({ tags: pairs }).tags).toEqual(expected);
  });

  it('is called something also without a name', () => {
    expect(oneTransaction({ transaction: undefined }).transaction).toBe('<unlabeled transaction>');
    expect(oneTransaction({ transaction: 12 }).transaction).toBe('12');
  });

  it('has a status word of ours', () => {
    const status = (word: unknown) => oneTransaction({}, { status: word }).status;
    expect([status('internal_error'), status('unknown_error'), status('weird'), status(5)]).toEqual([
      'internal_error',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('is cut where it is too long, with a sign', () => {
    const facts = oneTransaction(
      {
        transaction: `${'x'.repeat(198)}😀${'x'.repeat(100)}`,
        tags: Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`tag${index}`, 'x'.repeat(500)])),
      },
      {
        data: Object.fromEntries(
          Array.from({ length: 300 }, (_, index) => [`key${index}`, 'x'.repeat(9000)]),
        ),
      },
    );
    expect(facts.transaction).toBe(`${'x'.repeat(198)}…`);
    expect(facts.tags.size).toBe(64);
    expect(facts.tags.get('tag0')).toBe(`${'x'.repeat(199)}…`);
    expect(facts.attributes.get('key0')).toHaveLength(8192);
    expect(facts.attributes.get('longtail.dropped.attributes')).toBe(300 - 256);
    expect(facts.attributes.get('longtail.dropped.tags')).toBe(80 - 64);
  });
});

describe('the spans of a transaction', () => {
  const child = {
    span_id: CHILD_ID,
    parent_span_id: SPAN_ID,
    start_timestamp: 1_700_000_000.1,
    timestamp: 1_700_000_000.3,
  };

  it('are under it, with their own time', () => {
    const spans = [
      {
        ...child,
        op: 'db',
        description: 'SELECT 1',
        status: 'ok',
        data: { 'db.system': 'mysql' },
        tags: { shard: 2 },
        origin: 'auto',
      },
      { ...child, span_id: 'bbbbbbbbbbbbbbbb', parent_span_id: CHILD_ID, hash: '00000000000000ab' },
    ];
    const decoded = decode([['transaction', transaction({ spans })]]);
    expect(decoded.spans.map(({ exclusive }) => Math.round(exclusive))).toEqual([300, 0, 200]);
    expect(decoded.spans[1]).toMatchObject({
      op: 'db',
      description: 'SELECT 1',
      status: 'ok',
      segment: SPAN_ID,
    });
    expect(decoded.spans[1]?.attributes).toEqual(
      new Map<string, unknown>([
        ['db.system.name', 'mysql'],
        ['shard', 2],
        ['sentry.origin', 'auto'],
      ]),
    );
    expect(decoded.spans[2]).toMatchObject({
      op: '',
      description: '',
      status: 'unknown',
      group: '00000000000000ab',
    });
  });

  it('that nothing can be drawn of are left out and counted', () => {
    const spans = [
      child,
      null,
      'x',
      {},
      { ...child, span_id: 'no id' },
      { ...child, timestamp: null },
      { ...child, span_id: SPAN_ID },
    ];
    const decoded = decode([['transaction', transaction({ spans })]]);
    expect(decoded.spans).toHaveLength(2);
    expect(decoded.transactions[0]?.attributes.get('longtail.dropped.spans')).toBe(6);
  });

  it('have attributes that are safe, whatever their names and shapes', () => {
    const data =
      '{"__proto__":{"polluted":1},"constructor":"x","nested":{"a":[{"b":1}]},"list":["a",1,true],"none":null,"mixed":[1,null]}';
    const text = JSON.stringify(transaction({ spans: [{ ...child, data: 'DATA' }] })).replace('"DATA"', data);
    const { spans } = decode([['transaction', text]]);
    expect(spans[1]?.attributes).toEqual(
      new Map<string, unknown>([
        ['__proto__', '{"polluted":1}'],
        ['constructor', 'x'],
        ['nested', '{"a":[{"b":1}]}'],
        ['list', ['a', 1, true]],
        ['mixed', '[1,null]'],
      ]),
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('say what they did in attributes as well, with types or without', () => {
    const attributes = {
      'sentry.op': { value: 'db.query', type: 'string' },
      'db.system': { value: 'postgresql', type: 'string' },
      'server.port': 5432,
      'thread.name': { value: 'attributes', type: 'string' },
    };
    const spans = [{ ...child, attributes, data: { 'thread.name': 'data' } }];
    const { spans: read } = decode([['transaction', transaction({ spans })]]);
    expect(read[1]?.op).toBe('db.query');
    expect(Object.fromEntries(read[1]?.attributes ?? [])).toMatchObject({
      'db.system.name': 'postgresql',
      'server.port': 5432,
      'thread.name': 'data',
    });
  });

  it('are ten thousand at most', () => {
    const spans = Array.from({ length: 10_050 }, (_, index) => ({
      ...child,
      span_id: (index + 1).toString(16).padStart(16, '0'),
    }));
    const decoded = decode([['transaction', transaction({ spans })]]);
    expect(decoded.spans).toHaveLength(10_001);
    expect(decoded.transactions[0]?.attributes.get('longtail.dropped.spans')).toBe(50);
  });
});

describe('an error', () => {
  const event = {
    event_id: TRACE_ID,
    timestamp: 1_700_000_000.5,
    contexts: { trace: { trace_id: TRACE_ID, span_id: SPAN_ID } },
  };
  const errorOf = (change: Json) => decode([['event', { ...event, ...change }]]).errors[0];

  it('is the last exception of the chain', () => {
    const values = [
      { type: 'Cause', value: 'inner' },
      { type: 'TypeError', value: 'outer' },
    ];
    const expected = {
      type: 'TypeError',
      message: 'outer',
      level: 'error',
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      timestamp: 1_700_000_000_500,
    };
    expect(errorOf({ exception: { values } })).toMatchObject(expected);
    expect(errorOf({ exception: values })).toMatchObject(expected);
    expect(errorOf({ exception: values[1] })).toMatchObject(expected);
    expect(errorOf({ exception: { values }, level: 'warning' })).toMatchObject({
      level: 'warning',
      type: 'TypeError',
    });
  });

  it('may be a message, of a level that is one', () => {
    expect(errorOf({ message: 'lost', level: 'fatal' })).toMatchObject({
      type: '',
      message: 'lost',
      level: 'fatal',
    });
    expect(errorOf({ logentry: { formatted: 'lost 3', message: 'lost %d' } })).toMatchObject({
      message: 'lost 3',
    });
    expect(errorOf({ message: { formatted: 'lost' }, level: 'odd' })).toMatchObject({
      message: 'lost',
      level: 'error',
    });
    const decoded = decode([
      ['event', { ...event, message: 'hello', level: 'info' }],
      [
        'event',
        {
          ...event,
          message: 'hi',
          level: 'warning',
          exception: { values: [{ value: 'hi', stacktrace: {} }] },
        },
      ],
    ]);
    expect(decoded).toMatchObject({ errors: [], skipped: [{ kind: 'message', count: 2 }] });
  });

  it('without id, time or trace still has a name of its own', () => {
    const first = decode([['event', { message: 'a' }]]).errors[0];
    expect(first).toMatchObject({ timestamp: RECEIVED, traceId: null, spanId: null, transaction: null });
    expect(first?.eventId).toMatch(/^[0-9a-f]{32}$/);
    expect(decode([['event', { message: 'a' }]]).errors[0]).toEqual(first);
    expect(decode([['event', { message: 'b' }]]).errors[0]?.eventId).not.toBe(first?.eventId);
  });
});

describe('an envelope', () => {
  it('loses no item for another one that is bad', () => {
    const good = transaction();
    const decoded = decode([
      ['transaction', 'not json'],
      ['transaction', '[]'],
      ['transaction', transaction({ timestamp: 'never' })],
      ['transaction', transaction({ contexts: {} })],
      ['transaction', transaction({}, { trace_id: '0'.repeat(32) })],
      ['transaction', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
      ['transaction', `{"a":[${'1,'.repeat(300_000)}1]}`],
      ['event', `{"a":"${'x'.repeat(1_100_000)}"}`],
      ['transaction', good],
    ]);
    const refused = decoded.refused.map(({ reason, count }) => [reason, count]);
    expect(new Map(refused as [string, number][])).toEqual(
      new Map([
        ['invalid_json', 3],
        ['invalid_event', 1],
        ['invalid_timestamps', 1],
        ['invalid_id', 2],
        ['too_large', 1],
      ]),
    );
    expect(decoded.refused.every(({ problem }) => problem.message !== '' && problem.advice !== '')).toBe(
      true,
    );
    expect(decoded.transactions).toHaveLength(1);
    expect(accounted(decoded)).toBe(decoded.received);
  });

  it('counts what it does not read, and what it does not know under one name', () => {
    const decoded = decode([
      ['session', {}],
      ['session', '{'],
      ['replay_video', ''],
      ['made-up-1', {}],
      ['made-up-2', {}],
    ]);
    expect(decoded.skipped).toEqual([
      { kind: 'session', count: 2 },
      { kind: 'replay_video', count: 1 },
      { kind: 'other', count: 2 },
    ]);
    expect(decoded.received).toBe(5);
  });

  it('counts what the client dropped', () => {
    const report = {
      discarded_events: [
        { reason: 'sample_rate', category: 'span', quantity: 33 },
        { reason: 'sample_rate', category: 'span', quantity: 2 },
        { reason: 'queue_overflow', category: 'transaction', quantity: '4' },
        { reason: 'x', category: 'y', quantity: -1 },
        null,
        {},
      ],
    };
    expect(decode([['client_report', report]])).toMatchObject({
      droppedByClient: [
        { reason: 'sample_rate (span)', count: 35 },
        { reason: 'queue_overflow (transaction)', count: 4 },
      ],
      skipped: [{ kind: 'client_report', count: 1 }],
    });
  });

  it('of any bytes is decoded or refused, and every item accounted for', () => {
    const line = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.constantFrom('{"type":"transaction"}', '{"type":"event"}', '{"type":"event","length":5}', '{}', ''),
      fc.string(),
    );
    const decoded = (body: Uint8Array): Decoded | null => {
      try {
        return decodeEnvelope(body, RECEIVED, '7');
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        return null;
      }
    };
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc
            .array(line, { maxLength: 12 })
            .map((lines) => new TextEncoder().encode(`{}\n${lines.join('\n')}`)),
        ),
        (body) => {
          const found = decoded(body);
          expect(found === null ? 0 : accounted(found)).toBe(found?.received ?? 0);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('whose every field is something else is decoded or refused', () => {
    const anything = fc.jsonValue({ maxDepth: 3 });
    const field = (name: string) => fc.record({ [name]: anything });
    const names = [
      'user',
      'tags',
      'spans',
      'measurements',
      'contexts',
      'request',
      'sdk',
      'timestamp',
      'start_timestamp',
      'transaction',
      'event_id',
      'exception',
      'level',
      'message',
      'environment',
    ];
    fc.assert(
      fc.property(
        fc.oneof(...names.map(field)),
        fc.constantFrom('transaction', 'event', 'client_report'),
        anything,
        (change, kind, trace) => {
          const decoded = decode([[kind, transaction(change, { data: trace })]], { trace, sdk: trace });
          expect(accounted(decoded)).toBe(1);
        },
      ),
      { numRuns: 500 },
    );
  });
});
