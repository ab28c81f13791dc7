import { FRAME_ROWS } from '../../formats/arrow/frames.ts';
import { rangeIn, transactionIn } from '../../formats/contract-request.ts';
import type { Exchange } from '../http/answer.ts';
import type { Route } from '../http/routes.ts';
import { bytesOf, hexAt } from '../store/ids.ts';
import { loadTraces } from '../store/load-traces.ts';
import { placeSpans } from '../store/place-spans.ts';
import type { PlacedSpan } from '../store/place-spans.ts';
import { sqlNames } from '../store/schema.ts';
import type { StoredColumn } from '../store/schema.ts';
import { readVectors } from '../store/vectors.ts';
import type { Vectors } from '../store/vectors.ts';
import { positionIn } from './position.ts';
import type { Reader } from './reader.ts';
import { sendFrames, toFrames } from './send-frames.ts';
import type { Piece } from './send-frames.ts';
import { spanPiece } from './trace-route.ts';

/** Spans that one answer holds at most. */
const MOST_SPANS = 2_000_000;

const EVENT_COLUMNS: readonly StoredColumn[] = [
  { name: 'row', kind: 'float64' },
  { name: 'spans', kind: 'float32' },
  { name: 'trace:0', kind: 'word' },
  { name: 'trace:1', kind: 'word' },
];

/** A transaction and how many spans it has, its own one with them. */
interface Event {
  readonly row: number;
  readonly traceId: string;
  readonly spans: number;
}

/**
 * Events in columns, the newest first: of a transaction with millions, an object for each would take a gigabyte, and
 * senders would wait for seconds while they are made.
 */
class Events {
  /** Spans of all of them, their own ones with them. */
  readonly spans: number;
  readonly #columns: Vectors;
  readonly #count: number;

  /** The first events whose spans are no more than an answer may hold; always at least one. */
  constructor(columns: Vectors) {
    this.#columns = columns;
    let [count, spans] = [0, 0];
    for (const beneath of columns.get('spans', 'float32')) {
      if (count > 0 && spans + beneath + 1 > MOST_SPANS) break;
      count += 1;
      spans += beneath + 1;
    }
    this.#count = count;
    this.spans = spans;
  }

  /** In groups whose spans fill a frame. */
  *groups(): Generator<readonly Event[], void, void> {
    let group: Event[] = [];
    let spans = 0;
    for (let index = 0; index < this.#count; index += 1) {
      const event = this.#at(index);
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

  #at(index: number): Event {
    const columns = this.#columns;
    const trace = [columns.get('trace:0', 'word'), columns.get('trace:1', 'word')].map(
      (half) => half[index] ?? 0n,
    );
    return {
      row: columns.get('row', 'float64')[index] ?? Number.NaN,
      spans: (columns.get('spans', 'float32')[index] ?? 0) + 1,
      traceId: hexAt(bytesOf(BigUint64Array.from(trace)), 0, 16) ?? '',
    };
  }
}

/** The events of a transaction that an answer may hold, and how many there are. */
async function readEvents(
  reader: Reader,
  { url }: Exchange,
  after: number | null,
): Promise<{ readonly events: Events; readonly total: number }> {
  const { project, transaction } = transactionIn(url);
  const range = rangeIn(url);
  const ofTransaction = `FROM transactions
    WHERE "transaction" IN (SELECT code FROM texts WHERE text = $1)
      AND project IN (SELECT code FROM texts WHERE text = $2)
      AND timestamp >= $3 AND timestamp < $4 AND change > $5`;
  const values = [transaction.toWellFormed(), project.toWellFormed(), range.start, range.end, after ?? 0];
  return reader.snapshot(async (connection) => {
    const counted = await connection.runAndReadAll(`SELECT count(*) ${ofTransaction}`, values);
    const newest = await connection.stream(
      `SELECT ${sqlNames(EVENT_COLUMNS)} ${ofTransaction} ORDER BY timestamp DESC, "row" DESC LIMIT ${MOST_SPANS}`,
      values,
    );
    return {
      events: new Events(await readVectors(newest, EVENT_COLUMNS)),
      total: Number(counted.getRows()[0]?.[0] ?? 0),
    };
  });
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
  held: Events,
  eventsTotal: number,
): AsyncGenerator<Piece, void, void> {
  let events = 0;
  for (const group of held.groups()) {
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
    const { events, total } = await readEvents(reader, exchange, after);
    const empty: Piece = { ...spanPiece([]), meta: { events: 0, eventsTotal: total } };
    const pieces = spanPieces(reader, events, total);
    await sendFrames(exchange, toFrames(pieces, empty, { total: events.spans, after: progress.change }));
  };
  return { method: 'GET', path: /^\/api\/v1\/spans$/, plane: 'read', answer };
}
