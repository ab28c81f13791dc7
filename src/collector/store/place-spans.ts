import type { Span } from '../../model/span.ts';
import type { Transaction } from '../../model/transaction.ts';
import { assemble } from '../../trace/assemble.ts';
import type { StoredTrace } from './merge-trace.ts';

/** A span and the row of its transaction, NaN while that is not known. */
export interface PlacedSpan {
  readonly span: Span;
  readonly row: number;
}

/** Whether what the block says of its spans is so in the whole trace: nothing of it came at another time. */
function isWhole({ transactions, spans, blocks }: StoredTrace): boolean {
  if (blocks > 1) return false;
  const own = new Set(spans.flatMap(({ spanId, segment }) => (spanId === segment ? spanId : [])));
  return transactions.every(({ spanId }) => own.has(spanId));
}

/** The spans of a trace with segment and self time as all that is stored of it tells, and the row of each. */
export function placeSpans(trace: StoredTrace): PlacedSpan[] {
  const { transactions, errors } = trace;
  const spans = isWhole(trace)
    ? trace.spans
    : assemble({ facts: transactions, spans: trace.spans, errors }).spans;
  const bySegment = new Map<string, readonly Transaction[]>();
  for (const row of transactions) bySegment.set(row.spanId, [...(bySegment.get(row.spanId) ?? []), row]);
  return spans.map((span): PlacedSpan => {
    const owners = bySegment.get(span.segment ?? '') ?? [];
    const owner = owners.find(({ project }) => project === span.project) ?? owners[0];
    return { span, row: owner?.row ?? NaN };
  });
}
