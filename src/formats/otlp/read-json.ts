import type { Attributes } from '../../model/span.ts';
import { AttributeBag } from '../attributes.ts';
import { FormatError } from '../format-error.ts';
import { isForeignObject, toList, toNumber, toObject } from '../foreign-value.ts';
import { toId } from '../../model/hex.ts';
import { parseJson } from '../json.ts';
import { LIMITS, shorten } from '../limits.ts';
import { SpanCounter, pickExceptions } from './otlp-span.ts';
import type { Nanos, OtlpBatch, OtlpEvent, OtlpSpan } from './otlp-span.ts';

const DOUBLES: ReadonlyMap<unknown, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/**
 * A value of an attribute as plain data. Whole numbers come as text by the standard and as numbers from JavaScript;
 * those that a double cannot hold stay text.
 */
function readValue(value: unknown): unknown {
  const wrapped = toObject(value);
  if ('stringValue' in wrapped) return wrapped['stringValue'];
  if ('boolValue' in wrapped) return wrapped['boolValue'];
  if ('intValue' in wrapped) {
    const number = toNumber(wrapped['intValue']);
    return number !== null && Number.isSafeInteger(number) ? number : wrapped['intValue'];
  }
  if ('doubleValue' in wrapped) {
    return DOUBLES.get(wrapped['doubleValue']) ?? toNumber(wrapped['doubleValue']);
  }
  if ('arrayValue' in wrapped) return toList(toObject(wrapped['arrayValue'])['values']).map(readValue);
  if ('bytesValue' in wrapped) return wrapped['bytesValue'];
  if (!('kvlistValue' in wrapped)) return null;
  const members: Record<string, unknown> = Object.create(null);
  for (const pair of toList(toObject(wrapped['kvlistValue'])['values'])) {
    const { key, value } = toObject(pair);
    if (typeof key === 'string') members[key] = readValue(value);
  }
  return members;
}

function readAttributes(list: unknown): Attributes {
  const attributes = new AttributeBag();
  for (const pair of toList(list)) {
    const { key, value } = toObject(pair);
    if (typeof key === 'string') attributes.add(key, readValue(value));
  }
  return attributes.done();
}

function readNanos(value: unknown): Nanos {
  if (typeof value === 'string') return /^\d{1,20}$/.test(value) ? BigInt(value) : null;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? BigInt(value) : null;
}

function readId(value: unknown, width: number): string | null {
  return typeof value === 'string' ? toId(value, width) : null;
}

function readText(value: unknown): string {
  return typeof value === 'string' ? shorten(value, LIMITS.text) : '';
}

function readEvent(value: unknown): OtlpEvent {
  const { name, timeUnixNano, attributes } = toObject(value);
  return { name: readText(name), time: readNanos(timeUnixNano), attributes: readAttributes(attributes) };
}

/** Kinds and status codes may also be written by their names. */
const NAMED: ReadonlyMap<unknown, number> = new Map([
  ['SPAN_KIND_INTERNAL', 1],
  ['SPAN_KIND_SERVER', 2],
  ['SPAN_KIND_CLIENT', 3],
  ['SPAN_KIND_PRODUCER', 4],
  ['SPAN_KIND_CONSUMER', 5],
  ['STATUS_CODE_OK', 1],
  ['STATUS_CODE_ERROR', 2],
]);

function readEnum(value: unknown): number {
  return NAMED.get(value) ?? toNumber(value) ?? 0;
}

function readSpan(value: unknown): OtlpSpan {
  const span = toObject(value);
  const parent = span['parentSpanId'];
  const parentId = readId(parent, 8);
  const status = toObject(span['status']);
  const isNoParent =
    parent === undefined || parent === null || (typeof parent === 'string' && /^0*$/.test(parent));
  return {
    traceId: readId(span['traceId'], 16),
    spanId: readId(span['spanId'], 8),
    parentId,
    parentInvalid: parentId === null && !isNoParent,
    traceState: readText(span['traceState']),
    flags: toNumber(span['flags']) ?? 0,
    name: readText(span['name']),
    kind: readEnum(span['kind']),
    start: readNanos(span['startTimeUnixNano']),
    end: readNanos(span['endTimeUnixNano']),
    attributes: readAttributes(span['attributes']),
    ...pickExceptions(toList(span['events']), readEvent),
    statusCode: readEnum(status['code']),
    statusMessage: readText(status['message']),
  };
}

/** The spans of an OTLP/JSON request; throws a `FormatError` when the body is none. */
export function readOtlpJson(body: Uint8Array): OtlpBatch[] {
  const request = parseJson(body, LIMITS.requestNodes);
  if (!isForeignObject(request)) {
    throw new FormatError(
      'The request is not a JSON object.',
      'Send an ExportTraceServiceRequest to /v1/traces.',
    );
  }
  const resourceSpans = request['resourceSpans'];
  if (resourceSpans !== undefined && !Array.isArray(resourceSpans)) {
    throw new FormatError(
      '"resourceSpans" is not a list.',
      'Send an ExportTraceServiceRequest to /v1/traces.',
    );
  }
  const counter = new SpanCounter();
  return toList(resourceSpans).flatMap((value) => {
    const ofResource = toObject(value);
    const resource = readAttributes(toObject(ofResource['resource'])['attributes']);
    // The second name is the one from before 2022.
    const scopes = ofResource['scopeSpans'] ?? ofResource['instrumentationLibrarySpans'];
    return toList(scopes).map((ofScope): OtlpBatch => {
      const { scope, instrumentationLibrary, spans } = toObject(ofScope);
      const { name, version } = toObject(scope ?? instrumentationLibrary);
      return {
        resource,
        scopeName: readText(name),
        scopeVersion: readText(version),
        spans: toList(spans).map((given) => {
          counter.next();
          return readSpan(given);
        }),
      };
    });
  });
}
