import type { TagField, TextColumn } from '../model/column.ts';

/** The parts of a transaction's page: all of it in short, and what there is more to its events, spans, tags and vitals. */
export const TRANSACTION_PARTS = ['overview', 'events', 'spans', 'tags', 'vitals'] as const;
export type TransactionPart = (typeof TRANSACTION_PARTS)[number];

/** What kinds of spans are ordered by: their self time, spans an event, or a percentile of their durations. */
export const SPAN_ORDERS = ['self', 'count', 'p50', 'p95'] as const;
export type SpanOrder = (typeof SPAN_ORDERS)[number];

/** Columns of every event whose values are listed as those of a tag are. A tag of the same name is another thing. */
export const LISTED_COLUMNS = [
  'release',
  'environment',
  'user.display',
  'http.method',
  'status',
] as const satisfies readonly TextColumn[];
export type ListedColumn = (typeof LISTED_COLUMNS)[number];
export type ListedField = TagField | ListedColumn;

/** How the page of a transaction is looked at. */
export interface TransactionLook {
  readonly part: TransactionPart;
  /** What the values are listed of; null: the tag that most events have. */
  readonly listed: ListedField | null;
  readonly spans: SpanOrder;
}

export const DEFAULT_TRANSACTION_LOOK: TransactionLook = { part: 'overview', listed: null, spans: 'self' };
