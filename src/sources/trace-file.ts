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

function streamOf(file: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(file);
      controller.close();
    },
  });
}

/** Reads such a file. Rejects with a `SourceError` that says why where it is none. */
export async function decodeTrace(file: Uint8Array): Promise<TraceData> {
  const transactions: Transaction[] = [];
  const spans: SpanTable[] = [];
  const errors: ErrorEvent[] = [];
  try {
    for await (const frame of decodeTableFrames(streamOf(file))) {
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
