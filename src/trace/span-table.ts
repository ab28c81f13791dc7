import { readHex, writeHex } from '../model/hex.ts';
import type { TextValues } from '../model/rows.ts';
import type { AttributeValue, Attributes, Span } from '../model/span.ts';
import type { JsonValues, SpanTable } from '../model/span-table.ts';
import { toStatus } from '../model/status.ts';

/** The text of a row; empty where it has none. */
export function wordOf({ codes, dictionary }: TextValues, row: number): string {
  return dictionary[codes[row] ?? -1] ?? '';
}

const NO_ATTRIBUTES: Attributes = new Map();
const DECODER = new TextDecoder();

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isValue(value: unknown): value is AttributeValue {
  return isScalar(value) || (Array.isArray(value) && value.every(isScalar));
}

/**
 * The attributes of a row. A text that is no list of pairs is foreign damage: it is given as it is, under a key that
 * says so, for it must neither be lost nor keep the rest of the trace from being shown.
 */
export function attributesOf({ attributes }: SpanTable, row: number): Attributes {
  const { bytes, starts } = attributes;
  const [from = 0, to = 0] = starts.subarray(row, row + 2);
  if (to - from <= 2) return NO_ATTRIBUTES;
  const text = DECODER.decode(bytes.subarray(from, to));
  try {
    const pairs: unknown = JSON.parse(text);
    if (Array.isArray(pairs)) {
      const read = (pairs as unknown[]).filter(
        (pair): pair is [string, AttributeValue] =>
          Array.isArray(pair) && typeof pair[0] === 'string' && isValue(pair[1]),
      );
      if (read.length === pairs.length) return new Map(read);
    }
  } catch {
    // What cannot be read is given below.
  }
  return new Map([['(unreadable attributes)', text]]);
}

/** The span of a row. */
export function spanOf(table: SpanTable, row: number): Span {
  const drift = table.drift[row] ?? NaN;
  return {
    traceId: readHex(table.trace, row * 16, 16) ?? '',
    spanId: readHex(table.span, row * 8, 8) ?? '',
    parentId: readHex(table.parent, row * 8, 8),
    segment: readHex(table.segment, row * 8, 8),
    project: wordOf(table.project, row),
    op: wordOf(table.op, row),
    description: wordOf(table.description, row),
    status: toStatus(wordOf(table.status, row)),
    group: wordOf(table.group, row),
    start: table.start[row] ?? NaN,
    ...(Number.isNaN(drift) ? {} : { drift }),
    duration: table.duration[row] ?? NaN,
    exclusive: table.exclusive[row] ?? NaN,
    attributes: attributesOf(table, row),
  };
}

/** Texts given one by one, as codes of one dictionary. */
export class TextColumn {
  readonly #known = new Map<string, number>([['', -1]]);
  readonly dictionary: string[] = [];

  codeOf(text: string): number {
    let code = this.#known.get(text);
    if (code === undefined) {
      code = this.dictionary.push(text) - 1;
      this.#known.set(text, code);
    }
    return code;
  }
}

function textsOf(spans: readonly Span[], read: (span: Span) => string): TextValues {
  const column = new TextColumn();
  const codes = Int32Array.from(spans, (span) => column.codeOf(read(span)));
  return { codes, dictionary: column.dictionary };
}

function idsOf(spans: readonly Span[], width: number, read: (span: Span) => string | null): Uint8Array {
  const ids = new Uint8Array(spans.length * width);
  for (const [at, span] of spans.entries()) writeHex(ids, at * width, width, read(span) ?? '');
  return ids;
}

function jsonOf(spans: readonly Span[]): JsonValues {
  const encoder = new TextEncoder();
  const texts = spans.map(({ attributes }) =>
    attributes.size === 0 ? new Uint8Array(0) : encoder.encode(JSON.stringify([...attributes])),
  );
  const starts = new Uint32Array(spans.length + 1);
  for (const [at, text] of texts.entries()) starts[at + 1] = (starts[at] ?? 0) + text.length;
  const bytes = new Uint8Array(starts.at(-1) ?? 0);
  for (const [at, text] of texts.entries()) bytes.set(text, starts[at]);
  return { bytes, starts };
}

/** Spans as columns. An id that is none of 8 or 16 bytes becomes "none". */
export function tableOfSpans(spans: readonly Span[]): SpanTable {
  return {
    length: spans.length,
    trace: idsOf(spans, 16, (span) => span.traceId),
    span: idsOf(spans, 8, (span) => span.spanId),
    parent: idsOf(spans, 8, (span) => span.parentId),
    segment: idsOf(spans, 8, (span) => span.segment),
    project: textsOf(spans, (span) => span.project),
    op: textsOf(spans, (span) => span.op),
    description: textsOf(spans, (span) => span.description),
    status: textsOf(spans, (span) => span.status),
    group: textsOf(spans, (span) => span.group),
    start: Float64Array.from(spans, (span) => span.start),
    drift: Float64Array.from(spans, (span) => span.drift ?? NaN),
    duration: Float32Array.from(spans, (span) => span.duration),
    exclusive: Float32Array.from(spans, (span) => span.exclusive),
    attributes: jsonOf(spans),
  };
}
