import type { Decoded } from '../../model/decoded.ts';
import type { ErrorEvent, Span } from '../../model/span.ts';
import type { EpochMs } from '../../model/time.ts';
import type { TransactionFacts } from '../../model/transaction.ts';
import type { Counters } from './counters.ts';
import type { Arrival, Arrivals } from './merge-trace.ts';

/** A decoded request on its way into the tables. */
export interface DecodedEntry {
  readonly received: EpochMs;
  readonly decoded: Decoded;
}

/** What a batch of requests holds, sorted by what it belongs to. */
export interface Batch {
  /** By trace id; in the order of arrival. */
  readonly traces: ReadonlyMap<string, Arrivals>;
  /** Transactions in the order of arrival: rows are given in it, so that a rebuilt database gives the same. */
  readonly transactions: readonly TransactionFacts[];
  /** Errors that belong to no trace. */
  readonly loose: readonly Arrival<ErrorEvent>[];
}

interface OpenArrivals extends Arrivals {
  readonly transactions: Arrival<TransactionFacts>[];
  readonly spans: Arrival<Span>[];
  readonly errors: Arrival<ErrorEvent>[];
}

/** Counts what a request says about its items before any of them is stored. */
function countRequest({ received, skipped, refused, droppedByClient }: Decoded, counters: Counters): void {
  counters.add('received', received);
  for (const { kind, count } of skipped) counters.add('skipped', count, kind);
  for (const { reason, count } of refused) counters.add('refused', count, reason);
  for (const { reason, count } of droppedByClient) counters.add('dropped', count, reason);
}

/** Sorts requests by trace, and counts what is known before they are stored. */
export function groupArrivals(entries: readonly DecodedEntry[], counters: Counters): Batch {
  const traces = new Map<string, OpenArrivals>();
  const transactions: TransactionFacts[] = [];
  const loose: Arrival<ErrorEvent>[] = [];
  const arrivalsOf = (traceId: string): OpenArrivals => {
    let arrivals = traces.get(traceId);
    if (arrivals === undefined) {
      arrivals = { transactions: [], spans: [], errors: [] };
      traces.set(traceId, arrivals);
    }
    return arrivals;
  };
  for (const { decoded, received } of entries) {
    const { items } = decoded;
    for (const value of decoded.transactions) {
      transactions.push(value);
      arrivalsOf(value.traceId).transactions.push({ value, received, isItem: items.has(value) });
    }
    for (const value of decoded.spans) {
      arrivalsOf(value.traceId).spans.push({ value, received, isItem: items.has(value) });
    }
    for (const value of decoded.errors) {
      const arrival = { value, received, isItem: items.has(value) };
      if (value.traceId === null) loose.push(arrival);
      else arrivalsOf(value.traceId).errors.push(arrival);
    }
    countRequest(decoded, counters);
  }
  return { traces, transactions, loose };
}
