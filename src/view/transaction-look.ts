/** The parts of a transaction's page: all of it in short, and what there is more to its events, spans, tags and vitals. */
export const TRANSACTION_PARTS = ['overview', 'events', 'spans', 'tags', 'vitals'] as const;
export type TransactionPart = (typeof TRANSACTION_PARTS)[number];

/** What kinds of spans are ordered by: their self time, spans an event, or a percentile of their durations. */
export const SPAN_ORDERS = ['self', 'count', 'p50', 'p95'] as const;
export type SpanOrder = (typeof SPAN_ORDERS)[number];

/** How the page of a transaction is looked at. */
export interface TransactionLook {
  readonly part: TransactionPart;
  /** The tag whose values are listed; null: the one that most events have. */
  readonly tag: string | null;
  readonly spans: SpanOrder;
}

export const DEFAULT_TRANSACTION_LOOK: TransactionLook = { part: 'overview', tag: null, spans: 'self' };
