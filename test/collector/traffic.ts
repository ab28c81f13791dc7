// Small envelopes and OTLP requests, made by hand.

const hex = (width: number, value: number): string => value.toString(16).padStart(width, '0');

export const traceId = (value: number): string => hex(32, 0xabc0_0000 + value);
export const spanId = (value: number): string => hex(16, 0xde0_0000 + value);
export const eventId = (value: number): string => hex(32, 0xf00_0000 + value);

const DAY = 86_400_000;

/**
 * The end of every envelope's transaction number 0, epoch milliseconds; each further one is a second later. Eight in the
 * morning of yesterday: what is sent a month late is noted.
 */
export const BEGIN = Math.floor(Date.now() / DAY) * DAY - (2 * DAY) / 3;

export interface SmallTransaction {
  readonly name?: string;
  readonly durationMs?: number;
  readonly endMs?: number;
  readonly spans?: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** The transaction item number `value` as a Sentry SDK writes it. */
export function transactionItem(value: number, given: SmallTransaction = {}): Record<string, unknown> {
  const { name = 'GET /items', durationMs = 100, endMs = BEGIN + 1000 * value, spans = 2 } = given;
  const startMs = endMs - durationMs;
  return {
    type: 'transaction',
    event_id: eventId(value),
    transaction: name,
    start_timestamp: startMs / 1000,
    timestamp: endMs / 1000,
    environment: 'production',
    release: 'shop@1',
    user: { id: `u${value % 3}` },
    tags: { plan: 'pro' },
    contexts: {
      trace: { trace_id: traceId(value), span_id: spanId(1000 * value), op: 'http.server', status: 'ok' },
    },
    spans: Array.from({ length: spans }, (_, index) => ({
      trace_id: traceId(value),
      span_id: spanId(1000 * value + index + 1),
      parent_span_id: spanId(1000 * value),
      op: 'db.query',
      description: `SELECT ${index}`,
      start_timestamp: (startMs + 10 * index) / 1000,
      timestamp: (startMs + 10 * index + 5) / 1000,
    })),
    ...given.extra,
  };
}

/** An error item that happened in transaction number `value`. */
export function errorItem(value: number, inTransaction: number): Record<string, unknown> {
  return {
    event_id: eventId(5_000_000 + value),
    timestamp: (BEGIN + 1000 * inTransaction) / 1000,
    level: 'error',
    exception: { values: [{ type: 'TypeError', value: 'it is not a function' }] },
    contexts: { trace: { trace_id: traceId(inTransaction), span_id: spanId(1000 * inTransaction) } },
  };
}

/** An envelope of items, each with its type. */
export function envelope(
  items: readonly (readonly [type: string, payload: unknown])[],
  head: Readonly<Record<string, unknown>> = {},
): string {
  const lines = items.flatMap(([type, payload]) => [JSON.stringify({ type }), JSON.stringify(payload)]);
  return `${[JSON.stringify(head), ...lines].join('\n')}\n`;
}

/** An envelope with the transaction number `value` alone. */
export function transactionEnvelope(value: number, given: SmallTransaction = {}): string {
  return envelope([['transaction', transactionItem(value, given)]], { event_id: eventId(value) });
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** OTLP as JSON, of one service. */
export function otlp(spans: readonly OtlpSpan[], service = 'shop'): unknown {
  const attributesOf = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': service }) },
        scopeSpans: [
          {
            scope: { name: 'test' },
            spans: spans.map(({ startMs, durationMs, attributes = {}, ...span }) => ({
              ...span,
              startTimeUnixNano: `${startMs}000000`,
              endTimeUnixNano: `${startMs + durationMs}000000`,
              attributes: attributesOf(attributes),
              status: {},
            })),
          },
        ],
      },
    ],
  };
}
