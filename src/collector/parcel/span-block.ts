import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { parseAttributes, printAttributes } from '../../formats/arrow/span-columns.ts';
import { readHex, writeHex } from '../../model/hex.ts';
import type { Attributes, Span } from '../../model/span.ts';
import { toStatus } from '../../model/status.ts';
import { USER_MARK } from '../../trace/user.ts';
import { VITAL_MARK } from '../../trace/vitals.ts';

/*
 * Spans of one trace as bytes, column by column; numbers are little-endian. The trace's id stands beside the block.
 *
 *     1 byte    0: what follows is as it is, 1: it is deflated
 *     4 bytes   number of spans n
 *     n × 8     ids of the spans, then as many of their parents, segments and groups; zeros: none
 *     n × 8     starts, doubles
 *     n × 4     durations, then as many self times, floats
 *     n × 4     project, then as many of op, status, description and attributes: places in the list of texts
 *     n × 1     1 where the span is an item of its own (`Quality`), plus 2 where its sender's clock was set right
 *     m × 8     how far, doubles, for each span of which this is so
 *     the rest  the list of texts as JSON, each text once
 */
const IS_ITEM = 1;
const HAS_DRIFT = 2;
const PLAIN = 0;
const DEFLATED = 1;
const WORD = 8;
const FIXED = 4 * WORD + 8 + 2 * 4 + 5 * 4 + 1;
/** Smaller blocks are not worth the time. */
const SMALL = 256;
/** Blocks repeat themselves closely, so that a small window finds as much, in half of the time. */
const DEFLATE = { level: 1, memLevel: 7, windowBits: 13 } as const;

/** A span as it is in a block. */
export interface BlockSpan {
  readonly span: Span;
  readonly isItem: boolean;
}

/** How much is read of spans: all, or what a trace is put together from. */
export type SpanDetail = 'whole' | 'outline';

class TextList {
  readonly texts: string[] = [];
  readonly #places = new Map<string, number>();

  place(text: string): number {
    let place = this.#places.get(text);
    if (place === undefined) {
      // Half a surrogate pair has no UTF-8: what is read back is what every answer can carry.
      place = this.texts.push(text.toWellFormed()) - 1;
      this.#places.set(text, place);
    }
    return place;
  }
}

const TEXTS_OF = [
  (span: Span) => span.project,
  (span: Span) => span.op,
  (span: Span) => span.status,
  (span: Span) => span.description,
  (span: Span) => printAttributes(span.attributes),
] as const;

const IDS_OF = [
  (span: Span) => span.spanId,
  (span: Span) => span.parentId,
  (span: Span) => span.segment,
  (span: Span) => span.group,
] as const;

/** Spans of one trace as a block. */
export function encodeSpans(spans: readonly Span[], isItem: (span: Span) => boolean): Uint8Array {
  const count = spans.length;
  const fixed = Buffer.alloc(4 + FIXED * count);
  fixed.writeUInt32LE(count, 0);
  let at = 4;
  for (const idOf of IDS_OF) {
    for (const span of spans) {
      const id = idOf(span);
      if (id !== null) writeHex(fixed, at, WORD, id);
      at += WORD;
    }
  }
  for (const { start } of spans) at = fixed.writeDoubleLE(start, at);
  for (const { duration } of spans) at = fixed.writeFloatLE(duration, at);
  for (const { exclusive } of spans) at = fixed.writeFloatLE(exclusive, at);
  const list = new TextList();
  for (const textOf of TEXTS_OF) {
    for (const span of spans) at = fixed.writeUInt32LE(list.place(textOf(span)), at);
  }
  for (const span of spans) {
    at = fixed.writeUInt8((isItem(span) ? IS_ITEM : 0) + (span.drift === undefined ? 0 : HAS_DRIFT), at);
  }
  const drifts = spans.flatMap(({ drift }) => (drift === undefined ? [] : [drift]));
  const drifted = Buffer.alloc(8 * drifts.length);
  for (const [index, drift] of drifts.entries()) drifted.writeDoubleLE(drift, 8 * index);
  const plain = Buffer.concat([fixed, drifted, Buffer.from(JSON.stringify(list.texts))]);
  const isSmall = plain.length < SMALL;
  return Buffer.concat([
    Buffer.of(isSmall ? PLAIN : DEFLATED),
    isSmall ? plain : deflateRawSync(plain, DEFLATE),
  ]);
}

const NO_ATTRIBUTES: Attributes = new Map();

/** Reads each text of attributes once, and of an outline only those that may name a user or carry a web vital. */
function attributesReader(texts: readonly string[], detail: SpanDetail): (place: number) => Attributes {
  const read = new Map<number, Attributes>();
  return (place) => {
    const known = read.get(place);
    if (known !== undefined) return known;
    const text = texts[place] ?? '[]';
    const isLeft =
      text === '[]' || (detail === 'outline' && !text.includes(USER_MARK) && !text.includes(VITAL_MARK));
    const attributes = isLeft ? NO_ATTRIBUTES : parseAttributes(text);
    read.set(place, attributes);
    return attributes;
  };
}

/** The spans of a block. Throws when the bytes are none: what is kept carries a checksum, so that is a defect. */
export function decodeSpans(block: Uint8Array, traceId: string, detail: SpanDetail): BlockSpan[] {
  const body = block.subarray(1);
  const plain = block[0] === DEFLATED ? inflateRawSync(body) : body;
  const bytes = Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
  const count = bytes.readUInt32LE(0);
  const [ids, parents, segments, groups] = [0, 1, 2, 3].map((column) => 4 + column * WORD * count);
  const starts = 4 + 4 * WORD * count;
  const durations = starts + 8 * count;
  const exclusives = durations + 4 * count;
  const places = exclusives + 4 * count;
  const flags = places + 5 * 4 * count;
  const hasDrift = (row: number) => ((bytes[flags + row] ?? 0) & HAS_DRIFT) !== 0;
  const drifts: number[] = [];
  let end = flags + count;
  for (let row = 0; row < count; row += 1) {
    if (!hasDrift(row)) continue;
    drifts[row] = bytes.readDoubleLE(end);
    end += 8;
  }
  const texts = JSON.parse(bytes.toString('utf8', end)) as readonly string[];
  const attributesOf = attributesReader(texts, detail);
  const idAt = (column: number | undefined, row: number) => readHex(bytes, (column ?? 0) + row * WORD, WORD);
  const placeAt = (column: number, row: number) => bytes.readUInt32LE(places + 4 * (column * count + row));
  const textAt = (column: number, row: number) => texts[placeAt(column, row)] ?? '';
  return Array.from({ length: count }, (_, row): BlockSpan => {
    const drift = drifts[row];
    const span: Span = {
      traceId,
      spanId: idAt(ids, row) ?? '',
      parentId: idAt(parents, row),
      segment: idAt(segments, row),
      group: idAt(groups, row) ?? '',
      start: bytes.readDoubleLE(starts + 8 * row),
      ...(drift === undefined ? {} : { drift }),
      duration: bytes.readFloatLE(durations + 4 * row),
      exclusive: bytes.readFloatLE(exclusives + 4 * row),
      project: textAt(0, row),
      op: textAt(1, row),
      status: toStatus(textAt(2, row)),
      description: detail === 'whole' ? textAt(3, row) : '',
      attributes: attributesOf(placeAt(4, row)),
    };
    return { span, isItem: ((bytes[flags + row] ?? 0) & IS_ITEM) !== 0 };
  });
}
