import type { Problem } from './result.ts';
import type { ErrorEvent, Span } from './span.ts';
import type { TransactionFacts } from './transaction.ts';

/**
 * What a decoder of `formats/` makes of one request or file. Every item of the input is in exactly one of
 * `transactions`, `errors`, `spans` (each span that came by itself is an item), `skipped` and `refused`.
 */
export interface Decoded {
  /**
   * Sentry `transaction` items, and the spans that came by themselves with which a service began its work. Their own span is in
   * `spans` as well.
   */
  readonly transactions: readonly TransactionFacts[];
  readonly spans: readonly Span[];
  readonly errors: readonly ErrorEvent[];
  /**
   * Which members of the three lists are items. The others came as parts of one: the spans of a Sentry transaction,
   * or the transaction and errors that a span tells of.
   */
  readonly items: ReadonlySet<TransactionFacts | Span | ErrorEvent>;
  /** Items of kinds that are not read, such as `session`. */
  readonly skipped: readonly { readonly kind: string; readonly count: number }[];
  /** Items that could not be taken, with the reason. */
  readonly refused: readonly { readonly reason: string; readonly count: number; readonly problem: Problem }[];
  /** What clients report to have dropped themselves. */
  readonly droppedByClient: readonly { readonly reason: string; readonly count: number }[];
  /** Texts and values in which something private was filtered, by why it was (`formats/privacy`). */
  readonly filtered: readonly { readonly reason: string; readonly count: number }[];
  /** Items in the input. */
  readonly received: number;
}
