import { Type } from '@uwdata/flechette';
import type { TextValues } from '../../model/rows.ts';
import type { JsonValues, SpanTable } from '../../model/span-table.ts';
import { FrameError } from './frame-error.ts';
import { readCodes, readTexts } from './read-columns.ts';
import { idsOf, numbersOf } from './table-columns.ts';
import type { ReceivedColumns } from './table-columns.ts';

function codesOf(received: ReceivedColumns, name: string): TextValues {
  const column = received.column(name);
  if (column !== undefined) return readCodes(column, name);
  return { codes: new Int32Array(received.length).fill(-1), dictionary: [] };
}

/** Numbers in a buffer of their own, of the wanted width whatever was sent. */
function longOf(received: ReceivedColumns, name: string): Float64Array {
  return Float64Array.from(numbersOf(received, name, 'float64'));
}

function shortOf(received: ReceivedColumns, name: string): Float32Array {
  return Float32Array.from(numbersOf(received, name, 'float32'));
}

/** Texts of a column as bytes and where each begins; the frame's own bytes where it has them as we send them. */
function jsonOf(received: ReceivedColumns, name: string): JsonValues {
  const { length } = received;
  const column = received.column(name);
  if (column === undefined) return { bytes: new Uint8Array(0), starts: new Uint32Array(length + 1) };
  const [only] = column.data;
  if (column.data.length === 1 && only !== undefined && only.nullCount === 0) {
    const { type, values, offsets } = only;
    if (type.typeId === Type.Utf8 && values instanceof Uint8Array && offsets instanceof Int32Array) {
      return {
        bytes: values,
        starts: checked(Uint32Array.from(offsets.subarray(0, length + 1)), values, name),
      };
    }
  }
  const encoder = new TextEncoder();
  const texts = readTexts(column, name).map((text) => encoder.encode(text ?? ''));
  const starts = new Uint32Array(length + 1);
  for (const [row, text] of texts.entries()) starts[row + 1] = (starts[row] ?? 0) + text.length;
  const bytes = new Uint8Array(starts.at(-1) ?? 0);
  for (const [row, text] of texts.entries()) bytes.set(text, starts[row]);
  return { bytes, starts };
}

/** Throws where texts do not follow each other within their bytes. */
function checked(starts: Uint32Array, bytes: Uint8Array, name: string): Uint32Array {
  let before = 0;
  for (const start of starts) {
    if (start < before || start > bytes.length) throw new FrameError(`Column "${name}" is cut off.`);
    before = start;
  }
  return starts;
}

/** Throws where a row has no id: nothing could be drawn with it. */
function checkIds(ids: Uint8Array, width: number): void {
  for (let at = 0; at < ids.length; at += width) {
    let any = 0;
    for (let byte = at; byte < at + width; byte += 1) any |= ids[byte] ?? 0;
    if (any === 0) throw new FrameError('A span has no trace id or no span id.');
  }
}

/** Spans as columns of their own, with the row of each one's transaction. */
export function tableOfColumns(received: ReceivedColumns): { spans: SpanTable; rows: Float64Array } {
  const ids = (name: string, width: number): Uint8Array => idsOf(received, name, width).slice();
  const trace = ids('trace', 16);
  const span = ids('span', 8);
  checkIds(trace, 16);
  checkIds(span, 8);
  const spans: SpanTable = {
    length: received.length,
    trace,
    span,
    parent: ids('parent', 8),
    segment: ids('segment', 8),
    project: codesOf(received, 'project'),
    op: codesOf(received, 'op'),
    description: codesOf(received, 'description'),
    status: codesOf(received, 'status'),
    group: codesOf(received, 'group'),
    start: longOf(received, 'start'),
    drift: longOf(received, 'drift'),
    duration: shortOf(received, 'duration'),
    exclusive: shortOf(received, 'exclusive'),
    attributes: jsonOf(received, 'attributes'),
  };
  return { spans, rows: longOf(received, 'row') };
}
