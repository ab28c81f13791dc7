import type { TextValues } from '../model/rows.ts';
import type { JsonValues, SpanTable } from '../model/span-table.ts';
import { TextColumn } from './span-table.ts';

type Numbers = Uint8Array | Int32Array | Float32Array | Float64Array;

/** Writes parts after each other into an array of the right length. */
function fill<Values extends Numbers>(into: Values, parts: readonly Values[]): Values {
  let at = 0;
  for (const part of parts) {
    into.set(part, at);
    at += part.length;
  }
  return into;
}

function joinTexts(length: number, parts: readonly TextValues[]): TextValues {
  const column = new TextColumn();
  const codes = new Int32Array(length);
  let at = 0;
  for (const part of parts) {
    const meanings = part.dictionary.map((text) => column.codeOf(text));
    for (let row = 0; row < part.codes.length; row++) codes[at + row] = meanings[part.codes[row] ?? -1] ?? -1;
    at += part.codes.length;
  }
  return { codes, dictionary: column.dictionary };
}

function joinJson(length: number, parts: readonly JsonValues[]): JsonValues {
  const starts = new Uint32Array(length + 1);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + (part.starts.at(-1) ?? 0), 0));
  let row = 0;
  let offset = 0;
  for (const part of parts) {
    const count = part.starts.length - 1;
    for (let at = 0; at < count; at++) starts[row + at] = offset + (part.starts[at] ?? 0);
    const end = part.starts.at(-1) ?? 0;
    bytes.set(part.bytes.subarray(0, end), offset);
    row += count;
    offset += end;
  }
  starts[length] = offset;
  return { bytes, starts };
}

/** Tables of spans as one, in order. */
export function joinTables(tables: readonly SpanTable[]): SpanTable {
  const [only] = tables;
  if (tables.length === 1 && only !== undefined) return only;
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  const ids = (name: 'trace' | 'span' | 'parent' | 'segment', width: number): Uint8Array =>
    fill(
      new Uint8Array(length * width),
      tables.map((table) => table[name]),
    );
  const texts = (name: 'project' | 'op' | 'description' | 'status' | 'group'): TextValues =>
    joinTexts(
      length,
      tables.map((table) => table[name]),
    );
  const long = (name: 'start' | 'drift'): Float64Array =>
    fill(
      new Float64Array(length),
      tables.map((table) => table[name]),
    );
  const short = (name: 'duration' | 'exclusive'): Float32Array =>
    fill(
      new Float32Array(length),
      tables.map((table) => table[name]),
    );
  return {
    length,
    trace: ids('trace', 16),
    span: ids('span', 8),
    parent: ids('parent', 8),
    segment: ids('segment', 8),
    project: texts('project'),
    op: texts('op'),
    description: texts('description'),
    status: texts('status'),
    group: texts('group'),
    start: long('start'),
    drift: long('drift'),
    duration: short('duration'),
    exclusive: short('exclusive'),
    attributes: joinJson(
      length,
      tables.map(({ attributes }) => attributes),
    ),
  };
}
