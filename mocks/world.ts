import type { Info } from '../src/model/source.ts';
import type { ErrorEvent, ErrorId } from '../src/model/span.ts';
import type { EpochMs } from '../src/model/time.ts';

/** Which transactions: those that end in [start, end), or, with `after`, all that came after that position. */
export interface TransactionsAsk {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly after: number | null;
}

/** The spans of one transaction's events. */
export interface SpansAsk extends TransactionsAsk {
  readonly project: string;
  readonly transaction: string;
}

/** The errors of one transaction, or all of them. */
export interface ErrorsAsk {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly of: { readonly project: string; readonly transaction: string } | null;
}

/** How far a world has come. */
export interface Position {
  readonly revision: number;
  /** Place in the sequence of changes. */
  readonly after: number;
}

/**
 * What answers the demo's requests. Streams give whole frames, ready to be sent; whoever stops reading one early
 * stops its making.
 */
export interface World {
  info(): Promise<Info>;
  position(): Promise<Position>;
  transactions(ask: TransactionsAsk): AsyncIterable<Uint8Array<ArrayBuffer>>;
  spans(ask: SpansAsk): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** The newest errors, the newest first. */
  errors(ask: ErrorsAsk): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Null when there is no such error. */
  error(id: ErrorId): Promise<ErrorEvent | null>;
  /** Nothing at all when there is no such trace. */
  trace(traceId: string): AsyncIterable<Uint8Array<ArrayBuffer>>;
}
