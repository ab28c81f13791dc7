import type { Info } from '../src/model/source.ts';
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
  /** Nothing at all when there is no such trace. */
  trace(traceId: string): AsyncIterable<Uint8Array<ArrayBuffer>>;
}
