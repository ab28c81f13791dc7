import type { SpanTable } from '../model/span-table.ts';
import { UNLABELED } from '../model/transaction.ts';
import type { Transaction } from '../model/transaction.ts';
import { build } from '../trace/build.ts';
import { readHex } from '../model/hex.ts';
import { joinTables } from '../trace/join-tables.ts';
import { spanOf } from '../trace/span-table.ts';
import type { Events } from '../trace/survey/survey.ts';

/** The spans of some events of a transaction, as a feed sends them. */
export interface EventSpans {
  readonly spans: SpanTable;
  /** The row of each span's transaction. */
  readonly rows: Float64Array;
  /** Events sent so far, of so many; absent on a piece that does not say it. */
  readonly eventsTotal?: number;
}

/**
 * A transaction as its own span tells of it. Its vitals and tags are not among spans, so that what is found by them,
 * such as render-blocking assets, is not found in events that are read this way.
 */
function factsOf(table: SpanTable, at: number, row: number): Transaction {
  const span = spanOf(table, at);
  return {
    eventId: span.traceId,
    traceId: span.traceId,
    spanId: span.spanId,
    project: span.project,
    transaction: span.description === '' ? UNLABELED : span.description,
    op: span.op,
    status: span.status,
    start: span.start,
    duration: span.duration,
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
    attributes: span.attributes,
    row,
    received: span.start,
    spans: 0,
    errors: 0,
    work: {},
  };
}

/** Puts the spans of events into one tree. `users`: who waited, by the row of the transaction. */
export function holdEvents(pieces: readonly EventSpans[], users: ReadonlyMap<number, string>): Events {
  const table = joinTables(pieces.map(({ spans }) => spans));
  const transactions: Transaction[] = [];
  let row = 0;
  for (const { rows } of pieces) {
    for (const own of rows) {
      const isOwn =
        readHex(table.span, row * 8, 8) !== null &&
        readHex(table.span, row * 8, 8) === readHex(table.segment, row * 8, 8);
      if (isOwn) transactions.push(factsOf(table, row, own));
      row += 1;
    }
  }
  const trace = build(table, transactions, []);
  const byNode = new Map<number, string>();
  for (const [node, { row }] of trace.transactions) {
    const user = users.get(row);
    if (user !== undefined) byNode.set(node, user);
  }
  const eventsTotal = pieces.findLast((piece) => piece.eventsTotal !== undefined)?.eventsTotal;
  return { trace, users: byNode, eventsTotal: eventsTotal ?? transactions.length };
}
