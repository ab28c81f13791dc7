import { Endianness, Table, Version, field, tableFromIPC, tableToIPC } from '@uwdata/flechette';
import type { Schema } from '@uwdata/flechette';
import type { Rows } from '../../model/rows.ts';
import type { ErrorEvent, Span } from '../../model/span.ts';
import type { SpanTable } from '../../model/span-table.ts';
import { MOST_ROWS, checkStream } from './check-stream.ts';
import { FrameError } from './frame-error.ts';
import { readNumbers } from './read-columns.ts';
import { columnsOfErrors, columnsOfSpans, errorsOfColumns, spansOfColumns } from './span-columns.ts';
import { tableOfColumns } from './span-table-columns.ts';
import { columnsOfTable } from './table-span-columns.ts';
import { columnsOfRows, numbersOf, rowsOfColumns } from './table-columns.ts';
import type { Columns, ReceivedColumns } from './table-columns.ts';
import { writeNumbers } from './write-columns.ts';

export { FrameError } from './frame-error.ts';

/** The media type of a body of frames. */
export const FRAMES_TYPE = 'application/vnd.longtail.frames';
/** Rows in one frame at most, as the contract says for senders. */
export const FRAME_ROWS = 65_536;
/** A receiver takes larger frames than that, but a length that lies must not take all memory. */
const MOST_BYTES = 1 << 28;

/** What travels beside the columns of a frame, as text in the schema's metadata. */
export interface FrameMeta {
  /** Rows of the whole answer; on its first frame. */
  readonly total?: number;
  /** Whether this is the last frame of the answer. */
  readonly end: boolean;
  /** Position in the sender's sequence of changes; on the last frame. */
  readonly after?: number;
  readonly revision?: number;
  /** Spans of this many transactions have been sent so far, out of `eventsTotal`. */
  readonly events?: number;
  readonly eventsTotal?: number;
}

/** Rows as they were, each before a time, `until`. */
interface FormerFrame {
  readonly table: 'former';
  readonly rows: Rows;
  readonly until: Float64Array;
  readonly meta: FrameMeta;
}

/** One piece of an answer: a complete Arrow stream of one table. */
export type Frame =
  | { readonly table: 'transactions'; readonly rows: Rows; readonly meta: FrameMeta }
  | FormerFrame
  | { readonly table: 'removed'; readonly removed: Float64Array; readonly meta: FrameMeta }
  | {
      readonly table: 'spans';
      readonly spans: readonly Span[];
      /** The row of each span's transaction, NaN where it is not known. */
      readonly rows: Float64Array;
      readonly meta: FrameMeta;
    }
  | { readonly table: 'errors'; readonly errors: readonly ErrorEvent[]; readonly meta: FrameMeta };

/** A frame whose spans stay columns, for readers of so many that an object each would be too much. */
export type TableFrame =
  | Exclude<Frame, { readonly table: 'spans' }>
  | {
      readonly table: 'spans';
      readonly spans: SpanTable;
      readonly rows: Float64Array;
      readonly meta: FrameMeta;
    };

/** How the spans of a frame are read. */
type ReadSpans<Spans> = (columns: ReceivedColumns) => { spans: Spans; rows: Float64Array };

const META_NUMBERS = ['total', 'after', 'revision', 'events', 'eventsTotal'] as const;

function columnsOf(frame: Frame): Columns {
  switch (frame.table) {
    case 'transactions':
      return columnsOfRows(frame.rows);
    case 'former':
      return [...columnsOfRows(frame.rows), ['until', writeNumbers(frame.until)]];
    case 'removed':
      return [['row', writeNumbers(frame.removed)]];
    case 'spans':
      return columnsOfSpans(frame.spans, frame.rows);
    case 'errors':
      return columnsOfErrors(frame.errors);
  }
}

function writeMeta(table: string, meta: FrameMeta): Map<string, string> {
  const metadata = new Map([['table', table]]);
  for (const key of META_NUMBERS) if (meta[key] !== undefined) metadata.set(key, String(meta[key]));
  if (meta.end) metadata.set('end', 'true');
  return metadata;
}

function readMeta(metadata: ReadonlyMap<string, string>): FrameMeta {
  const meta: { -readonly [Key in keyof FrameMeta]: FrameMeta[Key] } = {
    end: metadata.get('end') === 'true',
  };
  for (const key of META_NUMBERS) {
    const text = metadata.get(key);
    if (text === undefined || text.trim() === '') continue;
    const value = Number(text);
    if (!Number.isFinite(value)) throw new FrameError(`The frame says "${key}" is "${text}": not a number.`);
    meta[key] = value;
  }
  return meta;
}

/** A frame as bytes: its length (4 bytes, little-endian) and the Arrow stream. The columns are copied once. */
export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  return encode(frame.table, columnsOf(frame), frame.meta);
}

/** Some rows of a table of spans as a frame that others follow. */
export function encodeTableFrame(spans: SpanTable, from: number, to: number): Uint8Array<ArrayBuffer> {
  return encode('spans', columnsOfTable(spans, from, to), { end: false });
}

function encode(name: Frame['table'], columns: Columns, meta: FrameMeta): Uint8Array<ArrayBuffer> {
  const schema: Schema = {
    version: Version.V5,
    endianness: Endianness.Little,
    fields: columns.map(([name, column]) => field(name, column.type)),
    metadata: writeMeta(name, meta),
  };
  const table = new Table(
    schema,
    columns.map(([, column]) => column),
  );
  // The pieces are gathered here, so that the length prefix costs no second copy.
  const pieces: Uint8Array[] = [];
  const write = (bytes: Uint8Array): void => void pieces.push(bytes);
  const sink = { write, pad: (count: number) => write(new Uint8Array(count)), finish: () => null };
  tableToIPC(table, { format: 'stream', sink });
  const length = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  const bytes = new Uint8Array(4 + length);
  new DataView(bytes.buffer).setUint32(0, length, true);
  let at = 4;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}

function received(table: Table): ReceivedColumns {
  const byName = new Map(table.schema.fields.map(({ name }, index) => [name, table.getChildAt(index)]));
  const length = table.numRows;
  if (length > MOST_ROWS) throw new FrameError(`A frame has ${length} rows; ${MOST_ROWS} is the most.`);
  for (const [name, column] of byName) {
    if (column.length !== length) throw new FrameError(`Column "${name}" is not as long as the others.`);
  }
  return { length, column: (name) => byName.get(name), names: [...byName.keys()] };
}

/** A frame of one Arrow stream, without its length; the bytes must start at a multiple of 8 in their buffer. */
function decodeFrame<Spans>(bytes: Uint8Array, readSpans: ReadSpans<Spans>) {
  checkStream(bytes);
  const table = tableFromIPC(bytes);
  const metadata = table.schema.metadata ?? new Map<string, string>();
  const meta = readMeta(metadata);
  const columns = received(table);
  const name = metadata.get('table');
  switch (name) {
    case 'transactions':
      return { table: name, rows: rowsOfColumns(columns), meta } as const;
    case 'former': {
      const until = Float64Array.from(numbersOf(columns, 'until', 'float64'));
      return { table: name, rows: rowsOfColumns(columns), until, meta } as const;
    }
    case 'removed': {
      const rows = columns.column('row');
      const removed = rows === undefined ? new Float64Array(0) : readNumbers(rows, 'row', 'float64');
      return { table: name, removed: Float64Array.from(removed), meta } as const;
    }
    case 'spans':
      return { table: name, ...readSpans(columns), meta } as const;
    case 'errors':
      return { table: name, errors: errorsOfColumns(columns), meta } as const;
    default:
      throw new FrameError(`A frame holds the table "${name ?? ''}", which is none of the contract's.`);
  }
}

/** Gathers chunks of any size and hands out exactly as many bytes as asked for. */
class ByteReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(body: ReadableStream<Uint8Array>) {
    this.#reader = body.getReader();
  }

  /** The next `length` bytes in a buffer of their own; null at the end, or a FrameError inside of a frame. */
  async take(length: number, canEnd: boolean): Promise<Uint8Array<ArrayBuffer> | null> {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (this.#chunk.length === 0) {
        const next = await this.#reader.read();
        if (next.done) {
          if (canEnd && filled === 0) return null;
          throw new FrameError('The answer was cut off inside of a frame.');
        }
        this.#chunk = next.value;
        continue;
      }
      const part = this.#chunk.subarray(0, length - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.#chunk = this.#chunk.subarray(part.length);
    }
    return bytes;
  }

  /** Tells the sender that no more is wanted. */
  async cancel(): Promise<void> {
    await this.#reader.cancel().catch(() => undefined);
    this.#reader.releaseLock();
  }
}

/**
 * The frames of an answer as they arrive, however the body is cut into chunks. Throws a `FrameError` when the body
 * ends before the frame that says `end`, goes on after it, or holds something else; leaving the loop early cancels
 * the body.
 */
export function decodeFrames(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame, void, void> {
  return framesOf(body, spansOfColumns);
}

/** The same, with the spans as tables. */
export function decodeTableFrames(body: ReadableStream<Uint8Array>): AsyncGenerator<TableFrame, void, void> {
  return framesOf(body, tableOfColumns);
}

async function* framesOf<Spans>(body: ReadableStream<Uint8Array>, readSpans: ReadSpans<Spans>) {
  const reader = new ByteReader(body);
  let ended = false;
  try {
    for (;;) {
      const prefix = await reader.take(4, true);
      if (prefix === null) break;
      if (ended) throw new FrameError('The answer goes on after its last frame.');
      const length = new DataView(prefix.buffer).getUint32(0, true);
      if (length > MOST_BYTES)
        throw new FrameError(`A frame claims ${length} bytes: this is no framed answer.`);
      const bytes = await reader.take(length, false);
      const frame = decodeOrExplain(bytes ?? prefix, readSpans);
      ended = frame.meta.end;
      yield frame;
    }
    if (!ended) throw new FrameError('The answer ended before its last frame.');
  } finally {
    await reader.cancel();
  }
}

function decodeOrExplain<Spans>(bytes: Uint8Array, readSpans: ReadSpans<Spans>) {
  try {
    return decodeFrame(bytes, readSpans);
  } catch (cause) {
    if (cause instanceof FrameError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FrameError(`A frame is not a readable Arrow stream: ${reason}`, cause);
  }
}
