import { FRAME_ROWS } from '../../formats/arrow/frames.ts';
import { rangeIn, transactionIn } from '../../formats/contract-request.ts';
import type { Exchange } from '../http/answer.ts';
import type { Route } from '../http/routes.ts';
import { bytesOf, hexAt } from '../store/ids.ts';
import { loadTraces } from '../store/load-traces.ts';
import { placeSpans } from '../store/place-spans.ts';
import type { PlacedSpan } from '../store/place-spans.ts';
import { positionIn } from './position.ts';
import type { Reader } from './reader.ts';
import { sendFrames, toFrames } from './send-frames.ts';
import type { Piece } from './send-frames.ts';
import { spanPiece } from './trace-route.ts';

/** Spans that one answer holds at most. */
const MOST_SPANS = 2_000_000;

/** A transaction and how many spans it has, its own one with them. */
interface Event {
  readonly row: number;
  readonly traceId: string;
  readonly spans: number;
}

/** The events of a transaction, newest first. */
async function readEvents(reader: Reader, { url }: Exchange, after: number | null): Promise<Event[]> {
  const { project, transaction } = transactionIn(url);
  const range = rangeIn(url);
  const rows = await reader.rows(
    `SELECT "row", spans, "trace:0", "trace:1" FROM transactions
     WHERE "transaction" IN (SELECT code FROM texts WHERE text = $1)
       AND project IN (SELECT code FROM texts WHERE text = $2)
       AND timestamp >= $3 AND timestamp < $4 AND change > $5
     ORDER BY timestamp DESC, "row" DESC`,
    [transaction.toWellFormed(), project.toWellFormed(), range.start, range.end, after ?? 0],
  );
  return rows.map(([row, beneath, first, last]) => ({
    row: Number(row),
    spans: Number(beneath) + 1,
    traceId: hexAt(bytesOf(BigUint64Array.of(BigInt(String(first)), BigInt(String(last)))), 0, 16) ?? '',
  }));
}

/** The first events whose spans are no more than an answer may hold; always at least one. */
function fitting(events: readonly Event[]): readonly Event[] {
  let spans = 0;
  const end = events.findIndex((event, index) => {
    spans += event.spans;
    return index > 0 && spans > MOST_SPANS;
  });
  return end < 0 ? events : events.slice(0, end);
}

/** Events in groups whose spans fill a frame. */
function* groups(events: readonly Event[]): Generator<readonly Event[], void, void> {
  let group: Event[] = [];
  let spans = 0;
  for (const event of events) {
    if (group.length > 0 && spans + event.spans > FRAME_ROWS) {
      yield group;
      group = [];
      spans = 0;
    }
    group.push(event);
    spans += event.spans;
  }
  if (group.length > 0) yield group;
}

/** The spans of some events, event by event. */
async function spansOf(reader: Reader, events: readonly Event[]): Promise<PlacedSpan[]> {
  const traceIds = [...new Set(events.map(({ traceId }) => traceId))];
  const traces = await reader.snapshot((connection) =>
    loadTraces(connection, reader.store.texts, traceIds, 'whole'),
  );
  const byRow = new Map<number, PlacedSpan[]>(events.map(({ row }) => [row, []]));
  for (const trace of traces.values()) {
    for (const placed of placeSpans(trace)) byRow.get(placed.row)?.push(placed);
  }
  return [...byRow.values()].flat();
}

async function* spanPieces(
  reader: Reader,
  held: readonly Event[],
  eventsTotal: number,
): AsyncGenerator<Piece, void, void> {
  let events = 0;
  for (const group of groups(held)) {
    await reader.turn();
    const spans = await spansOf(reader, group);
    for (let start = 0; start < spans.length; start += FRAME_ROWS) {
      // An event counts as held once its last span has been sent.
      if (start + FRAME_ROWS >= spans.length) events += group.length;
      yield { ...spanPiece(spans.slice(start, start + FRAME_ROWS)), meta: { events, eventsTotal } };
    }
  }
}

/** `GET spans`: the spans of whole events of one transaction, newest first. */
export function spansRoute(reader: Reader): Route {
  const answer = async (exchange: Exchange): Promise<void> => {
    const { progress } = reader.store;
    const after = positionIn(exchange.url, progress);
    const events = await readEvents(reader, exchange, after);
    const held = fitting(events);
    const total = held.reduce((sum, { spans }) => sum + spans, 0);
    const empty: Piece = { ...spanPiece([]), meta: { events: 0, eventsTotal: events.length } };
    const pieces = spanPieces(reader, held, events.length);
    await sendFrames(exchange, toFrames(pieces, empty, { total, after: progress.change }));
  };
  return { method: 'GET', path: /^\/api\/v1\/spans$/, plane: 'read', answer };
}
