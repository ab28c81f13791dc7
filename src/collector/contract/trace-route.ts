import { FRAME_ROWS } from '../../formats/arrow/frames.ts';
import { toRows } from '../../formats/arrow/rows.ts';
import { traceIdIn } from '../../formats/contract-request.ts';
import type { Exchange } from '../http/answer.ts';
import { Refusal } from '../http/refusal.ts';
import type { Route } from '../http/routes.ts';
import { loadTraces } from '../store/load-traces.ts';
import type { StoredTrace } from '../store/merge-trace.ts';
import { placeSpans } from '../store/place-spans.ts';
import type { PlacedSpan } from '../store/place-spans.ts';
import type { Reader } from './reader.ts';
import { sendFrames, toFrames } from './send-frames.ts';
import type { Piece } from './send-frames.ts';

/** Spans as a piece of an answer. */
export function spanPiece(placed: readonly PlacedSpan[]): Piece {
  return {
    table: 'spans',
    spans: placed.map(({ span }) => span),
    rows: Float64Array.from(placed, ({ row }) => row),
  };
}

function parts<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / FRAME_ROWS) }, (_, index) =>
    items.slice(index * FRAME_ROWS, (index + 1) * FRAME_ROWS),
  );
}

async function* tracePieces(trace: StoredTrace): AsyncGenerator<Piece, void, void> {
  for (const rows of parts(trace.transactions)) yield { table: 'transactions', rows: toRows(rows) };
  for (const spans of parts(placeSpans(trace))) yield spanPiece(spans);
  for (const errors of parts(trace.errors)) yield { table: 'errors', errors };
}

/** `GET traces/{id}`: all that belongs to one trace. */
export function traceRoute(reader: Reader): Route {
  const answer = async (exchange: Exchange): Promise<void> => {
    const [given = ''] = exchange.parts;
    const traceId = traceIdIn(given);
    const after = reader.store.progress.change;
    const traces = await reader.snapshot((connection) =>
      loadTraces(connection, reader.store.texts, [traceId], 'whole'),
    );
    const trace = traces.get(traceId);
    if (trace === undefined) {
      throw new Refusal(
        404,
        `There is no trace ${traceId}.`,
        'It may not have arrived yet, or has expired. Check the id.',
      );
    }
    const total = trace.transactions.length + trace.spans.length + trace.errors.length;
    await sendFrames(exchange, toFrames(tracePieces(trace), spanPiece([]), { total, after }));
  };
  return { method: 'GET', path: /^\/api\/v1\/traces\/([^/]+)$/, plane: 'read', answer };
}
