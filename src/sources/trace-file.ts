import {
  decodeTableFrames,
  encodeFrame,
  encodeTableFrame,
  FRAME_ROWS,
  FrameError,
} from '../formats/arrow/frames.ts';
import { fromRows, toRows } from '../formats/arrow/rows.ts';
import { SourceError } from '../model/source.ts';
import type { TraceData } from '../model/source.ts';
import type { ErrorEvent } from '../model/span.ts';
import type { SpanTable } from '../model/span-table.ts';
import type { Trace } from '../model/trace.ts';
import type { Transaction } from '../model/transaction.ts';
import { joinTables } from '../trace/join-tables.ts';
import { spanOf } from '../trace/span-table.ts';
import { nextTurn } from './next-turn.ts';

/** A trace as a file: what `GET traces/{traceId}` answers, in frames, as a source sends it. */
export function encodeTrace({ table, transactions, errors, looseErrors }: Trace): Uint8Array<ArrayBuffer> {
  const rows = [...transactions.values()];
  const frames = [
    encodeFrame({
      table: 'transactions',
      rows: toRows(rows),
      meta: { total: rows.length + table.length, end: false },
    }),
  ];
  for (let from = 0; from < table.length; from += FRAME_ROWS) {
    frames.push(encodeTableFrame(table, from, Math.min(table.length, from + FRAME_ROWS)));
  }
  const all = [...[...errors.values()].flat(), ...looseErrors];
  frames.push(encodeFrame({ table: 'errors', errors: all, meta: { end: true } }));
  const file = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    file.set(frame, at);
    at += frame.length;
  }
  return file;
}

function refused(message: string): SourceError {
  return new SourceError('refused', {
    kind: 'refused',
    message: `The file is not a downloaded trace: ${message}`,
    advice: 'Choose a file that was downloaded from the page of a trace.',
  });
}

/** Passes bytes on, counts them, and ends where the signal says so. */
function counted(signal: AbortSignal | undefined, onRead: (bytes: number) => void) {
  let bytes = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform: async (chunk, controller) => {
      // A file may be at hand quicker than messages are heard, and one of them may be to leave it.
      await nextTurn();
      signal?.throwIfAborted();
      bytes += chunk.length;
      onRead(bytes);
      controller.enqueue(chunk);
    },
  });
}

/**
 * Reads such a file; `onRead` is told how many bytes have been read. Rejects with a `SourceError` that says why where it
 * is none, or with the reason of the signal when that aborts.
 */
export async function decodeTrace(
  file: Blob,
  signal?: AbortSignal,
  onRead: (bytes: number) => void = () => undefined,
): Promise<TraceData> {
  const transactions: Transaction[] = [];
  const spans: SpanTable[] = [];
  const errors: ErrorEvent[] = [];
  const body = file.stream().pipeThrough(counted(signal, onRead));
  try {
    for await (const frame of decodeTableFrames(body)) {
      if (frame.table === 'transactions') for (const row of fromRows(frame.rows)) transactions.push(row);
      if (frame.table === 'spans') spans.push(frame.spans);
      if (frame.table === 'errors') for (const error of frame.errors) errors.push(error);
    }
  } catch (error) {
    if (error instanceof FrameError) throw refused(error.message);
    throw error;
  }
  const table = joinTables(spans);
  const traceId = table.length > 0 ? spanOf(table, 0).traceId : transactions[0]?.traceId;
  if (traceId === undefined) throw refused('no span and no transaction is in it.');
  return { traceId, transactions, spans: table, errors, problems: [] };
}
