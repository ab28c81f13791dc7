import type { ErrorEvent, Span } from '../../../src/model/span.ts';
import type { Transaction } from '../../../src/model/transaction.ts';

/** A transaction that has every field, with what a test changes. */
export function sampleTransaction(change: Partial<Transaction> = {}): Transaction {
  return {
    row: 7,
    received: 1_700_000_001_000,
    eventId: '0123456789abcdef0123456789abcdef',
    traceId: 'fedcba9876543210fedcba9876543210',
    spanId: '00ff00ff00ff00ff',
    project: '1',
    transaction: 'GET /api/documents',
    op: 'http.server',
    status: 'ok',
    start: 1_700_000_000_000.25,
    duration: 512.5,
    environment: 'production',
    release: 'shop@2.0',
    user: 'id:u5',
    userDisplay: 'u5@shop.example.test',
    sdk: 'sentry.javascript.node/10.78.0',
    httpMethod: 'GET',
    httpStatus: 200,
    weight: 4,
    vitals: { lcp: 1200.5, cls: 0.25 },
    tags: new Map([
      ['plan', 'pro'],
      ['__proto__', 'harmless'],
    ]),
    attributes: new Map(),
    spans: 3,
    errors: 1,
    work: { db: 12.5, http: 0 },
    ...change,
  };
}

/** A transaction that has nothing that may be missing. */
export const BARE: Transaction = sampleTransaction({
  row: 8,
  spanId: '00000000000000aa',
  op: '',
  status: 'unknown',
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
  spans: 0,
  errors: 0,
  work: {},
});

export function sampleSpan(change: Partial<Span> = {}): Span {
  return {
    traceId: 'fedcba9876543210fedcba9876543210',
    spanId: '00ff00ff00ff00ff',
    parentId: null,
    project: '1',
    op: 'db.query',
    description: 'SELECT 1',
    start: 1_700_000_000_000.25,
    duration: 12.5,
    exclusive: 12.5,
    status: 'ok',
    group: 'abcdef0123456789',
    segment: null,
    attributes: new Map<string, string | number | boolean | string[]>([
      ['db.system', 'postgresql'],
      ['rows', 3],
      ['cached', false],
      ['hosts', ['a', 'b']],
      ['__proto__', 'harmless'],
    ]),
    ...change,
  };
}

export function sampleError(change: Partial<ErrorEvent> = {}): ErrorEvent {
  return {
    eventId: '0123456789abcdef0123456789abcdef',
    project: '1',
    traceId: 'fedcba9876543210fedcba9876543210',
    spanId: '00ff00ff00ff00ff',
    timestamp: 1_700_000_000_123.5,
    type: 'TypeError',
    message: 'x is not a function — “é”',
    level: 'error',
    transaction: 'GET /api/documents',
    ...change,
  };
}
