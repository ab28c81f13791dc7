import { FRAME_ROWS } from '../../formats/arrow/frames.ts';
import { rangeIn } from '../../formats/contract-request.ts';
import type { Range } from '../../model/time.ts';
import type { Exchange } from '../http/answer.ts';
import type { Route } from '../http/routes.ts';
import type { StoredColumn } from '../store/schema.ts';
import { rowsOf, stretchesOf } from '../store/stretches.ts';
import type { Stretch } from '../store/stretches.ts';
import { NO_TEXTS } from '../store/texts.ts';
import { toContractRows, toTransactionVectors } from '../store/transaction-rows.ts';
import { readVectors } from '../store/vectors.ts';
import { positionIn } from './position.ts';
import type { Reader } from './reader.ts';
import { readSlice } from './row-slice.ts';
import { sendFrames, toFrames } from './send-frames.ts';
import type { Piece } from './send-frames.ts';

/** Rows of one frame here: to put one together takes memory, and keeps all others waiting, senders among them. */
export const ROWS = FRAME_ROWS >> 2;

const REMOVED: readonly StoredColumn[] = [{ name: 'row', kind: 'float64' }];

/** Which rows: those of a time, or those that changed behind a position. */
interface Selection {
  readonly where: string;
  readonly values: number[];
}

function selectionOf(after: number | null, range: Range): Selection {
  if (after !== null) return { where: 'change > $1', values: [after] };
  return { where: 'timestamp >= $1 AND timestamp < $2', values: [range.start, range.end] };
}

/**
 * The rows, newest first. Every slice is a query of its own by time, so that neither a sort nor this program has to hold many
 * whole rows.
 */
async function* transactionPieces(
  reader: Reader,
  { where, values }: Selection,
  slices: readonly Stretch[],
): AsyncGenerator<Piece, void, void> {
  const [from, to] = [values.length + 1, values.length + 2];
  let newer = Infinity;
  for (const [place, slice] of [...slices.entries()].toReversed()) {
    const oldest = place === 0 ? -Infinity : slice.from;
    const bounds = [...values, oldest, newer];
    await reader.turn();
    // Rows and texts of one state: what expires meanwhile takes its texts with it.
    const read = await reader.snapshot((connection) =>
      readSlice(
        connection,
        reader.store.texts,
        `${where} AND timestamp >= $${from} AND timestamp < $${to}`,
        bounds,
        ROWS,
      ),
    );
    newer = oldest;
    // Rows of the very same time stay together, so a slice may be larger than a frame.
    for (const rows of read.parts(ROWS)) yield { table: 'transactions', rows };
  }
}

async function removedPieces(reader: Reader, after: number): Promise<Piece[]> {
  const gone = await reader.within(async (connection) =>
    readVectors(await connection.stream('SELECT "row" FROM removed WHERE change > $1', [after]), REMOVED),
  );
  const removed = gone.get('row', 'float64');
  return Array.from({ length: Math.ceil(removed.length / FRAME_ROWS) }, (_, index) => ({
    table: 'removed' as const,
    removed: removed.slice(index * FRAME_ROWS, (index + 1) * FRAME_ROWS),
  }));
}

/** `GET transactions`: the rows of a time, newest first, or all that changed after a position. */
export function transactionsRoute(reader: Reader): Route {
  const answer = async (exchange: Exchange): Promise<void> => {
    const { progress, texts } = reader.store;
    const range = rangeIn(exchange.url);
    const after = positionIn(exchange.url, progress);
    const selection = selectionOf(after, range);
    const { where, values } = selection;
    // To count and to cut many rows takes as much as some pieces of the answer.
    if (after === null) await reader.start();
    const times = { sql: `SELECT timestamp AS time FROM transactions WHERE ${where}`, values };
    const slices = await stretchesOf(
      (sql, asked) => reader.rows(sql, asked),
      times,
      () => ROWS,
    );
    const removed = after === null ? [] : await removedPieces(reader, after);
    const pieces = async function* (): AsyncGenerator<Piece, void, void> {
      yield* removed;
      yield* transactionPieces(reader, selection, slices);
    };
    const nothing = toTransactionVectors([], 0, texts);
    const empty: Piece = { table: 'transactions', rows: toContractRows(nothing, NO_TEXTS) };
    const meta = { total: rowsOf(slices), after: progress.change };
    await sendFrames(exchange, toFrames(pieces(), empty, meta));
  };
  return { method: 'GET', path: /^\/api\/v1\/transactions$/, plane: 'read', answer };
}
