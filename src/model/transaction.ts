import type { Attributes } from './span.ts';
import type { Status } from './status.ts';
import type { EpochMs, Milliseconds } from './time.ts';

/** The web vitals a page view can carry. Milliseconds, but for `cls`, which has no unit. */
export const VITALS = ['lcp', 'fcp', 'fp', 'cls', 'inp', 'fid', 'ttfb'] as const;
export type Vital = (typeof VITALS)[number];

/**
 * The kinds of work whose time a transaction sums up, by the first word of a span's op: `db.query` counts as `db`.
 * Overlapping spans of one kind count once.
 */
export const WORK = ['http', 'db', 'cache', 'queue', 'browser', 'resource', 'ui'] as const;
export type Work = (typeof WORK)[number];

/** The name of a transaction to which its sender gave none; Sentry's own word for it. */
export const UNLABELED = '<unlabeled transaction>';

/** What a sender said about the span with which a service began its work. */
export interface TransactionFacts {
  /** 32 hex digits: Sentry's event id; for OpenTelemetry the trace id's first and the span id's 16 digits. */
  readonly eventId: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly project: string;
  /** Name, such as `GET /api/documents`. */
  readonly transaction: string;
  readonly op: string;
  readonly status: Status;
  readonly start: EpochMs;
  /**
   * How far the sender's clock was set right, which is part of the times here; absent where it was right. The time
   * that was sent is the one here less this.
   */
  readonly drift?: Milliseconds;
  readonly duration: Milliseconds;
  readonly environment: string | null;
  readonly release: string | null;
  /** Who waited, as `key:value` with the first of id, username, email, ip that is known; null when nobody is. */
  readonly user: string | null;
  /** How that user is shown: e-mail, else username, id, ip. */
  readonly userDisplay: string | null;
  /** Name and version of what sent it, such as `sentry.javascript.node/10.78.0`. */
  readonly sdk: string | null;
  readonly httpMethod: string | null;
  readonly httpStatus: number | null;
  /** How many transactions this one stands for: 1 / the client's sample rate, 1 when unsampled. */
  readonly weight: number;
  readonly vitals: Readonly<Partial<Record<Vital, number>>>;
  /** Tags by key, for search and breakdowns. */
  readonly tags: ReadonlyMap<string, string>;
  readonly attributes: Attributes;
}

/** A transaction as it is stored and shown: its facts, and what was derived from the spans beneath it. */
export interface Transaction extends TransactionFacts {
  /** Given by the store, never reused; the same for every later version of the same transaction. */
  readonly row: number;
  /** When it reached the collector. */
  readonly received: EpochMs;
  /** Spans beneath it, itself not counted. */
  readonly spans: number;
  /** Errors reported in it. */
  readonly errors: number;
  /** Time by kind of work, in milliseconds; a kind that no span has is absent. */
  readonly work: Readonly<Partial<Record<Work, Milliseconds>>>;
}
