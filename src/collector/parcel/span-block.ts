import { brotliCompressSync, brotliDecompressSync, constants, inflateRawSync } from 'node:zlib';
import { readHex, writeHex } from '../../model/hex.ts';
import type { AttributeValue, Attributes, Span } from '../../model/span.ts';
import { toStatus } from '../../model/status.ts';
import { USER_MARK } from '../../trace/user.ts';
import { INTERACTION_OP, PLACE_ATTRIBUTES } from '../../trace/vital-sources.ts';
import { VITAL_MARK } from '../../trace/vitals.ts';

/*
 * Spans of one trace as bytes, column by column; numbers are little-endian. The trace's id stands beside the block.
 *
 *     1 byte    0: what follows is as it is, 2: it is compressed by Brotli, 1: it is deflated, as in older spools
 *     4 bytes   number of spans n
 *     n × 8     ids of the spans, then as many of their parents, segments and groups; zeros: none
 *     n × 8     starts, doubles
 *     n × 4     durations, then as many self times, floats
 *     n × 4     project, then as many of op, status and description: places in the list of values
 *     n × 4     number of attributes
 *     n × 1     1 where the span is an item of its own (`Quality`), plus 2 where its sender's clock was set right
 *     m × 8     how far, doubles, for each span of which this is so
 *     a × 8     the attributes of all spans, name and value: places in the list of values
 *     the rest  the list of values as JSON, each once
 */
const IS_ITEM = 1;
const HAS_DRIFT = 2;
const PLAIN = 0;
const DEFLATED = 1;
const BROTLI = 2;
const WORD = 8;
const FIXED = 4 * WORD + 8 + 2 * 4 + 5 * 4 + 1;
const ATTRIBUTE = 8;
/** Smaller blocks are not worth the time. */
const SMALL = 256;
/** The quickest that there is: blocks take a tenth more room than deflated ones, in a third of the time. */
const BROTLI_OPTIONS = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 14 },
  chunkSize: 4096,
};

/** A span as it is in a block. */
export interface BlockSpan {
  readonly span: Span;
  readonly isItem: boolean;
}

/** How much is read of spans: all, or what a trace is put together from. */
export type SpanDetail = 'whole' | 'outline';

/** Values, each once: most spans of a trace say much the same. */
class ValueList {
  readonly values: AttributeValue[] = [];
  readonly #places = new Map<AttributeValue, number>();

  place(value: AttributeValue): number {
    let place = this.#places.get(value);
    if (place === undefined) {
      // Half a surrogate pair has no UTF-8: what is read back is what every answer can carry.
      place = this.values.push(typeof value === 'string' ? value.toWellFormed() : value) - 1;
      this.#places.set(value, place);
    }
    return place;
  }
}

const TEXTS_OF = [
  (span: Span) => span.project,
  (span: Span) => span.op,
  (span: Span) => span.status,
  (span: Span) => span.description,
] as const;

const IDS_OF = [
  (span: Span) => span.spanId,
  (span: Span) => span.parentId,
  (span: Span) => span.segment,
  (span: Span) => span.group,
] as const;

/** Where blocks are put together before they are compressed: memory for each would cost as much as filling it. */
let scratch = Buffer.alloc(1 << 16);
const MOST_SCRATCH = 1 << 20;

function scratchOf(length: number): Buffer {
  if (length <= scratch.length) return scratch;
  const larger = Buffer.alloc(2 * length);
  if (larger.length <= MOST_SCRATCH) scratch = larger;
  return larger;
}

/** Spans of one trace as a block. `isItem` is asked for each place. */
export function encodeSpans(spans: readonly Span[], isItem: (place: number) => boolean): Uint8Array {
  const count = spans.length;
  let pairs = 0;
  let drifts = 0;
  for (const { attributes, drift } of spans) {
    pairs += attributes.size;
    if (drift !== undefined) drifts += 1;
  }
  const fixed = 4 + FIXED * count + 8 * drifts + ATTRIBUTE * pairs;
  // Numbers are written first, behind room for what is said of the block; what its values take is only known then.
  let bytes = scratchOf(fixed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  view.setUint32(0, count, true);
  let at = 4;
  for (const idOf of IDS_OF) {
    for (const span of spans) {
      const id = idOf(span);
      if (id === null) bytes.fill(0, at, at + WORD);
      else writeHex(bytes, at, WORD, id);
      at += WORD;
    }
  }
  for (const { start } of spans) {
    view.setFloat64(at, start, true);
    at += 8;
  }
  for (const { duration } of spans) {
    view.setFloat32(at, duration, true);
    at += 4;
  }
  for (const { exclusive } of spans) {
    view.setFloat32(at, exclusive, true);
    at += 4;
  }
  const list = new ValueList();
  const put = (value: number): void => {
    view.setUint32(at, value, true);
    at += 4;
  };
  for (const textOf of TEXTS_OF) for (const span of spans) put(list.place(textOf(span)));
  for (const { attributes } of spans) put(attributes.size);
  for (let place = 0; place < count; place += 1) {
    bytes[at] = (isItem(place) ? IS_ITEM : 0) + (spans[place]?.drift === undefined ? 0 : HAS_DRIFT);
    at += 1;
  }
  for (const { drift } of spans) {
    if (drift === undefined) continue;
    view.setFloat64(at, drift, true);
    at += 8;
  }
  for (const { attributes } of spans) {
    for (const [name, value] of attributes) {
      put(list.place(name));
      put(list.place(value));
    }
  }
  const values = JSON.stringify(list.values);
  const length = fixed + Buffer.byteLength(values);
  if (length > bytes.length) {
    const larger = scratchOf(length);
    larger.set(bytes.subarray(0, fixed));
    bytes = larger;
  }
  bytes.write(values, fixed);
  const plain = bytes.subarray(0, length);
  return length < SMALL
    ? Buffer.concat([Buffer.of(PLAIN), plain])
    : Buffer.concat([Buffer.of(BROTLI), brotliCompressSync(plain, BROTLI_OPTIONS)]);
}

const NO_ATTRIBUTES: Attributes = new Map();

/** The places of the names that are read: for an outline those that may name a user, or carry a web vital or its place. */
function namesToRead(
  values: readonly AttributeValue[],
  detail: SpanDetail,
): (place: number) => string | null {
  if (detail === 'whole') return (place) => String(values[place]);
  const marked = new Map<number, string>();
  for (const [place, value] of values.entries()) {
    if (typeof value !== 'string') continue;
    if (value.includes(USER_MARK) || value.includes(VITAL_MARK) || PLACE_ATTRIBUTES.has(value)) {
      marked.set(place, value);
    }
  }
  return (place) => marked.get(place) ?? null;
}

function plainOf(block: Uint8Array): Uint8Array {
  const body = block.subarray(1);
  if (block[0] === BROTLI) return brotliDecompressSync(body);
  return block[0] === DEFLATED ? inflateRawSync(body) : body;
}

/** The spans of a block. Throws when the bytes are none: what is kept carries a checksum, so that is a defect. */
export function decodeSpans(block: Uint8Array, traceId: string, detail: SpanDetail): BlockSpan[] {
  const plain = plainOf(block);
  const bytes = Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
  const count = bytes.readUInt32LE(0);
  const [ids, parents, segments, groups] = [0, 1, 2, 3].map((column) => 4 + column * WORD * count);
  const starts = 4 + 4 * WORD * count;
  const durations = starts + 8 * count;
  const exclusives = durations + 4 * count;
  const places = exclusives + 4 * count;
  const counts = places + 4 * 4 * count;
  const flags = counts + 4 * count;
  const drifts: number[] = [];
  let pairs = flags + count;
  for (let row = 0; row < count; row += 1) {
    if (((bytes[flags + row] ?? 0) & HAS_DRIFT) === 0) continue;
    drifts[row] = bytes.readDoubleLE(pairs);
    pairs += 8;
  }
  let pairCount = 0;
  for (let row = 0; row < count; row += 1) pairCount += bytes.readUInt32LE(counts + 4 * row);
  const values = JSON.parse(
    bytes.toString('utf8', pairs + ATTRIBUTE * pairCount),
  ) as readonly AttributeValue[];
  const nameAt = namesToRead(values, detail);
  const idAt = (column: number | undefined, row: number) => readHex(bytes, (column ?? 0) + row * WORD, WORD);
  const textAt = (column: number, row: number) =>
    String(values[bytes.readUInt32LE(places + 4 * (column * count + row))]);
  let pair = pairs;
  const takeAttributes = (row: number): Attributes => {
    const end = pair + ATTRIBUTE * bytes.readUInt32LE(counts + 4 * row);
    let attributes: Map<string, AttributeValue> | null = null;
    for (; pair < end; pair += ATTRIBUTE) {
      const name = nameAt(bytes.readUInt32LE(pair));
      const value = name === null ? undefined : values[bytes.readUInt32LE(pair + 4)];
      if (name !== null && value !== undefined) (attributes ??= new Map()).set(name, value);
    }
    return attributes ?? NO_ATTRIBUTES;
  };
  return Array.from({ length: count }, (_, row): BlockSpan => {
    const drift = drifts[row];
    const op = textAt(1, row);
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
      op,
      status: toStatus(textAt(2, row)),
      description: detail === 'whole' || op.startsWith(INTERACTION_OP) ? textAt(3, row) : '',
      attributes: takeAttributes(row),
    };
    return { span, isItem: ((bytes[flags + row] ?? 0) & IS_ITEM) !== 0 };
  });
}
