// What the generator of load sends: transactions and OTLP requests as SDKs write them. Each differs from all others in
// its ids alone, so that making one costs little more than copying it.

/** Digits of ids stand at places known beforehand. */
export interface Template {
  readonly bytes: Buffer;
  /** Where the number of the request is to be written, in how many bytes. */
  readonly places: readonly { readonly at: number; readonly width: number }[];
  readonly spans: number;
}

/** Hexadecimal digits that stand for the number of a request in a template. */
const MARK = 'deadbeef00';
const DIGITS = MARK.length;

function templateOf(text: string, spans: number): Template {
  const bytes = Buffer.from(text);
  const places = [];
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + DIGITS)) {
    places.push({ at, width: DIGITS });
  }
  return { bytes, places, spans };
}

/** A body with the number of its request in its ids. */
export function bodyOf({ bytes, places }: Template, number: number): Buffer {
  const body = Buffer.from(bytes);
  const digits = number.toString(16).padStart(DIGITS, '0');
  for (const { at } of places) body.latin1Write(digits, at);
  return body;
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');
const traceId = `4bf92f3577b34da6${MARK}c0ffee`;
const spanId = (index: number): string => `${MARK}${hex(index, 6)}`;

const OPS = ['db.query', 'http.client', 'middleware.express', 'cache.get'];

function describe(index: number): string {
  const kind = index % OPS.length;
  if (kind === 0) return `SELECT id, name, price FROM products WHERE category_id = $${index} LIMIT 20`;
  if (kind === 1) return `GET http://inventory.example.test/stock/${index}`;
  return kind === 2 ? `middleware ${index}` : `product:${index}`;
}

/** An envelope with one transaction, as @sentry/node 10 writes it below 32 kB, where it does not compress. */
export function envelopeTemplate(spans: number, name: number, now: number): Template {
  const end = now / 1000;
  const start = end - 0.2;
  const sdk = { name: 'sentry.javascript.node', version: '10.78.0' };
  const eventId = `${MARK}77b34da6a3ce929d0e0e47`;
  const children = Array.from({ length: spans }, (_, index) => ({
    span_id: spanId(index + 1),
    parent_span_id: spanId(index < 5 ? 0 : 1 + (index % 5)),
    trace_id: traceId,
    op: OPS[index % OPS.length],
    description: describe(index),
    start_timestamp: start + index * 0.005,
    timestamp: start + index * 0.005 + 0.004,
    status: 'ok',
    origin: 'auto.db.otel.postgres',
    data: {
      'sentry.origin': 'auto.db.otel.postgres',
      'sentry.op': OPS[index % OPS.length],
      'db.system': 'postgresql',
      'db.statement': describe(index),
      'net.peer.name': 'db.example.test',
      'net.peer.port': 5432,
      'otel.kind': 'CLIENT',
    },
  }));
  const event = {
    type: 'transaction',
    event_id: eventId,
    transaction: `GET /products/:id/${name}`,
    transaction_info: { source: 'route' },
    start_timestamp: start,
    timestamp: end,
    platform: 'node',
    environment: 'production',
    release: 'shop@1.2.3',
    server_name: 'web-1',
    user: { id: `u${name}`, email: `u${name}@example.test` },
    tags: { plan: name % 2 === 0 ? 'pro' : 'free', region: 'eu-1' },
    contexts: {
      trace: {
        trace_id: traceId,
        span_id: spanId(0),
        op: 'http.server',
        status: 'ok',
        origin: 'auto.http.otel.http',
        data: {
          'sentry.source': 'route',
          'sentry.sample_rate': 1,
          'http.method': 'GET',
          'http.url': `http://shop.example.test/products/${name}`,
          'http.route': '/products/:id',
          'http.status_code': 200,
          'otel.kind': 'SERVER',
        },
      },
      runtime: { name: 'node', version: 'v20.20.2' },
      os: { name: 'Linux', version: '6.1' },
    },
    request: {
      url: `http://shop.example.test/products/${name}`,
      method: 'GET',
      headers: { 'user-agent': 'Mozilla/5.0', accept: '*/*', host: 'shop.example.test' },
    },
    sdk,
    spans: children,
  };
  const head = {
    event_id: eventId,
    sent_at: new Date(now).toISOString(),
    sdk,
    trace: { trace_id: traceId, sample_rate: '1', sampled: 'true', environment: 'production' },
  };
  const lines = [head, { type: 'transaction' }, event].map((line) => JSON.stringify(line));
  return templateOf(`${lines.join('\n')}\n`, spans + 1);
}
