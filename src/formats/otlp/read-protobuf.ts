import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { Attributes } from '../../model/span.ts';
import { AttributeBag } from '../attributes.ts';
import { FormatError } from '../format-error.ts';
import { readHex } from '../../model/hex.ts';
import { LIMITS, shorten } from '../limits.ts';
import { SpanCounter, pickExceptions } from './otlp-span.ts';
import type { Nanos, OtlpBatch, OtlpEvent, OtlpSpan } from './otlp-span.ts';

// The messages of opentelemetry/proto/{collector/trace,trace,resource,common}/v1, field by field. A field that is not
// named here, or arrives in another wire type, is skipped.

type Field = (reader: BinaryReader) => void;
interface FieldReader {
  readonly wire: WireType;
  readonly read: Field;
}
type Fields = Readonly<Record<number, FieldReader>>;

const bytes = (take: (value: Uint8Array) => void): FieldReader => ({
  wire: WireType.LengthDelimited,
  read: (reader) => take(reader.bytes()),
});
const text = (take: (value: string) => void): FieldReader => ({
  wire: WireType.LengthDelimited,
  read: (reader) => take(shorten(reader.string(), LIMITS.text)),
});
const whole = (take: (value: number) => void): FieldReader => ({
  wire: WireType.Varint,
  read: (reader) => take(reader.int32()),
});
const fixed32 = (take: (value: number) => void): FieldReader => ({
  wire: WireType.Bit32,
  read: (reader) => take(reader.fixed32()),
});
const fixed64 = (take: (value: bigint) => void): FieldReader => ({
  wire: WireType.Bit64,
  read: (reader) => take(BigInt(reader.fixed64())),
});

function readMessage(message: Uint8Array, fields: Fields): void {
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [number, wire] = reader.tag();
    const field = fields[number];
    if (field !== undefined && field.wire === wire) field.read(reader);
    else reader.skip(wire, number);
  }
}

/** Attributes of attributes: deeper than this they are left out as a request that cannot be read. */
const DEEPEST = 32;

function base64(value: Uint8Array): string {
  return btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join(''));
}

function readValue(message: Uint8Array, depth: number): unknown {
  if (depth > DEEPEST) throw new RangeError(`attribute values are nested more than ${DEEPEST} levels deep`);
  let value: unknown = null;
  readMessage(message, {
    1: text((read) => (value = read)),
    2: { wire: WireType.Varint, read: (reader) => (value = reader.bool()) },
    3: {
      wire: WireType.Varint,
      read: (reader) => {
        const number = reader.int64();
        value = Number.isSafeInteger(Number(number)) ? Number(number) : String(number);
      },
    },
    4: { wire: WireType.Bit64, read: (reader) => (value = reader.double()) },
    5: bytes((list) => {
      const values: unknown[] = [];
      readMessage(list, { 1: bytes((member) => values.push(readValue(member, depth + 1))) });
      value = values;
    }),
    6: bytes((list) => {
      const members: Record<string, unknown> = Object.create(null);
      readMessage(list, {
        1: bytes((pair) => {
          const { key, value } = readPair(pair, depth + 1);
          members[key] = value;
        }),
      });
      value = members;
    }),
    7: bytes((read) => (value = base64(read))),
  });
  return value;
}

function readPair(message: Uint8Array, depth: number): { readonly key: string; readonly value: unknown } {
  let key = '';
  let value: unknown = null;
  readMessage(message, {
    1: text((read) => (key = read)),
    2: bytes((read) => (value = readValue(read, depth))),
  });
  return { key, value };
}

/** A field of key-value pairs, added to a bag. */
const pairs = (attributes: AttributeBag): FieldReader =>
  bytes((message) => {
    const { key, value } = readPair(message, 0);
    attributes.add(key, value);
  });

/** An id in its width; null when it has another one, or only zeros. */
function toId(value: Uint8Array, width: number): string | null {
  return value.length === width ? readHex(value, 0, width) : null;
}

function readEvent(message: Uint8Array): OtlpEvent {
  const attributes = new AttributeBag();
  let name = '';
  let time: Nanos = null;
  readMessage(message, {
    1: fixed64((read) => (time = read)),
    2: text((read) => (name = read)),
    3: pairs(attributes),
  });
  return { name, time, attributes: attributes.done() };
}

type Changing<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

function readSpan(message: Uint8Array): OtlpSpan {
  const attributes = new AttributeBag();
  const events: Uint8Array[] = [];
  const span: Changing<OtlpSpan> = {
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
    attributes: new Map(),
    exceptions: [],
    droppedEvents: 0,
    statusCode: 0,
    statusMessage: '',
  };
  readMessage(message, {
    1: bytes((id) => (span.traceId = toId(id, 16))),
    2: bytes((id) => (span.spanId = toId(id, 8))),
    3: text((read) => (span.traceState = read)),
    4: bytes((id) => {
      span.parentId = toId(id, 8);
      span.parentInvalid = span.parentId === null && id.some((byte) => byte !== 0);
    }),
    5: text((read) => (span.name = read)),
    6: whole((read) => (span.kind = read)),
    7: fixed64((read) => (span.start = read)),
    8: fixed64((read) => (span.end = read)),
    9: pairs(attributes),
    11: bytes((event) => events.push(event)),
    15: bytes((status) =>
      readMessage(status, {
        2: text((read) => (span.statusMessage = read)),
        3: whole((read) => (span.statusCode = read)),
      }),
    ),
    16: fixed32((read) => (span.flags = read)),
  });
  return { ...span, ...pickExceptions(events, readEvent), attributes: attributes.done() };
}

function readScopeSpans(message: Uint8Array, resource: Attributes, counter: SpanCounter): OtlpBatch {
  const spans: OtlpSpan[] = [];
  let scopeName = '';
  let scopeVersion = '';
  readMessage(message, {
    1: bytes((scope) =>
      readMessage(scope, {
        1: text((read) => (scopeName = read)),
        2: text((read) => (scopeVersion = read)),
      }),
    ),
    2: bytes((span) => {
      counter.next();
      spans.push(readSpan(span));
    }),
  });
  return { resource, scopeName, scopeVersion, spans };
}

function readResourceSpans(message: Uint8Array, counter: SpanCounter): OtlpBatch[] {
  const resource = new AttributeBag();
  const scopes: Uint8Array[] = [];
  const scope = bytes((ofScope) => scopes.push(ofScope));
  readMessage(message, {
    1: bytes((ofResource) => readMessage(ofResource, { 1: pairs(resource) })),
    2: scope,
    // The field from before 2022 has the same shape.
    1000: scope,
  });
  const attributes = resource.done();
  return scopes.map((ofScope) => readScopeSpans(ofScope, attributes, counter));
}

/** The spans of an OTLP/protobuf request; throws a `FormatError` when the body is none. */
export function readOtlpProtobuf(body: Uint8Array): OtlpBatch[] {
  const batches: OtlpBatch[] = [];
  try {
    const counter = new SpanCounter();
    readMessage(body, {
      1: bytes((ofResource) => {
        for (const batch of readResourceSpans(ofResource, counter)) batches.push(batch);
      }),
    });
  } catch (cause) {
    if (cause instanceof FormatError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(
      `The request is not readable protobuf: ${reason}`,
      'Send an ExportTraceServiceRequest to /v1/traces, with the content type of its encoding.',
      cause,
    );
  }
  return batches;
}
