import type { ErrorEvent, Span } from '../model/span.ts';
import type { Transaction } from '../model/transaction.ts';

/** The spans of a trace, each once, found by their id. */
export interface DistinctSpans {
  readonly spans: readonly Span[];
  /** The first span with an id; the others follow in `next`. */
  readonly byId: ReadonlyMap<string, number>;
  /** The next span with the same id, or -1. */
  readonly next: Int32Array;
  /** Spans left out because they had been there. */
  readonly repeated: number;
  /** Spans that share an id with one of another start. */
  readonly sharedIds: number;
  /** Spans made of transactions that had none. */
  readonly made: number;
}

/** The span of a transaction whose own one was not sent or not kept. */
function toSpan(transaction: Transaction): Span {
  return {
    traceId: transaction.traceId,
    spanId: transaction.spanId,
    parentId: null,
    project: transaction.project,
    op: transaction.op,
    description: transaction.transaction,
    start: transaction.start,
    duration: transaction.duration,
    exclusive: transaction.duration,
    status: transaction.status,
    group: '',
    segment: transaction.spanId,
    attributes: transaction.attributes,
  };
}

/**
 * Drops repeats: two spans are the same when id and start are. The later one stays, for it may know more. A span of
 * the same id and another start is a span of its own (Zipkin's client and server share an id).
 */
export function distinctSpans(given: readonly Span[], transactions: readonly Transaction[]): DistinctSpans {
  const spans: Span[] = [];
  const byId = new Map<string, number>();
  const next = new Int32Array(given.length + transactions.length).fill(-1);
  let repeated = 0;
  let sharedIds = 0;
  let made = 0;
  for (const span of given) {
    const first = byId.get(span.spanId);
    if (first === undefined) {
      byId.set(span.spanId, spans.length);
      spans.push(span);
      continue;
    }
    let at = first;
    while (spans[at]?.start !== span.start && (next[at] ?? -1) >= 0) at = next[at] ?? -1;
    if (spans[at]?.start === span.start) {
      spans[at] = span;
      repeated += 1;
    } else {
      next[at] = spans.length;
      spans.push(span);
      sharedIds += 1;
    }
  }
  for (const transaction of transactions) {
    if (byId.has(transaction.spanId)) continue;
    byId.set(transaction.spanId, spans.length);
    spans.push(toSpan(transaction));
    made += 1;
  }
  return { spans, byId, next, repeated, sharedIds, made };
}

/** Errors, each once by project and id, oldest first. */
export function distinctErrors(errors: readonly ErrorEvent[]): ErrorEvent[] {
  const byId = new Map(errors.map((error) => [`${error.project} ${error.eventId}`, error]));
  return [...byId.values()].sort((a, b) => a.timestamp - b.timestamp);
}

/** The span with an id; where several share it the one of `project`, else the first. -1 where there is none. */
export function spanWithId(distinct: DistinctSpans, spanId: string, project: string): number {
  const first = distinct.byId.get(spanId) ?? -1;
  for (let at = first; at >= 0; at = distinct.next[at] ?? -1) {
    if (distinct.spans[at]?.project === project) return at;
  }
  return first;
}
