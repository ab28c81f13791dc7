import { describe, expect, it } from 'vitest';
import { decodeEnvelope } from '../../../src/formats/sentry/decode-envelope.ts';
import type { Decoded } from '../../../src/model/decoded.ts';

const TRACE_ID = '0123456789abcdef0123456789abcdef';
const OTHER_TRACE = 'ffffffffffffffffffffffffffffffff';
const SEGMENT = 'aaaaaaaaaaaaaaaa';
const CHILD = 'bbbbbbbbbbbbbbbb';

type Json = Readonly<Record<string, unknown>>;
type Scalar = string | number | boolean | readonly string[];

const CONTAINER = { type: 'span', item_count: 1, content_type: 'application/vnd.sentry.items.span.v2+json' };

/** A span of version 2 of the least that is allowed, with attributes as their values. */
function span(attributes: Readonly<Record<string, Scalar>> = {}, change: Json = {}): Json {
  const typed = Object.entries(attributes).map(([key, value]) => [key, { value, type: 'string' }]);
  return {
    trace_id: TRACE_ID,
    span_id: SEGMENT,
    name: 'GET /products/:id',
    start_timestamp: 1_700_000_000,
    end_timestamp: 1_700_000_000.5,
    is_segment: true,
    status: 'ok',
    attributes: Object.fromEntries(typed),
    ...change,
  };
}

/** A span beneath the segment. */
const child = (attributes: Readonly<Record<string, Scalar>> = {}, change: Json = {}): Json =>
  span(attributes, { span_id: CHILD, parent_span_id: SEGMENT, is_segment: false, ...change });

function decodeItem(item: Json, payload: unknown, header: Json = {}): Decoded {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const body = [JSON.stringify(header), JSON.stringify(item), text].join('\n');
  return decodeEnvelope(new TextEncoder().encode(body), 1_800_000_000_000, '7');
}

const decode = (spans: readonly unknown[], header: Json = {}): Decoded =>
  decodeItem(CONTAINER, { version: 2, ingest_settings: { infer_ip: 'auto' }, items: spans }, header);

/** The only transaction of a container of one segment. */
function factsOf(attributes: Readonly<Record<string, Scalar>>, change: Json = {}, header: Json = {}) {
  const [facts] = decode([span(attributes, change)], header).transactions;
  if (facts === undefined) throw new Error('the segment is no transaction');
  return facts;
}

function spanOf(attributes: Readonly<Record<string, Scalar>>, change: Json = {}) {
  const [only] = decode([child(attributes, change)]).spans;
  if (only === undefined) throw new Error('the span was not taken');
  return only;
}

describe('a segment', () => {
  it('is a transaction, and its own span', () => {
    const { transactions, spans } = decode([
      span({
        'sentry.op': 'http.server',
        'sentry.release': 'shop@1',
        'sentry.environment': 'staging',
        'sentry.sdk.name': 'sentry.javascript.node',
        'sentry.sdk.version': '11.12.0',
        'http.request.method': 'get',
        'http.response.status_code': 200,
        'user.id': 'u5',
        'user.email': 'ann@example.test',
        tenant: 'acme',
        'app.start_time': 'now',
      }),
    ]);
    expect(transactions).toEqual([
      {
        eventId: `0123456789abcdef${SEGMENT}`,
        traceId: TRACE_ID,
        spanId: SEGMENT,
        project: '7',
        transaction: 'GET /products/:id',
        op: 'http.server',
        status: 'ok',
        start: 1_700_000_000_000,
        duration: 500,
        environment: 'staging',
        release: 'shop@1',
        user: 'id:u5',
        userDisplay: 'ann@example.test',
        sdk: 'sentry.javascript.node/11.12.0',
        httpMethod: 'GET',
        httpStatus: 200,
        weight: 1,
        vitals: {},
        tags: new Map([
          ['tenant', 'acme'],
          ['longtail.clock', 'past_timestamp'],
        ]),
        attributes: spans[0]?.attributes,
      },
    ]);
    expect(spans).toMatchObject([{ spanId: SEGMENT, parentId: null, segment: SEGMENT, exclusive: 500 }]);
  });

  it('takes its weight from its own rate, else from the header where that is of its trace', () => {
    const header = (trace_id: string) => ({ trace: { trace_id, sample_rate: '0.25' } });
    expect(factsOf({ 'sentry.sample_rate': 0.5 }, {}, header(TRACE_ID)).weight).toBe(2);
    expect(factsOf({}, {}, header(TRACE_ID)).weight).toBe(4);
    expect(factsOf({}, {}, header(OTHER_TRACE)).weight).toBe(1);
    expect(factsOf({ 'sentry.sample_rate': 0 }).weight).toBe(1);
  });

  it('takes release and environment from itself alone, and the SDK also from the header', () => {
    const header = {
      sdk: { name: 'sentry.javascript.browser', version: '11.0.0' },
      trace: { trace_id: TRACE_ID, release: 'web@1', environment: 'elsewhere' },
    };
    expect(factsOf({}, {}, header)).toMatchObject({
      release: null,
      environment: null,
      sdk: 'sentry.javascript.browser/11.0.0',
    });
  });

  it.each([
    ['ok', {}, 'ok'],
    ['error', { 'sentry.status.message': 'deadline_exceeded' }, 'deadline_exceeded'],
    ['error', { 'sentry.status.message': 'it broke' }, 'internal_error'],
    ['error', { 'http.response.status_code': 503 }, 'unavailable'],
    ['error', {}, 'internal_error'],
    [undefined, {}, 'unknown'],
  ])('that says %s with %j is %s', (status, attributes, expected) => {
    expect(factsOf(attributes as Record<string, Scalar>, { status }).status).toBe(expected);
  });

  it.each([
    ['Pageload', { 'url.path': '/cart/17' }, '/cart/:id'],
    ['Pageload', { 'url.path': '/o/0b7c1c2e-1111-4abc-9def-0123456789ab/edit' }, '/o/:id/edit'],
    ['Pageload', { 'url.path': '/c/5f1d7a9be0c4/facade' }, '/c/:id/facade'],
    ['Navigation', { 'url.path': '/cart/17', 'url.template': '/cart/:cart' }, '/cart/:cart'],
    ['Navigation', { 'url.path': '/cart/17', 'http.route': '/cart/[cart]' }, '/cart/[cart]'],
    ['Navigation', { 'url.full': 'https://example.test/cart/17?x=1' }, '/cart/:id'],
    ['Navigation', {}, 'Navigation'],
    ['/cart/17', { 'url.path': '/cart/17' }, '/cart/17'],
  ])('of a page view that is named %s, with %j, is %s', (name, attributes, expected) => {
    const op = name === 'Navigation' ? 'navigation' : 'pageload';
    expect(factsOf({ 'sentry.op': op, ...attributes }, { name }).transaction).toBe(expected);
    // A task may be called so as well.
    expect(factsOf({ 'sentry.op': 'task', ...attributes }, { name }).transaction).toBe(name);
  });

  it.each([
    ['GET', { 'url.path': '/order/17' }, 'GET /order/:id'],
    ['POST', { 'url.full': 'http://shop.test/order?x=1' }, 'POST /order'],
    ['GET', { 'url.path': '/order/17', 'http.route': '/order/{id}' }, 'GET /order/{id}'],
    ['GET', { 'url.path': '/wp-admin', 'http.response.status_code': 404 }, 'GET'],
    ['GET', {}, 'GET'],
    ['GET /order', { 'url.path': '/order/17' }, 'GET /order'],
  ])('of a server that is named %s, with %j, is %s', (name, attributes, expected) => {
    const given = { 'sentry.op': 'http.server', ...attributes } as Record<string, Scalar>;
    expect(factsOf(given, { name }).transaction).toBe(expected);
  });

  it('carries the vitals that are known when it ends', () => {
    const facts = factsOf({
      'sentry.op': 'pageload',
      'browser.web_vital.ttfb.value': 48.5,
      'browser.web_vital.fcp.value': 108,
      'browser.web_vital.fp.value': -1,
      'browser.web_vital.ttfb.request_time': 45,
    });
    expect(facts.vitals).toEqual({ ttfb: 48.5, fcp: 108 });
  });

  it.each(['ui.interaction.click', 'ui.interaction.press', 'ui.webvital.lcp'])(
    'with the op %s measures a page and is no transaction',
    (op) => {
      const alone = decode([span({ 'sentry.op': op, 'sentry.segment.id': SEGMENT })]);
      expect(alone.transactions).toEqual([]);
      expect(alone.spans).toMatchObject([{ spanId: SEGMENT, segment: null }]);
      const told = decode([
        span({ 'sentry.op': op, 'sentry.segment.id': SEGMENT, 'sentry.pageload.span_id': CHILD }),
      ]);
      expect(told.spans).toMatchObject([{ segment: CHILD }]);
    },
  );
});

describe('a span of a container', () => {
  it('names its segment', () => {
    expect(spanOf({ 'sentry.segment.id': SEGMENT })).toMatchObject({ parentId: SEGMENT, segment: SEGMENT });
    expect(spanOf({})).toMatchObject({ segment: null });
  });

  it('has its attributes under the names of today, whichever were sent', () => {
    const { attributes } = spanOf({ 'http.method': 'GET', 'db.system': 'postgresql', list: ['a', 'b'] });
    expect(attributes).toEqual(
      new Map<string, unknown>([
        ['http.request.method', 'GET'],
        ['db.system.name', 'postgresql'],
        ['list', ['a', 'b']],
      ]),
    );
  });

  it('is described by its query or address where its name leaves them out', () => {
    const request = { 'http.request.method': 'GET', 'url.full': 'http://127.0.0.1/products/9' };
    const describe = (attributes: Record<string, string>) => spanOf(attributes, { name: 'N' }).description;
    expect(describe({ 'sentry.op': 'http.client', ...request })).toBe('GET http://127.0.0.1/products/9');
    expect(describe({ 'sentry.op': 'resource.script', ...request })).toBe('http://127.0.0.1/products/9');
    expect(describe({ 'sentry.op': 'db', 'db.statement': 'SELECT 1' })).toBe('SELECT 1');
    expect(describe({ 'sentry.op': 'handler', ...request })).toBe('N');
  });

  it('is told from another of the same shape only by its literals', () => {
    const query = (id: number) =>
      spanOf({ 'sentry.op': 'db', 'db.statement': `SELECT * FROM t WHERE id = ${id}` });
    expect(query(1).group).toBe(query(2).group);
  });
});

describe('a span that is sent alone in the form of version 1', () => {
  const inp = {
    data: { transaction: '/cart/17' },
    description: 'button',
    op: 'ui.interaction.click',
    span_id: CHILD,
    segment_id: CHILD,
    trace_id: TRACE_ID,
    start_timestamp: 1_700_000_000,
    timestamp: 1_700_000_000.128,
    is_segment: true,
    measurements: { inp: { value: 0.128, unit: 'second' } },
  };

  it('is a span with its vital, and no transaction', () => {
    const decoded = decodeItem({ type: 'span' }, inp);
    expect(decoded.transactions).toEqual([]);
    expect(decoded.received).toBe(1);
    expect(decoded.spans).toMatchObject([{ spanId: CHILD, segment: null, op: 'ui.interaction.click' }]);
    expect(decoded.spans[0]?.attributes.get('browser.web_vital.inp.value')).toBe(128);
  });

  it('names the page it measured, where it does', () => {
    const told = { ...inp, data: { 'sentry.pageload.span_id': SEGMENT } };
    expect(decodeItem({ type: 'span' }, told).spans).toMatchObject([{ segment: SEGMENT }]);
  });
});

describe('the count of items', () => {
  it('has every span of a container, taken or refused', () => {
    const decoded = decode([
      span(),
      child(),
      child({}, { span_id: 'no id' }),
      child({}, { end_timestamp: undefined }),
      child({}, { trace_id: '0'.repeat(32) }),
      null,
      'text',
    ]);
    expect(decoded.received).toBe(7);
    expect(decoded.spans).toHaveLength(2);
    expect([...decoded.items]).toEqual(decoded.spans);
    expect(decoded.refused.map(({ reason, count }) => [reason, count])).toEqual([
      ['invalid_id', 2],
      ['invalid_timestamps', 1],
      ['invalid_event', 2],
    ]);
  });

  it.each([
    ['is no JSON', '{', 'invalid_json'],
    ['is empty', '', 'invalid_json'],
    ['is a list', [], 'invalid_event'],
    ['has items that are no list', { version: 2, items: {} }, 'invalid_event'],
    ['has more spans than are read', { version: 2, items: Array(10_001).fill(0) }, 'too_large'],
  ])('has a container that %s once', (_, payload, reason) => {
    const decoded = decodeItem(CONTAINER, payload);
    expect(decoded.received).toBe(1);
    expect(decoded.refused).toMatchObject([{ reason, count: 1 }]);
  });
});
