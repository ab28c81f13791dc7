// Traces far larger than any a person has seen, in the shapes that hurt: as frames, as a collector sends them.
import { encodeFrame, FRAME_ROWS } from '../../../src/formats/arrow/frames.ts';
import { toRows } from '../../../src/formats/arrow/rows.ts';
import type { Span } from '../../../src/model/span.ts';
import type { Transaction } from '../../../src/model/transaction.ts';

/** `deep`: each span the child of the one before. `wide`: all under one. `mixed`: a tree of some twelve levels. */
export const SHAPES = ['deep', 'wide', 'mixed'] as const;
export type Shape = (typeof SHAPES)[number];

export const BIG_TRACE = '0b16b17e'.repeat(4);

const BEGINS = 1_763_550_000_000;
const LASTS = 20_000;

function idOf(at: number): string {
  return (at + 1).toString(16).padStart(16, '0');
}

/** A number from 0 to below 2³² that looks random and is always the same. */
function scattered(at: number): number {
  let hash = Math.imul(at + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

const WORK = [
  ['db.query', 'SELECT "id", "name" FROM "contacts" WHERE "owner" = %s AND "kind" = '],
  ['http.client', 'GET https://storage.example/api/documents/'],
  ['cache.get', 'GET session:'],
  ['function', 'buildDocument'],
  ['serialize', 'DocumentSerializer'],
] as const;

function parentOf(shape: Shape, at: number): number {
  if (shape === 'deep') return at - 1;
  return shape === 'wide' ? 0 : Math.floor((at - 1) / 3 ** (1 + (scattered(at) % 3) * 0.5));
}

function spanOf(shape: Shape, at: number, count: number): Span {
  const seed = scattered(at);
  const [op, text] = WORK[seed % WORK.length] ?? ['function', ''];
  const step = LASTS / count;
  return {
    traceId: BIG_TRACE,
    spanId: idOf(at),
    parentId: at === 0 ? null : idOf(parentOf(shape, at)),
    project: 'api',
    op: at === 0 ? 'http.server' : op,
    description: at === 0 ? 'GET /everything' : `${text}${seed % 40}`,
    start: BEGINS + (shape === 'deep' ? (at * step) / 2 : at * step),
    duration: Math.fround(
      at === 0 ? LASTS : shape === 'deep' ? LASTS - at * step : Math.min(LASTS / 4, (seed % 5000) / 10),
    ),
    exclusive: 0,
    status: seed % 997 === 0 ? 'internal_error' : 'ok',
    group: (seed % 200).toString(16).padStart(16, 'a'),
    segment: idOf(0),
    attributes: new Map<string, string | number>([
      ['thread.id', seed % 8],
      ['code.function', `handler${seed % 50}`],
      ['server.address', 'db-1.internal.example'],
    ]),
  };
}

function transactionOf(count: number): Transaction {
  const { spanId, traceId, project, op, status, start, duration } = spanOf('mixed', 0, count);
  return {
    eventId: traceId,
    traceId,
    spanId,
    project,
    transaction: 'GET /everything',
    op,
    status,
    start,
    duration,
    environment: 'production',
    release: '1.0.0',
    user: null,
    userDisplay: null,
    sdk: 'sentry.javascript.node/10.78.0',
    httpMethod: 'GET',
    httpStatus: 200,
    weight: 1,
    vitals: {},
    tags: new Map(),
    attributes: new Map(),
    row: 1,
    received: start + duration,
    spans: count - 1,
    errors: 0,
    work: {},
  };
}

/** The body of the answer for a trace of so many spans. */
export function framesOfTrace(shape: Shape, count: number): Uint8Array[] {
  const frames = [
    encodeFrame({
      table: 'transactions',
      rows: toRows([transactionOf(count)]),
      meta: { total: count + 1, end: false },
    }),
  ];
  for (let from = 0; from < count; from += FRAME_ROWS) {
    const length = Math.min(FRAME_ROWS, count - from);
    const spans = Array.from({ length }, (_, at) => spanOf(shape, from + at, count));
    frames.push(
      encodeFrame({ table: 'spans', spans, rows: new Float64Array(length).fill(1), meta: { end: false } }),
    );
  }
  frames.push(encodeFrame({ table: 'errors', errors: [], meta: { end: true, after: 1, revision: 1 } }));
  return frames;
}
