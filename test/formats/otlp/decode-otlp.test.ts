import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/formats/format-error.ts';
import { decodeOtlpJson } from '../../../src/formats/otlp/decode-json.ts';
import { decodeOtlpProtobuf } from '../../../src/formats/otlp/decode-protobuf.ts';
import type { Decoded } from '../../../src/model/decoded.ts';
import { toJson, toProtobuf } from './otlp-request.ts';
import type { Request, RequestSpan, Value } from './otlp-request.ts';

const RECEIVED = 1_800_000_000_000;
const NANOS = 1_700_000_000_000_250_000n;
const TRACE_ID = '0123456789abcdef0123456789abcdef';
const SPAN_ID = '0123456789abcdef';
const PARENT_ID = 'aaaaaaaaaaaaaaaa';

/** A server span, with what a test changes. */
function sampleSpan(change: Partial<RequestSpan> = {}, attributes: Record<string, Value> = {}): RequestSpan {
  return {
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    name: 'GET /orders',
    kind: 2,
    start: NANOS,
    end: NANOS + 12_500_000n,
    attributes: new Map(Object.entries(attributes)),
    events: [],
    code: 0,
    message: '',
    ...change,
  };
}

function requestOf(
  spans: readonly RequestSpan[],
  resource: Record<string, Value> = { 'service.name': 'shop' },
): Request {
  return { resource: new Map(Object.entries(resource)), scope: { name: 'tests', version: '1' }, spans };
}

/** What both encodings of a request are decoded to, which must be the same. */
function decode(request: Request): Decoded {
  const decoded = decodeOtlpJson(toJson(request), RECEIVED);
  expect(decodeOtlpProtobuf(toProtobuf(request), RECEIVED)).toEqual(decoded);
  return decoded;
}

function oneSpan(change: Partial<RequestSpan> = {}, attributes: Record<string, Value> = {}) {
  const [span] = decode(requestOf([sampleSpan(change, attributes)])).spans;
  if (span === undefined) throw new Error('the span was not taken');
  return span;
}

function oneTransaction(
  change: Partial<RequestSpan> = {},
  attributes: Record<string, Value> = {},
  resource?: Record<string, Value>,
) {
  const [facts] = decode(requestOf([sampleSpan(change, attributes)], resource)).transactions;
  if (facts === undefined) throw new Error('the span was no entry span');
  return facts;
}

const json = (value: unknown) =>
  decodeOtlpJson(
    new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
    RECEIVED,
  );

/** A JSON request with one span, of fields as they are. */
const jsonSpan = (span: Record<string, unknown>) =>
  json({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });

const VALID = {
  traceId: TRACE_ID,
  spanId: SPAN_ID,
  startTimeUnixNano: '1000000',
  endTimeUnixNano: '3000000',
};

describe('an entry span', () => {
  it('becomes a transaction', () => {
    const { transactions, spans, received } = decode(
      requestOf(
        [
          sampleSpan(
            { code: 2, message: 'it broke' },
            {
              'http.request.method': 'GET',
              'http.response.status_code': 503,
              'http.route': '/orders',
              plan: 'pro',
              'user.email': 'ann@example.test',
            },
          ),
        ],
        {
          'service.name': 'api',
          'service.namespace': 'shop',
          'service.version': '1.2.0',
          'deployment.environment.name': 'staging',
          'telemetry.sdk.name': 'opentelemetry',
          'telemetry.sdk.language': 'nodejs',
          'telemetry.sdk.version': '2.12.0',
          'host.name': 'h1',
        },
      ),
    );
    expect(received).toBe(1);
    const [facts] = transactions;
    expect({ ...facts, attributes: null }).toEqual({
      eventId: '0123456789abcdef0123456789abcdef',
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      project: 'shop/api',
      transaction: 'GET /orders',
      op: 'http.server',
      status: 'unavailable',
      start: 1_700_000_000_000.25,
      duration: 12.5,
      environment: 'staging',
      release: '1.2.0',
      user: 'email:ann@example.test',
      userDisplay: 'ann@example.test',
      sdk: 'opentelemetry.nodejs/2.12.0',
      httpMethod: 'GET',
      httpStatus: 503,
      weight: 1,
      vitals: {},
      tags: new Map([
        ['plan', 'pro'],
        ['host.name', 'h1'],
        // Its times are of the year 2023.
        ['longtail.clock', 'past_timestamp'],
      ]),
      attributes: null,
    });
    expect(facts?.attributes.get('service.version')).toBe('1.2.0');
    expect(spans[0]).toMatchObject({
      segment: SPAN_ID,
      parentId: null,
      description: 'GET /orders',
      exclusive: 12.5,
    });
    expect(spans[0]?.attributes.get('otel.status_description')).toBe('it broke');
    expect(spans[0]?.attributes.get('otel.kind')).toBe('SERVER');
    expect(spans[0]?.attributes.get('otel.scope.name')).toBe('tests');
  });

  it.each<[string, Partial<RequestSpan>, boolean]>([
    ['without a parent', { kind: 1 }, true],
    ['with a parent in this process', { kind: 1, parentSpanId: PARENT_ID, flags: 0x101 }, false],
    ['with a parent of which nothing is known', { kind: 1, parentSpanId: PARENT_ID }, false],
    ['with a parent elsewhere', { kind: 1, parentSpanId: PARENT_ID, flags: 0x301 }, true],
    [
      'with a bit for elsewhere that means nothing yet',
      { kind: 1, parentSpanId: PARENT_ID, flags: 0x201 },
      false,
    ],
    ['of a server', { kind: 2, parentSpanId: PARENT_ID, flags: 0x101 }, true],
    ['of a client', { kind: 3, parentSpanId: PARENT_ID }, false],
    ['of a producer', { kind: 4, parentSpanId: PARENT_ID }, false],
    ['of a consumer', { kind: 5, parentSpanId: PARENT_ID }, true],
  ])('is one %s: %o', (_, change, entry) => {
    const { transactions, spans } = decode(requestOf([sampleSpan(change)]));
    expect(transactions).toHaveLength(entry ? 1 : 0);
    expect(spans[0]?.segment).toBe(entry ? SPAN_ID : null);
  });

  it('is named by its route, where its name does not tell it', () => {
    const name = (name: string, attributes: Record<string, Value>) =>
      oneTransaction({ name }, attributes).transaction;
    expect(name('GET', { 'http.request.method': 'GET', 'http.route': '/a/:id' })).toBe('GET /a/:id');
    expect(name('GET', { 'http.method': 'GET', 'http.route': '/a/:id' })).toBe('GET /a/:id');
    expect(name('GET /a/:id', { 'http.request.method': 'GET', 'http.route': '/a/:id' })).toBe('GET /a/:id');
    expect(name('nightly', {})).toBe('nightly');
    expect(name('', {})).toBe('<unlabeled transaction>');
  });

  it('of which nobody knows the route is named by its path without the ids, but where it led nowhere', () => {
    const name = (given: string, attributes: Record<string, Value>) =>
      oneTransaction({ name: given }, { 'http.request.method': 'GET', ...attributes }).transaction;
    expect(name('GET', { 'url.path': '/users/42/orders' })).toBe('GET /users/:id/orders');
    expect(name('HTTP GET', { 'http.target': '/users/42?page=3' })).toBe('GET /users/:id');
    expect(name('GET', { 'url.full': 'https://shop.example/a/7?b=c' })).toBe('GET /a/:id');
    expect(name('GET', { 'url.path': '/wp-login.php', 'http.response.status_code': 404 })).toBe('GET');
    expect(name('GET', {})).toBe('GET');
    expect(name('list orders', { 'url.path': '/orders' })).toBe('list orders');
  });

  it('belongs to a service that may be anonymous', () => {
    const of = (resource: Record<string, Value>) => {
      const { project, environment } = oneTransaction({}, {}, resource);
      return [project, environment];
    };
    expect(of({})).toEqual(['unknown_service', null]);
    expect(of({ 'service.name': 'a', 'deployment.environment': 'old' })).toEqual(['a', 'old']);
    expect(of({ 'service.name': 'a', 'service.namespace': '' })).toEqual(['a', null]);
  });

  it('stands for as many as its sampling says', () => {
    const weight = (traceState: string, attributes: Record<string, Value> = {}) =>
      oneTransaction({ traceState }, attributes).weight;
    expect(weight('')).toBe(1);
    expect(weight('ot=th:8')).toBe(2);
    expect(weight('ot=th:c')).toBe(4);
    expect(weight('vendor=x, ot=rv:abcdef;th:e0')).toBe(8);
    expect(weight('ot=th:0')).toBe(1);
    expect(weight('ot=th:xyz')).toBe(1);
    expect(weight('other=th:8')).toBe(1);
    expect(weight('', { 'sampler.type': 'probabilistic', 'sampler.param': 0.1 })).toBe(10);
    expect(weight('', { 'sentry.sample_rate': 0.5 })).toBe(2);
  });
});

describe('a span', () => {
  it.each<[number, Record<string, Value>, string, string]>([
    [2, { 'http.request.method': 'GET' }, 'http.server', 'name'],
    [
      3,
      { 'http.request.method': 'GET', 'url.full': 'https://a.test/b' },
      'http.client',
      'GET https://a.test/b',
    ],
    [3, { 'http.method': 'POST', 'http.url': 'https://a.test/b' }, 'http.client', 'POST https://a.test/b'],
    [3, { 'http.request.method': 'GET' }, 'http.client', 'name'],
    [3, { 'db.system.name': 'postgresql', 'db.query.text': 'SELECT 1' }, 'db', 'SELECT 1'],
    [3, { 'db.system': 'mysql', 'db.statement': 'SELECT 2' }, 'db', 'SELECT 2'],
    [3, { 'db.system': 'redis', 'db.statement': 'GET a' }, 'db.redis', 'GET a'],
    [4, { 'messaging.system': 'kafka', 'messaging.operation.type': 'send' }, 'queue.publish', 'name'],
    [3, { 'messaging.system': 'kafka', 'messaging.operation.type': 'receive' }, 'queue.receive', 'name'],
    [5, { 'messaging.system': 'kafka' }, 'queue.process', 'name'],
    [4, {}, 'queue.publish', 'name'],
    [2, { 'rpc.system': 'grpc' }, 'rpc.server', 'name'],
    [3, { 'rpc.system': 'grpc' }, 'rpc.client', 'name'],
    [2, { 'faas.trigger': 'http' }, 'function', 'name'],
    [1, { 'express.type': 'middleware' }, 'middleware', 'name'],
    [1, { 'code.function': 'f' }, 'function', 'name'],
    [1, { 'sentry.op': 'ui.render' }, 'ui.render', 'name'],
    [1, {}, '', 'name'],
  ])('of kind %i with %o is %s', (kind, attributes, op, description) => {
    expect(oneSpan({ kind, name: 'name', parentSpanId: PARENT_ID }, attributes)).toMatchObject({
      op,
      description,
    });
  });

  it.each<[number, Record<string, Value>, string]>([
    [0, {}, 'ok'],
    [1, { 'http.response.status_code': 500 }, 'ok'],
    [0, { 'http.response.status_code': 404 }, 'ok'],
    [0, { 'http.status_code': 504 }, 'deadline_exceeded'],
    [2, {}, 'internal_error'],
    [2, { 'http.response.status_code': 200 }, 'internal_error'],
    [2, { 'http.response.status_code': 404 }, 'not_found'],
    [2, { 'rpc.grpc.status_code': 14 }, 'unavailable'],
    [2, { 'rpc.grpc.status_code': 0 }, 'internal_error'],
  ])('with status %i and %o is %s', (code, attributes, status) => {
    expect(oneSpan({ code }, attributes).status).toBe(status);
  });

  it('keeps its attributes under the names of today', () => {
    const attributes: Record<string, Value> = {
      'http.method': 'GET',
      'http.status_code': 200,
      'db.statement': 'old',
      'db.query.text': 'new',
      ratio: 0.5,
      none: NaN,
      ids: [1, 2],
      nested: new Map<string, Value>([
        ['a', [new Map([['b', true]])]],
        ['__proto__', 1],
      ]),
      raw: Uint8Array.of(1, 2, 255),
      ['__proto__' as string]: 'x',
    };
    const found = oneSpan({}, attributes).attributes;
    expect(found.get('http.request.method')).toBe('GET');
    expect(found.get('http.response.status_code')).toBe(200);
    expect(found.get('db.query.text')).toBe('new');
    expect(found.has('db.statement')).toBe(false);
    const reversed = oneSpan({}, { 'db.query.text': 'new', 'db.statement': 'old' }).attributes;
    expect(reversed.get('db.query.text')).toBe('new');
    expect([found.get('ratio'), found.get('none'), found.get('ids')]).toEqual([0.5, 'NaN', [1, 2]]);
    expect(found.get('nested')).toBe('{"a":[{"b":true}],"__proto__":1}');
    expect(found.get('raw')).toBe('AQL/');
  });

  it('gives an error for each exception, with an id that stays', () => {
    const attributes = new Map<string, Value>([
      ['exception.type', 'TypeError'],
      ['exception.message', 'no'],
    ]);
    const events = [
      { name: 'exception', time: NANOS + 1_000_000n, attributes },
      { name: 'exception', time: NANOS + 2_000_000n, attributes },
      { name: 'exception', time: NANOS, attributes: new Map() },
      { name: 'retry', time: NANOS, attributes },
    ];
    const first = decode(requestOf([sampleSpan({ events })]));
    expect(first.errors).toHaveLength(2);
    expect(first.errors[0]).toMatchObject({
      project: 'shop',
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      timestamp: 1_700_000_000_001.25,
      type: 'TypeError',
      message: 'no',
      level: 'error',
      transaction: 'GET /orders',
    });
    expect(first.errors[0]?.eventId).toMatch(/^[0-9a-f]{32}$/);
    expect(first.errors[0]?.eventId).not.toBe(first.errors[1]?.eventId);
    expect(decode(requestOf([sampleSpan({ events })])).errors).toEqual(first.errors);
  });

  it('whose times are swapped is turned round, and says so', () => {
    const span = oneSpan({ start: NANOS + 5_000_000n, end: NANOS });
    expect(span).toMatchObject({ start: 1_700_000_000_000.25, duration: 5 });
    expect(span.attributes.get('longtail.timestamps.swapped')).toBe(true);
  });

  it.each<[string, Partial<RequestSpan>, string]>([
    ['no trace', { traceId: '00'.repeat(16) }, 'invalid_id'],
    ['a short trace id', { traceId: 'abcd' }, 'invalid_id'],
    ['no id', { spanId: '' }, 'invalid_id'],
    ['a parent that is none', { parentSpanId: 'abcd' }, 'invalid_id'],
    ['no start', { start: 0n }, 'invalid_timestamps'],
    ['no end', { end: 0n }, 'invalid_timestamps'],
  ])('with %s is refused alone', (_, change, reason) => {
    const decoded = decode(requestOf([sampleSpan(change), sampleSpan({ spanId: PARENT_ID })]));
    expect(decoded.refused.map((each) => [each.reason, each.count])).toEqual([[reason, 1]]);
    expect(decoded.spans).toHaveLength(1);
    expect(decoded.received).toBe(2);
  });
});

describe('JSON', () => {
  it('may write numbers as text or as numbers, ids in capitals, kinds by name', () => {
    const attribute = (key: string, value: unknown) => ({ key, value });
    const { spans } = jsonSpan({
      ...VALID,
      traceId: TRACE_ID.toUpperCase(),
      kind: 'SPAN_KIND_CLIENT',
      startTimeUnixNano: 1_485_449_191_639_875_000,
      endTimeUnixNano: '1485449191641875000',
      parentSpanId: '0000000000000000',
      status: { code: 'STATUS_CODE_ERROR' },
      attributes: [
        attribute('a', { intValue: 5 }),
        attribute('b', { intValue: '6' }),
        attribute('c', { intValue: '9223372036854775807' }),
        attribute('d', { doubleValue: 'Infinity' }),
        attribute('e', {}),
        attribute('f', null),
        { value: { stringValue: 'no key' } },
      ],
    });
    expect(spans[0]).toMatchObject({ traceId: TRACE_ID, parentId: null, status: 'internal_error' });
    expect(spans[0]?.start).toBeCloseTo(1_485_449_191_639.875, 3);
    expect(spans[0]?.duration).toBeCloseTo(2, 3);
    expect([...(spans[0]?.attributes ?? [])].slice(0, 4)).toEqual([
      ['a', 5],
      ['b', 6],
      ['c', '9223372036854775807'],
      ['d', 'Infinity'],
    ]);
  });

  it('of before 2022 is read too', () => {
    const { spans } = json({
      resourceSpans: [
        { instrumentationLibrarySpans: [{ instrumentationLibrary: { name: 'old' }, spans: [VALID] }] },
      ],
    });
    expect(spans[0]?.attributes.get('otel.scope.name')).toBe('old');
  });

  it('may be empty', () => {
    for (const empty of [
      {},
      { resourceSpans: [] },
      { resourceSpans: [{}] },
      { resourceSpans: [{ scopeSpans: [{}] }] },
    ]) {
      expect(json(empty)).toMatchObject({ received: 0, spans: [] });
    }
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'nonsense'],
    ['a list', '[]'],
    ['resource spans that are no list', '{"resourceSpans":{}}'],
    ['values nested too deep', `{"resourceSpans":[${'['.repeat(200)}${']'.repeat(200)}]}`],
    ['too many spans', `{"resourceSpans":[{"scopeSpans":[{"spans":[${'{},'.repeat(100_000)}{}]}]}]}`],
  ])('is refused as a whole with %s', (_, body) => {
    expect(() => json(body)).toThrow(FormatError);
  });
});

describe('protobuf', () => {
  const whole = toProtobuf(
    requestOf([sampleSpan({}, { a: 'text', b: [1, 'x'], c: new Map([['d', true]]) })]),
  );

  it('that is cut off is refused, at every byte', () => {
    for (let length = 1; length < whole.length; length += 1) {
      expect(() => decodeOtlpProtobuf(whole.subarray(0, length), RECEIVED), `at ${length}`).toThrow(
        FormatError,
      );
    }
    expect(decodeOtlpProtobuf(new Uint8Array(), RECEIVED).received).toBe(0);
  });

  it('with lengths that lie, or values nested without end, is refused', () => {
    let nested: Value = 'x';
    for (let depth = 0; depth < 100; depth += 1) nested = [nested];
    const bodies = [
      Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f),
      Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
      toProtobuf(requestOf([sampleSpan({}, { nested })])),
      Uint8Array.from([
        ...Uint8Array.of(0x0a, 0x8a, 0x9e, 0x0c, 0x12, 0x86, 0x9e, 0x0c),
        ...Array.from({ length: 100_611 }, () => [0x12, 0x00]).flat(),
      ]),
    ];
    for (const body of bodies) expect(() => decodeOtlpProtobuf(body, RECEIVED)).toThrow(FormatError);
  });

  it('of any bytes is decoded or refused, and every span accounted for', () => {
    const decoded = (body: Uint8Array): Decoded | null => {
      try {
        return decodeOtlpProtobuf(body, RECEIVED);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        return null;
      }
    };
    const garbled = fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
      const bytes = whole.slice();
      bytes[at] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(garbled, fc.uint8Array({ maxLength: 200 })), (body) => {
        const found = decoded(body);
        const refused = found?.refused.reduce((sum, { count }) => sum + count, 0) ?? 0;
        expect((found?.spans.length ?? 0) + refused).toBe(found?.received ?? 0);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('both encodings', () => {
  it('of any request are decoded alike', () => {
    const scalar = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.maxSafeInteger(),
      fc.double({ noDefaultInfinity: true }),
    );
    const value: fc.Arbitrary<Value> = fc.oneof(
      scalar,
      fc.array(scalar, { maxLength: 3 }),
      fc.dictionary(fc.string(), scalar, { maxKeys: 3 }).map((members) => new Map(Object.entries(members))),
      fc.uint8Array({ maxLength: 5 }),
    );
    const attributes = fc
      .array(
        fc.tuple(
          fc.oneof(fc.string(), fc.constantFrom('http.method', 'db.system', 'exception.type', '__proto__')),
          value,
        ),
        { maxLength: 5 },
      )
      .map((pairs) => new Map(pairs));
    const hex = (width: number) =>
      fc.uint8Array({ minLength: width, maxLength: width }).map((id) => Buffer.from(id).toString('hex'));
    const nanos = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const span: fc.Arbitrary<RequestSpan> = fc.record({
      traceId: hex(16),
      spanId: hex(8),
      parentSpanId: fc.oneof(fc.constant(''), hex(8)),
      traceState: fc.constantFrom('', 'ot=th:8'),
      flags: fc.nat(0xfff),
      name: fc.string(),
      kind: fc.nat(6),
      start: nanos,
      end: nanos,
      attributes,
      events: fc.array(fc.record({ name: fc.constantFrom('exception', 'other'), time: nanos, attributes }), {
        maxLength: 2,
      }),
      code: fc.nat(3),
      message: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 3 }), attributes, (spans, resource) => {
        const decoded = decode({ resource, scope: { name: 'x', version: '' }, spans });
        const refused = decoded.refused.reduce((sum, { count }) => sum + count, 0);
        expect(decoded.spans.length + refused).toBe(spans.length);
      }),
      { numRuns: 300 },
    );
  });
});
