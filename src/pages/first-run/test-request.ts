import type { EpochMs } from '../../model/time.ts';

/** Random lower-case hex digits. */
function randomHex(digits: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(digits / 2));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The address that a DSN's envelopes are posted to; null when it is no DSN. */
export function toEnvelopeUrl(dsn: string): string | null {
  if (!URL.canParse(dsn)) return null;
  const url = new URL(dsn);
  const [, folder = '', project = ''] = /^(.*)\/([^/]+)\/?$/.exec(url.pathname) ?? [];
  if (url.username === '' || project === '') return null;
  return `${url.protocol}//${url.host}${folder}/api/${project}/envelope/?sentry_key=${url.username}`;
}

/**
 * A shell command that posts one small transaction with a query in it, as a Sentry SDK would; null when the address
 * is no DSN. It ended at `now`, and has new ids every time.
 */
export function toCurl(dsn: string, now: EpochMs): string | null {
  const url = toEnvelopeUrl(dsn);
  if (url === null) return null;
  const traceId = randomHex(32);
  const spanId = randomHex(16);
  const eventId = randomHex(32);
  const end = now / 1000;
  const envelope = [
    { event_id: eventId },
    { type: 'transaction' },
    {
      type: 'transaction',
      event_id: eventId,
      platform: 'other',
      transaction: 'GET /hello',
      start_timestamp: end - 0.412,
      timestamp: end,
      contexts: { trace: { trace_id: traceId, span_id: spanId, op: 'http.server', status: 'ok' } },
      spans: [
        {
          trace_id: traceId,
          span_id: randomHex(16),
          parent_span_id: spanId,
          op: 'db.query',
          description: 'SELECT greeting FROM words',
          start_timestamp: end - 0.31,
          timestamp: end - 0.08,
        },
      ],
    },
  ];
  const lines = envelope.map((line) => `'${JSON.stringify(line)}'`).join(' ');
  return `printf '%s\\n' ${lines} | curl -sS --data-binary @- '${url}'`;
}
