import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** A value of an attribute, before either encoding. */
export type Value = string | number | boolean | Uint8Array | readonly Value[] | ReadonlyMap<string, Value>;

export interface RequestEvent {
  readonly name: string;
  readonly time: bigint;
  readonly attributes: ReadonlyMap<string, Value>;
}

export interface RequestSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly flags?: number;
  readonly name: string;
  readonly kind: number;
  readonly start: bigint;
  readonly end: bigint;
  readonly attributes: ReadonlyMap<string, Value>;
  readonly events: readonly RequestEvent[];
  readonly code: number;
  readonly message: string;
}

/** An export request of one resource and scope. */
export interface Request {
  readonly resource: ReadonlyMap<string, Value>;
  readonly scope: { readonly name: string; readonly version: string };
  readonly spans: readonly RequestSpan[];
}

function jsonValue(value: Value): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') {
    return Number.isSafeInteger(value)
      ? { intValue: String(value) }
      : { doubleValue: Number.isFinite(value) ? value : String(value) };
  }
  if (value instanceof Uint8Array) return { bytesValue: Buffer.from(value).toString('base64') };
  if (value instanceof Map) return { kvlistValue: { values: jsonPairs(value) } };
  return { arrayValue: { values: (value as readonly Value[]).map(jsonValue) } };
}

function jsonPairs(pairs: ReadonlyMap<string, Value>): unknown[] {
  return Array.from(pairs, ([key, value]) => ({ key, value: jsonValue(value) }));
}

/** The request in the JSON encoding, whole numbers as text as the standard wants them. */
export function toJson({ resource, scope, spans }: Request): Uint8Array {
  const request = {
    resourceSpans: [
      {
        resource: { attributes: jsonPairs(resource) },
        scopeSpans: [
          {
            scope,
            spans: spans.map(({ start, end, attributes, events, code, message, ...rest }) => ({
              ...rest,
              startTimeUnixNano: String(start),
              endTimeUnixNano: String(end),
              attributes: jsonPairs(attributes),
              events: events.map((event) => ({
                name: event.name,
                timeUnixNano: String(event.time),
                attributes: jsonPairs(event.attributes),
              })),
              status: { code, message },
            })),
          },
        ],
      },
    ],
  };
  return new TextEncoder().encode(JSON.stringify(request));
}

type Write = (writer: BinaryWriter) => void;

function message(number: number, write: Write): Write {
  return (writer) => {
    writer.tag(number, WireType.LengthDelimited).fork();
    write(writer);
    writer.join();
  };
}

function text(number: number, value: string): Write {
  return (writer) => void writer.tag(number, WireType.LengthDelimited).string(value);
}

function all(...writes: readonly Write[]): Write {
  return (writer) => {
    for (const write of writes) write(writer);
  };
}

function value(given: Value): Write {
  return (writer) => {
    if (typeof given === 'string') text(1, given)(writer);
    else if (typeof given === 'boolean') writer.tag(2, WireType.Varint).bool(given);
    else if (typeof given === 'number' && Number.isSafeInteger(given))
      writer.tag(3, WireType.Varint).int64(given);
    else if (typeof given === 'number') writer.tag(4, WireType.Bit64).double(given);
    else if (given instanceof Uint8Array) writer.tag(7, WireType.LengthDelimited).bytes(given);
    else if (given instanceof Map) message(6, pairs(1, given))(writer);
    else message(5, all(...(given as readonly Value[]).map((member) => message(1, value(member)))))(writer);
  };
}

function pairs(number: number, given: ReadonlyMap<string, Value>): Write {
  return all(
    ...Array.from(given, ([key, member]) => message(number, all(text(1, key), message(2, value(member))))),
  );
}

function bytesOf(number: number, hex: string | undefined): Write {
  return (writer) => {
    if (hex !== undefined) writer.tag(number, WireType.LengthDelimited).bytes(Buffer.from(hex, 'hex'));
  };
}

const fixed64 =
  (number: number, nanos: bigint): Write =>
  (writer) =>
    void writer.tag(number, WireType.Bit64).fixed64(nanos);

function span(given: RequestSpan): Write {
  return all(
    bytesOf(1, given.traceId),
    bytesOf(2, given.spanId),
    text(3, given.traceState ?? ''),
    bytesOf(4, given.parentSpanId),
    text(5, given.name),
    (writer) => void writer.tag(6, WireType.Varint).int32(given.kind),
    fixed64(7, given.start),
    fixed64(8, given.end),
    pairs(9, given.attributes),
    (writer) => void writer.tag(10, WireType.Varint).uint32(0),
    ...given.events.map((event) =>
      message(11, all(fixed64(1, event.time), text(2, event.name), pairs(3, event.attributes))),
    ),
    message(
      15,
      all(text(2, given.message), (writer) => void writer.tag(3, WireType.Varint).int32(given.code)),
    ),
    (writer) => void writer.tag(16, WireType.Bit32).fixed32(given.flags ?? 0),
  );
}

/** The request in the protobuf encoding. */
export function toProtobuf({ resource, scope, spans }: Request): Uint8Array {
  const writer = new BinaryWriter();
  message(
    1,
    all(
      message(1, pairs(1, resource)),
      message(
        2,
        all(
          message(1, all(text(1, scope.name), text(2, scope.version))),
          ...spans.map((given) => message(2, span(given))),
        ),
      ),
    ),
  )(writer);
  return writer.finish();
}
