import type { Attributes } from '../../model/span.ts';
import { FormatError } from '../format-error.ts';
import { LIMITS } from '../limits.ts';

// What the two encodings of OTLP have in common: `read-json` and `read-protobuf` both give this, unchecked but typed.

/** Nanoseconds since 1970; null when they were not sent or are no number. */
export type Nanos = bigint | null;

/** The kinds of a span by their numbers in OTLP. */
export const KIND = { unspecified: 0, internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

/** Something that happened while a span ran. */
export interface OtlpEvent {
  readonly name: string;
  readonly time: Nanos;
  readonly attributes: Attributes;
}

export interface OtlpSpan {
  /** Ids are lower-case hexadecimal digits; null when they are none, or all zeros. */
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly parentId: string | null;
  /** Whether a parent was named by something that is no id. */
  readonly parentInvalid: boolean;
  readonly traceState: string;
  readonly flags: number;
  readonly name: string;
  readonly kind: number;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly attributes: Attributes;
  /** The exceptions among its events. */
  readonly exceptions: readonly OtlpEvent[];
  /** Events there was no room for. */
  readonly droppedEvents: number;
  /** 0 unset, 1 ok, 2 error. */
  readonly statusCode: number;
  readonly statusMessage: string;
}

/** The spans of one scope of one resource. */
export interface OtlpBatch {
  readonly resource: Attributes;
  readonly scopeName: string;
  readonly scopeVersion: string;
  readonly spans: readonly OtlpSpan[];
}

/** Exact up to what a double of milliseconds can hold, a quarter of a microsecond. */
export function nanosToMs(nanos: bigint): number {
  return Number(nanos / 1_000_000n) + Number(nanos % 1_000_000n) / 1e6;
}

/** Counts the spans of a request, and throws a `FormatError` when they become too many to hold. */
export class SpanCounter {
  #count = 0;

  next(): void {
    this.#count += 1;
    if (this.#count > LIMITS.requestSpans) {
      throw new FormatError(
        `The request holds more than ${LIMITS.requestSpans} spans.`,
        'Lower the batch size of the exporter.',
      );
    }
  }
}

/** The exceptions among a span's events, and how many events there was no room for. */
export function pickExceptions<Given>(
  given: readonly Given[],
  read: (event: Given) => OtlpEvent,
): Pick<OtlpSpan, 'exceptions' | 'droppedEvents'> {
  const exceptions = given
    .slice(0, LIMITS.events)
    .map(read)
    .filter(({ name }) => name === 'exception');
  return { exceptions, droppedEvents: Math.max(0, given.length - LIMITS.events) };
}
