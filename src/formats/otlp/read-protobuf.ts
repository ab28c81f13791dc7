import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { Attributes } from '../../model/span.ts';
import { AttributeBag } from '../attributes.ts';
import { FormatError } from '../format-error.ts';
import { readHex } from '../../model/hex.ts';
import { LIMITS, shorten } from '../limits.ts';
import { SpanCounter, pickExceptions } from './otlp-span.ts';
import type { OtlpBatch, OtlpEvent, OtlpSpan } from './otlp-span.ts';

// The messages of opentelemetry/proto/{collector/trace,trace,resource,common}/v1, field by field. A field that is not
// named here, or arrives in another wire type, is skipped.

/** How a field is read into what its message becomes. */
interface FieldReader<Into> {
  readonly wire: WireType;
  readonly read: (reader: BinaryReader, into: Into) => void;
}
type Fields<Into> = Readonly<Record<number, FieldReader<Into>>>;

function bytes<Into>(put: (into: Into, value: Uint8Array) => void): FieldReader<Into> {
  return { wire: WireType.LengthDelimited, read: (reader, into) => put(into, reader.bytes()) };
}

function text<Into>(put: (into: Into, value: string) => void): FieldReader<Into> {
  return {
    wire: WireType.LengthDelimited,
    read: (reader, into) => put(into, shorten(reader.string(), LIMITS.text)),
  };
}

function whole<Into>(put: (into: Into, value: number) => void): FieldReader<Into> {
  return { wire: WireType.Varint, read: (reader, into) => put(into, reader.int32()) };
}

function fixed32<Into>(put: (into: Into, value: number) => void): FieldReader<Into> {
  return { wire: WireType.Bit32, read: (reader, into) => put(into, reader.fixed32()) };
}

function fixed64<Into>(put: (into: Into, value: bigint) => void): FieldReader<Into> {
  return { wire: WireType.Bit64, read: (reader, into) => put(into, BigInt(reader.fixed64())) };
}

/** A message, which is read where it stands: a view of its bytes would cost as much as reading them. */
function message<Into>(read: (reader: BinaryReader, into: Into) => void): FieldReader<Into> {
  return { wire: WireType.LengthDelimited, read };
}

function readFields<Into>(reader: BinaryReader, end: number, fields: Fields<Into>, into: Into): void {
  while (reader.pos < end) {
    const [number, wire] = reader.tag();
    const field = fields[number];
    if (field !== undefined && field.wire === wire) field.read(reader, into);
    else reader.skip(wire, number);
  }
  if (reader.pos > end) throw new RangeError('a message is shorter than what is in it');
}

/** Reads the fields of the message that begins with its length here. */
function readMessage<Into>(reader: BinaryReader, fields: Fields<Into>, into: Into): void {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) throw new RangeError('premature EOF');
  readFields(reader, end, fields, into);
}

/** Reads a message from bytes of its own. */
function readBytes<Into>(message: Uint8Array, fields: Fields<Into>, into: Into): Into {
  readFields(new BinaryReader(message), message.length, fields, into);
  return into;
}

/** Attributes of attributes: deeper than this they are left out as a request that cannot be read. */
const DEEPEST = 32;

function base64(value: Uint8Array): string {
  return btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join(''));
}

/** A value, and the key it stands under. */
interface Pair {
  key: string;
  value: unknown;
  readonly depth: number;
}

const VALUE: Fields<Pair> = {
  1: text((pair, read) => (pair.value = read)),
  2: { wire: WireType.Varint, read: (reader, pair) => (pair.value = reader.bool()) },
  3: {
    wire: WireType.Varint,
    read: (reader, pair) => {
      const number = reader.int64();
      pair.value = Number.isSafeInteger(Number(number)) ? Number(number) : String(number);
    },
  },
  4: { wire: WireType.Bit64, read: (reader, pair) => (pair.value = reader.double()) },
  5: message((reader, pair) => {
    const values: unknown[] = [];
    readMessage(reader, LIST, { values, depth: pair.depth + 1 });
    pair.value = values;
  }),
  6: message((reader, pair) => {
    const members: Record<string, unknown> = Object.create(null);
    readMessage(reader, MEMBERS, { members, depth: pair.depth + 1 });
    pair.value = members;
  }),
  7: bytes((pair, read) => (pair.value = base64(read))),
};

function readValue(reader: BinaryReader, pair: Pair): void {
  if (pair.depth > DEEPEST) {
    throw new RangeError(`attribute values are nested more than ${DEEPEST} levels deep`);
  }
  pair.value = null;
  readMessage(reader, VALUE, pair);
}

const LIST: Fields<{ readonly values: unknown[]; readonly depth: number }> = {
  1: message((reader, { values, depth }) => {
    const pair: Pair = { key: '', value: null, depth };
    readValue(reader, pair);
    values.push(pair.value);
  }),
};

const MEMBERS: Fields<{ readonly members: Record<string, unknown>; readonly depth: number }> = {
  1: message((reader, { members, depth }) => {
    const { key, value } = readPair(reader, depth);
    members[key] = value;
  }),
};

const PAIR: Fields<Pair> = {
  1: text((pair, read) => (pair.key = read)),
  2: message(readValue),
};

function readPair(reader: BinaryReader, depth: number): Pair {
  const pair: Pair = { key: '', value: null, depth };
  readMessage(reader, PAIR, pair);
  return pair;
}

/** A field of key-value pairs, added to a bag. */
function pairs<Into>(bagOf: (into: Into) => AttributeBag): FieldReader<Into> {
  return message((reader, into) => {
    const { key, value } = readPair(reader, 0);
    bagOf(into).add(key, value);
  });
}

/** An id in its width; null when it has another one, or only zeros. */
function toId(value: Uint8Array, width: number): string | null {
  return value.length === width ? readHex(value, 0, width) : null;
}

type Changing<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };
type Open<Shape> = Changing<Omit<Shape, 'attributes'>> & { readonly bag: AttributeBag };

const EVENT: Fields<Open<OtlpEvent>> = {
  1: fixed64((event, read) => (event.time = read)),
  2: text((event, read) => (event.name = read)),
  3: pairs((event) => event.bag),
};

function readEvent(given: Uint8Array): OtlpEvent {
  const open: Open<OtlpEvent> = { name: '', time: null, bag: new AttributeBag() };
  const { name, time, bag } = readBytes(given, EVENT, open);
  return { name, time, attributes: bag.done() };
}

/** A span while it is read; its events are read when all of them are there. */
type OpenSpan = Changing<OtlpSpan> & { readonly bag: AttributeBag; readonly events: Uint8Array[] };

const STATUS: Fields<OpenSpan> = {
  2: text((span, read) => (span.statusMessage = read)),
  3: whole((span, read) => (span.statusCode = read)),
};

const SPAN: Fields<OpenSpan> = {
  1: bytes((span, id) => (span.traceId = toId(id, 16))),
  2: bytes((span, id) => (span.spanId = toId(id, 8))),
  3: text((span, read) => (span.traceState = read)),
  4: bytes((span, id) => {
    span.parentId = toId(id, 8);
    span.parentInvalid = span.parentId === null && id.some((byte) => byte !== 0);
  }),
  5: text((span, read) => (span.name = read)),
  6: whole((span, read) => (span.kind = read)),
  7: fixed64((span, read) => (span.start = read)),
  8: fixed64((span, read) => (span.end = read)),
  9: pairs((span) => span.bag),
  11: bytes((span, event) => span.events.push(event)),
  15: message((reader, span) => readMessage(reader, STATUS, span)),
  16: fixed32((span, read) => (span.flags = read)),
};

const NO_ATTRIBUTES: Attributes = new Map();

function readSpan(reader: BinaryReader): OtlpSpan {
  const span: OpenSpan = {
    traceId: null,
    spanId: null,
    parentId: null,
    parentInvalid: false,
    traceState: '',
    flags: 0,
    name: '',
    kind: 0,
    start: null,
    end: null,
    attributes: NO_ATTRIBUTES,
    exceptions: [],
    droppedEvents: 0,
    statusCode: 0,
    statusMessage: '',
    bag: new AttributeBag(),
    events: [],
  };
  readMessage(reader, SPAN, span);
  span.attributes = span.bag.done();
  if (span.events.length > 0) Object.assign(span, pickExceptions(span.events, readEvent));
  return span;
}

/** The spans of one scope while they are read. */
type OpenBatch = Changing<Omit<OtlpBatch, 'spans'>> & {
  readonly spans: OtlpSpan[];
  readonly counter: SpanCounter;
};

const SCOPE: Fields<OpenBatch> = {
  1: text((batch, read) => (batch.scopeName = read)),
  2: text((batch, read) => (batch.scopeVersion = read)),
};

const SCOPE_SPANS: Fields<OpenBatch> = {
  1: message((reader, batch) => readMessage(reader, SCOPE, batch)),
  2: message((reader, batch) => {
    batch.counter.next();
    batch.spans.push(readSpan(reader));
  }),
};

/** What a resource sent, scope by scope, whose attributes may come behind them. */
interface OpenResource {
  readonly bag: AttributeBag;
  readonly scopes: Uint8Array[];
}

const RESOURCE: Fields<OpenResource> = { 1: pairs((resource) => resource.bag) };
const OF_SCOPE = bytes<OpenResource>(({ scopes }, scope) => scopes.push(scope));

const RESOURCE_SPANS: Fields<OpenResource> = {
  1: message((reader, resource) => readMessage(reader, RESOURCE, resource)),
  2: OF_SCOPE,
  // The field from before 2022 has the same shape.
  1000: OF_SCOPE,
};

const REQUEST: Fields<{ readonly batches: OtlpBatch[]; readonly counter: SpanCounter }> = {
  1: message((reader, { batches, counter }) => {
    const open: OpenResource = { bag: new AttributeBag(), scopes: [] };
    readMessage(reader, RESOURCE_SPANS, open);
    const resource = open.bag.done();
    for (const scope of open.scopes) {
      const batch: OpenBatch = { resource, scopeName: '', scopeVersion: '', spans: [], counter };
      batches.push(readBytes(scope, SCOPE_SPANS, batch));
    }
  }),
};

/** The spans of an OTLP/protobuf request; throws a `FormatError` when the body is none. */
export function readOtlpProtobuf(body: Uint8Array): OtlpBatch[] {
  try {
    return readBytes(body, REQUEST, { batches: [], counter: new SpanCounter() }).batches;
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(
      `The request is not readable protobuf: ${reason}`,
      'Send an ExportTraceServiceRequest to /v1/traces, with the content type of its encoding.',
      cause,
    );
  }
}
