// Events as Sentry's SDKs and its own documentation have them, spans with their hashes, go in through the collector;
// what is found in the trace that comes out has the parent, the cause, the offenders and the fingerprint known for it.
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { build } from '../../src/trace/build.ts';
import { CURRENT_LIMITS } from '../../src/trace/findings/finding.ts';
import { findIn } from '../../src/trace/findings/find.ts';
import { idAt, NONE } from '../../src/trace/trace.ts';
import { frames, sendEnvelope, start, transactionsIn } from './running.ts';
import { BEGIN, transactionEnvelope, traceId } from './traffic.ts';

interface Sent {
  readonly id: string;
  readonly under?: string;
  readonly op: string;
  readonly description: string;
  readonly hash?: string;
  /** Milliseconds after the event's start. */
  readonly from: number;
  readonly lasts: number;
  readonly data?: Readonly<Record<string, unknown>>;
}

const LASTS = 60_000;
const ROOT = 'cccccccccccccccc';

function idOf(name: string): string {
  return Buffer.from(name.padStart(8)).toString('hex');
}

function item(spans: readonly Sent[], extra: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const startsAt = BEGIN - LASTS;
  return {
    ...extra,
    spans: spans.map(({ id, under, op, description, hash, from, lasts, data = {} }) => ({
      span_id: idOf(id),
      parent_span_id: under === undefined ? ROOT : idOf(under),
      // Another trace's id stands in some of Sentry's own events: the event's is the one that counts.
      trace_id: 'd'.repeat(32),
      op,
      description,
      ...(hash !== undefined && { hash }),
      start_timestamp: (startsAt + from) / 1000,
      timestamp: (startsAt + from + lasts) / 1000,
      data,
    })),
  };
}

function times(count: number, of: (at: number) => Sent): Sent[] {
  return Array.from({ length: count }, (_, at) => of(at));
}

const BOOKS: Sent[] = [
  {
    id: 'view',
    op: 'django.view',
    description: 'index',
    hash: '6a992d5529f459a4',
    from: 0,
    lasts: 4000,
  },
  {
    id: 'connect',
    under: 'view',
    op: 'db',
    description: 'connect',
    hash: 'b640a0ce465fa2a4',
    from: 1,
    lasts: 900,
  },
  {
    id: 'setup',
    under: 'connect',
    op: 'db',
    description: 'SET SESSION',
    hash: '061710eb39a66089',
    from: 500,
    lasts: 100,
  },
  {
    id: 'books',
    under: 'view',
    op: 'db',
    description: 'SELECT `book`.`id` FROM `book` LIMIT 10',
    hash: 'c23d7b23e98a04c5',
    from: 1000,
    lasts: 300,
  },
  ...times(10, (at) => ({
    id: `author${at}`,
    under: 'view',
    op: 'db',
    description: 'SELECT `author`.`id` FROM `author` WHERE `author`.`id` = %s LIMIT 21',
    hash: '63f1e89e6a073441',
    from: 1500 + at * 200,
    lasts: 170,
  })),
];

const CALLS: Sent[] = times(3, (at) => ({
  id: `call${at}`,
  op: 'http.client',
  description: `GET /api/0/organizations/endpoint${at + 1}`,
  from: at * 2000,
  lasts: 2000,
}));

const PAGE: Sent[] = [
  ...times(6, (at) => ({
    id: `fetch${at}`,
    op: 'http.client',
    description: `GET /clients/${at}/info/${at * 100}/?id=${at}`,
    from: at,
    lasts: 100,
  })),
  {
    id: 'script',
    op: 'resource.script',
    description: 'https://example.com/a.js',
    from: 10,
    lasts: 1000,
    data: {
      'http.response_transfer_size': 1_200_000,
      'http.response_content_length': 1_200_000,
      'http.decoded_response_content_length': 2_000_000,
      'resource.render_blocking_status': 'blocking',
    },
  },
];

/** As other SDKs write the same: no hashes, more exact ops, whole addresses with queries. */
const ODD: Sent[] = [
  { id: 'handler', op: 'http.handler', description: 'books', from: 0, lasts: 30_000 },
  {
    id: 'list',
    under: 'handler',
    op: 'db.sql.query',
    description: 'SELECT id FROM book',
    from: 0,
    lasts: 50,
  },
  ...times(6, (at) => ({
    id: `one${at}`,
    under: 'handler',
    op: 'db.sql.query',
    description: `SELECT name FROM author WHERE id = %s`,
    from: 100 + at * 50,
    lasts: 40,
  })),
  ...times(6, (at) => ({
    id: `get${at}`,
    op: 'http.client',
    description: `GET https://service.io/api/${at + 1}/detail?id=${at}&page=2`,
    from: 40_000 + at,
    lasts: 100,
    data: {
      type: 'fetch',
      'http.method': 'GET',
      url: `https://service.io/api/${at + 1}/detail?id=${at}&page=2`,
    },
  })),
];

/** The same event with its times as text, as dates and as numbers. */
function timesAsText(given: Record<string, unknown>): Record<string, unknown> {
  const spans = (given['spans'] as Record<string, unknown>[]).map((span, at) => {
    const [from, to] = [Number(span['start_timestamp']), Number(span['timestamp'])];
    const print = (seconds: number): string =>
      at % 2 === 0 ? new Date(Math.round(seconds * 1000)).toISOString() : String(seconds);
    return { ...span, start_timestamp: print(from), timestamp: print(to) };
  });
  return { ...given, spans };
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** The group that Sentry computes of a description. */
function md5(text: string): string {
  return createHash('md5').update(text).digest('hex').slice(0, 16);
}

interface Known {
  readonly fingerprint: string;
  readonly parent: string;
  readonly causes: readonly string[];
  readonly offenders: readonly string[];
}

const EVENTS: readonly [spans: readonly Sent[], extra: Record<string, unknown>, known: readonly Known[]][] = [
  [
    BOOKS,
    {},
    [
      {
        fingerprint: '1-GroupType.PERFORMANCE_N_PLUS_ONE_DB_QUERIES-8d86357da4d8a866b19c97670edee38d037a7bc8',
        parent: idOf('view'),
        causes: [idOf('books')],
        offenders: times(10, (at) => ({ ...BOOKS[0]!, id: `author${at}` })).map(({ id }) => idOf(id)),
      },
    ],
  ],
  [
    CALLS,
    {},
    [
      {
        fingerprint: '1-1009-00b8644b56309c8391aa365783145162ab9c589a',
        parent: ROOT,
        causes: [],
        offenders: CALLS.map(({ id }) => idOf(id)),
      },
    ],
  ],
  [
    PAGE,
    {
      contexts: { trace: { trace_id: traceId(3), span_id: ROOT, op: 'pageload' } },
      measurements: { fcp: { value: 2500, unit: 'millisecond' } },
    },
    [
      {
        fingerprint: '1-1004-ba43281143a88ba902029356cb543dd0bff8f41c',
        parent: ROOT,
        causes: [],
        offenders: [idOf('script')],
      },
      {
        fingerprint: '1-1010-8bf177290e2d78550fef5a1f6e9ddf115e4b0614',
        parent: ROOT,
        causes: [],
        offenders: PAGE.slice(0, 6).map(({ id }) => idOf(id)),
      },
    ],
  ],
  [
    ODD,
    { contexts: { trace: { trace_id: traceId(4), span_id: ROOT, op: 'ui.load' } } },
    [
      {
        fingerprint: `1-1010-${sha1('/api/*/detail')}`,
        parent: ROOT,
        causes: [],
        offenders: ODD.slice(-6).map(({ id }) => idOf(id)),
      },
      {
        fingerprint: `1-GroupType.PERFORMANCE_N_PLUS_ONE_DB_QUERIES-${sha1(
          `http.handler${md5('books')}${md5('SELECT id FROM book')}${md5('SELECT name FROM author WHERE id = %s')}`,
        )}`,
        parent: idOf('handler'),
        causes: [idOf('list')],
        offenders: ODD.slice(2, 8).map(({ id }) => idOf(id)),
      },
    ],
  ],
];

it('findings in what came through the collector are those that are known', async () => {
  const collector = await start();
  for (const [at, [spans, extra]] of EVENTS.entries()) {
    const shape = spans === ODD ? timesAsText : (given: Record<string, unknown>) => given;
    const contexts = { trace: { trace_id: traceId(at + 1), span_id: ROOT, op: 'http.server' } };
    const given = { durationMs: LASTS, endMs: BEGIN, extra: shape(item(spans, { contexts, ...extra })) };
    const response = await sendEnvelope(collector, transactionEnvelope(at + 1, given));
    expect(response.status).toBe(200);
  }
  await collector.settled();
  for (const [at, [, , known]] of EVENTS.entries()) {
    const parts = await frames(collector, `traces/${traceId(at + 1)}`);
    const spans = parts.flatMap((frame) => (frame.table === 'spans' ? frame.spans : []));
    const trace = build(spans, transactionsIn(parts), []);
    const found = findIn(trace, CURRENT_LIMITS)
      // Spans without a hash of their own are no part of what is known of the others.
      .filter(({ kind }) => kind !== 'slow-db')
      .map(({ fingerprint, parent, causes, offenders }): Known => ({
        fingerprint,
        parent: parent === NONE ? '' : (idAt(trace, parent) ?? ''),
        causes: causes.map((node) => idAt(trace, node) ?? ''),
        offenders: offenders.map((node) => idAt(trace, node) ?? ''),
      }))
      .toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
    expect(found).toEqual(known);
  }
});
