import type { ErrorReport } from './error-report.ts';
import type { Status } from './status.ts';
import type { EpochMs, Milliseconds } from './time.ts';

/** A value of an attribute. Nested objects of foreign data arrive flattened to dotted keys or as JSON text. */
export type AttributeValue = string | number | boolean | readonly (string | number | boolean)[];

/** The attributes of a span. A Map, because keys are foreign data and may be `__proto__`. */
export type Attributes = ReadonlyMap<string, AttributeValue>;

/** One timed operation, in OpenTelemetry's words, whatever sent it. */
export interface Span {
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits. */
  readonly spanId: string;
  /** The span this one ran under, null for the first of its trace. The parent may be in another service. */
  readonly parentId: string | null;
  /** What sent it: a Sentry project id, or `service.namespace/service.name`. */
  readonly project: string;
  /** The kind of operation, such as `db.query`; empty when the sender named none. */
  readonly op: string;
  /** What it did: a query, a URL, a function's name; empty when the sender named nothing. */
  readonly description: string;
  readonly start: EpochMs;
  /**
   * How far the sender's clock was set right, which is part of the times here; absent where it was right. The time
   * that was sent is the one here less this.
   */
  readonly drift?: Milliseconds;
  readonly duration: Milliseconds;
  /** Self time: the duration that no direct child covers. */
  readonly exclusive: Milliseconds;
  readonly status: Status;
  /** 16 hex digits that spans of the same shape share (`trace/hash`). */
  readonly group: string;
  /** The span id of the transaction it belongs to; null while that is not known. */
  readonly segment: string | null;
  readonly attributes: Attributes;
}

/** An error that was reported while a span ran. */
export interface ErrorEvent {
  /** 32 lower-case hex digits. */
  readonly eventId: string;
  readonly project: string;
  /** Null when the error belongs to no trace. */
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly timestamp: EpochMs;
  /**
   * How far the sender's clock was set right, which is part of the times here; absent where it was right. The time
   * that was sent is the one here less this.
   */
  readonly drift?: Milliseconds;
  /** The class of the exception, such as `TypeError`, or empty. */
  readonly type: string;
  readonly message: string;
  /** `fatal`, `error`, `warning`, `info` or `debug`. */
  readonly level: string;
  /** Name of the transaction it happened in, if the sender said it. */
  readonly transaction: string | null;
  /** As of a transaction; left out where errors are only parts of a trace. */
  readonly environment?: string | null;
  readonly release?: string | null;
  readonly user?: string | null;
  /** Where it came about (`topFrame`), of an error in a list of them. */
  readonly frame?: string | null;
  /** Of an error that is looked at by itself, and on its way into the store. */
  readonly report?: ErrorReport;
}

/** By what errors are told apart. */
export interface ErrorId {
  readonly project: string;
  readonly eventId: string;
}

/**
 * When a span started by its sender's own clock, however that was set right: what makes it the same span when it is
 * sent again.
 */
export function sentStart({ start, drift = 0 }: Pick<Span, 'start' | 'drift'>): EpochMs {
  return start - drift;
}
