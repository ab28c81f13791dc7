import type { Problem } from './result.ts';
import type { ErrorEvent, Span } from './span.ts';
import type { TransactionFacts } from './transaction.ts';

/**
 * What a decoder of `formats/` makes of one request or file. Every item of the input is in exactly one of
 * `transactions`, `errors`, `spans` (OpenTelemetry: each span is an item), `skipped` and `refused`.
 */
export interface Decoded {
  /**
   * Sentry `transaction` items, and OpenTelemetry spans with which a service began its work. Their own span is in
   * `spans` as well.
   */
  readonly transactions: readonly TransactionFacts[];
  readonly spans: readonly Span[];
  readonly errors: readonly ErrorEvent[];
  /** Items of kinds that are not read, such as `session`. */
  readonly skipped: readonly { readonly kind: string; readonly count: number }[];
  /** Items that could not be taken, with the reason. */
  readonly refused: readonly { readonly reason: string; readonly count: number; readonly problem: Problem }[];
  /** What clients report to have dropped themselves. */
  readonly droppedByClient: readonly { readonly reason: string; readonly count: number }[];
  /** Items in the input. */
  readonly received: number;
}
