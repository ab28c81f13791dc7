import type { Decoded } from '../../model/decoded.ts';
import type { ErrorEvent } from '../../model/span.ts';
import type { EpochMs } from '../../model/time.ts';
import type { AssembledTransaction } from '../../trace/assemble.ts';

/** Something in a parcel, and whether it is an item of its own or part of one (`Quality`). */
export interface Packed<Value> {
  readonly value: Value;
  readonly isItem: boolean;
}

/** The spans of one trace in a parcel, each once, with what the parcel tells of their transaction and self time. */
export interface SpanBlock {
  readonly traceId: string;
  readonly spans: number;
  /** How many of them are items. */
  readonly items: number;
  /** When the last of them ended. */
  readonly last: EpochMs;
  /** What `encodeSpans` made of them. */
  readonly bytes: Uint8Array;
}

/** What is counted of a request beside its rows. */
export type Counts = Pick<Decoded, 'received' | 'skipped' | 'droppedByClient' | 'filtered'> & {
  readonly refused: readonly { readonly reason: string; readonly count: number }[];
  /** Items that the request holds more than once. */
  readonly repeated: number;
};

/** One request, decoded and put together as far as it goes by itself: all that the tables need of it. */
export interface Parcel {
  readonly received: EpochMs;
  readonly counts: Counts;
  /** In the order in which they were sent. */
  readonly transactions: readonly Packed<AssembledTransaction>[];
  readonly errors: readonly Packed<ErrorEvent>[];
  readonly blocks: readonly SpanBlock[];
}
