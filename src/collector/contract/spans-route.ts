import { DOUBLE, LIST, listValue } from '@duckdb/node-api';
import { FRAME_ROWS } from '../../formats/arrow/frames.ts';
import { rangeIn, transactionIn } from '../../formats/contract-request.ts';
import type { Exchange } from '../http/answer.ts';
import type { Route } from '../http/routes.ts';
import { SPAN_COLUMNS, sqlNames } from '../store/schema.ts';
import { toPlacedSpans } from '../store/span-rows.ts';
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
  readonly spans: number;
}

/** The events of a transaction, newest first. */
async function readEvents(reader: Reader, { url }: Exchange, after: number | null): Promise<Event[]> {
  const { project, transaction } = transactionIn(url);
  const range = rangeIn(url);
  const { texts } = reader.store;
  const [transactionCode, projectCode] = [texts.find(transaction), texts.find(project)];
  if (transactionCode === null || projectCode === null) return [];
  const rows = await reader.rows(
    `SELECT events."row", count(spans."row") FROM (
       SELECT "row", timestamp FROM transactions
       WHERE "transaction" = $1 AND project = $2 AND timestamp >= $3 AND timestamp < $4 AND change > $5
     ) AS events LEFT JOIN spans ON spans."row" = events."row"
     GROUP BY events."row", events.timestamp ORDER BY events.timestamp DESC, events."row" DESC`,
    [transactionCode, projectCode, range.start, range.end, after ?? 0],
  );
  return rows.map(([row, spans]) => ({ row: Number(row), spans: Number(spans) }));
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

async function* spanPieces(
  reader: Reader,
  held: readonly Event[],
  eventsTotal: number,
): AsyncGenerator<Piece, void, void> {
  let events = 0;
  for (const group of groups(held)) {
    const vectors = await reader.vectors(
      `SELECT ${sqlNames(SPAN_COLUMNS)} FROM spans WHERE "row" IN (SELECT unnest($1))`,
      SPAN_COLUMNS,
      [listValue(group.map(({ row }) => row))],
      [LIST(DOUBLE)],
    );
    const parts = [...vectors.parts(SPAN_COLUMNS, FRAME_ROWS)];
    for (const [index, part] of parts.entries()) {
      // An event counts as held once its last span has been sent.
      if (index === parts.length - 1) events += group.length;
      yield { ...spanPiece(toPlacedSpans(part, reader.store.texts)), meta: { events, eventsTotal } };
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
