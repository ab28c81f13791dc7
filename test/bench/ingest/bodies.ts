// What the generator of load sends: transactions and OTLP requests as SDKs write them. Each differs from all others in
// its ids alone, so that making one costs little more than copying it.
import { BinaryWriter } from '@bufbuild/protobuf/wire';

/** A body whose ids hold a mark at places known beforehand. */
export interface Template {
  readonly bytes: Buffer;
  /** Where the number of the request is to be written. */
  readonly places: readonly number[];
  /** As digits, or as bytes. */
  readonly kind: 'hex' | 'binary';
  readonly spans: number;
}

/** Hexadecimal digits that stand for the number of a request in a template. */
const MARK = 'deadbeef00';
const DIGITS = MARK.length;

function templateOf(bytes: Buffer, kind: Template['kind'], spans: number): Template {
  const mark = kind === 'hex' ? Buffer.from(MARK) : Buffer.from(MARK, 'hex');
  const places = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) places.push(at);
  return { bytes, places, kind, spans };
}

/** How long a template's times are of now, in milliseconds. */
const FRESH = 1_000;

/**
 * The body of each request, by its number, of so many templates in turn. What is sent is of the time at which it is:
 * a template is made anew when it has become old, which is seldom enough to cost little.
 */
export function freshBodies(
  kinds: number,
  make: (kind: number, now: number) => Template,
): (number: number) => Buffer {
  const made: { readonly at: number; readonly template: Template }[] = [];
  return (number) => {
    const kind = number % kinds;
    const now = Date.now();
    let known = made[kind];
    if (known === undefined || now - known.at > FRESH) {
      known = { at: now, template: make(kind, now) };
      made[kind] = known;
    }
    return bodyOf(known.template, number);
  };
}

/** A body with the number of its request in its ids. */
function bodyOf({ bytes, places, kind }: Template, number: number): Buffer {
  const body = Buffer.from(bytes);
  // An id of zeros alone is none.
  const digits = (number + 1).toString(16).padStart(DIGITS, '0');
  for (const at of places) body.write(digits, at, kind === 'hex' ? 'latin1' : 'hex');
  return body;
}

/** The number of the request that an envelope's trace id, of 32 digits, was sent with. */
export function numberIn(trace: string): number {
  const from = traceId.indexOf(MARK);
  return Number.parseInt(trace.slice(from, from + DIGITS), 16) - 1;
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

/** An envelope with one transaction of `spans` spans, as @sentry/node 10 writes it below 32 kB: not compressed. */
export function envelopeTemplate(spans: number, name: number, now: number): Template {
  const end = now / 1000;
  const start = end - 0.2;
  const sdk = { name: 'sentry.javascript.node', version: '10.78.0' };
  const eventId = `${MARK}77b34da6a3ce929d0e0e47`;
  const children = Array.from({ length: spans - 1 }, (_, index) => ({
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
  return templateOf(Buffer.from(`${lines.join('\n')}\n`), 'hex', spans);
}

type Attributes = Readonly<Record<string, string | number>>;

function writeAttributes(writer: BinaryWriter, field: number, attributes: Attributes): void {
  for (const [key, value] of Object.entries(attributes)) {
    writer.uint32((field << 3) | 2).fork();
    writer.uint32(10).string(key).uint32(18).fork();
    if (typeof value === 'string') writer.uint32(10).string(value);
    else writer.uint32(24).int64(value);
    writer.join().join();
  }
}

/** Spans of one trace in an OTLP request. */
const TRACE_SPANS = 8;

/**
 * An OTLP request of `spans` spans in protobuf, in traces of eight: a server's span, and the queries and calls beneath
 * it. `name` tells one request from others.
 */
export function otlpTemplate(spans: number, name: number, now: number): Template {
  const writer = new BinaryWriter();
  const nanos = (ms: number): bigint => BigInt(Math.round(ms * 1000)) * 1000n;
  writer.uint32(10).fork();
  writer.uint32(10).fork();
  writeAttributes(writer, 1, {
    'service.name': 'shop',
    'service.version': '1.2.3',
    'deployment.environment.name': 'production',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.language': 'nodejs',
    'telemetry.sdk.version': '2.12.0',
  });
  writer.join();
  writer.uint32(18).fork();
  writer.uint32(10).fork().uint32(10).string('@opentelemetry/instrumentation-http').join();
  for (let index = 0; index < spans; index += 1) {
    const trace = Math.floor(index / TRACE_SPANS);
    const place = index % TRACE_SPANS;
    const isRoot = place === 0;
    const start = now - 200 + 20 * place;
    const id = (of: number) => Buffer.from(`${MARK}${hex(of, 6)}`, 'hex');
    writer.uint32(18).fork();
    writer.uint32(10).bytes(Buffer.from(`4bf92f3577b3${hex(trace, 4)}${MARK}c0ffee`, 'hex'));
    writer.uint32(18).bytes(id(index));
    if (!isRoot) writer.uint32(34).bytes(id(TRACE_SPANS * trace));
    writer.uint32(42).string(isRoot ? 'GET /products/:id' : describe(place));
    writer.uint32(48).int32(isRoot ? 2 : 3);
    writer.uint32(57).fixed64(nanos(start));
    writer.uint32(65).fixed64(nanos(isRoot ? now : start + 15));
    writeAttributes(
      writer,
      9,
      isRoot
        ? {
            'http.request.method': 'GET',
            'http.route': '/products/:id',
            'http.response.status_code': 200,
            'url.path': `/products/${name}`,
            'server.address': 'shop.example.test',
          }
        : {
            'db.system.name': 'postgresql',
            'db.query.text': describe(4 * place),
            'server.address': 'db.example.test',
            'server.port': 5432,
          },
    );
    writer.join();
  }
  writer.join();
  writer.join();
  return templateOf(Buffer.from(writer.finish()), 'binary', spans);
}
