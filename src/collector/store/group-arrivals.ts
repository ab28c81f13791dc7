import type { Packed, Parcel, SpanBlock } from '../parcel/parcel.ts';
import { NOTHING_CUT, cutOf } from '../../model/error-report.ts';
import type { ErrorEvent } from '../../model/span.ts';
import type { EpochMs } from '../../model/time.ts';
import type { AssembledTransaction } from '../../trace/assemble.ts';
import { errorKey } from '../parcel/identity.ts';
import type { Counters } from './counters.ts';

/** Something of a parcel, and when it arrived. */
export type Arrival<Value> = Packed<Value> & { readonly received: EpochMs };

/** Spans of a trace, and when they arrived. */
export type ArrivedBlock = SpanBlock & { readonly received: EpochMs };

/** What arrived of one trace, in order. */
export interface Arrivals {
  readonly transactions: readonly Arrival<AssembledTransaction>[];
  readonly errors: readonly Arrival<ErrorEvent>[];
  readonly blocks: readonly ArrivedBlock[];
  /** Whether it came in one parcel, so that it is put together already as far as it can be by itself. */
  readonly isOneParcel: boolean;
}

/** What a batch of requests holds, sorted by what it belongs to. */
export interface Batch {
  /** By trace id; in the order of arrival. */
  readonly traces: ReadonlyMap<string, Arrivals>;
  /** Transactions in the order of arrival: rows are given in it, so that a rebuilt database gives the same. */
  readonly transactions: readonly AssembledTransaction[];
  /** Errors that belong to no trace. As those of traces, only new ones, each once. */
  readonly loose: readonly Arrival<ErrorEvent>[];
}

interface OpenArrivals extends Arrivals {
  readonly transactions: Arrival<AssembledTransaction>[];
  readonly errors: Arrival<ErrorEvent>[];
  readonly blocks: ArrivedBlock[];
  readonly parcel: Parcel;
  isOneParcel: boolean;
}

/** Counts what a request says about its items before any of them is stored. */
function countRequest({ counts }: Parcel, counters: Counters): void {
  counters.add('received', counts.received);
  counters.add('repeated', counts.repeated);
  for (const { kind, count } of counts.skipped) counters.add('skipped', count, kind);
  for (const { reason, count } of counts.refused) counters.add('refused', count, reason);
  for (const { reason, count } of counts.droppedByClient) counters.add('dropped', count, reason);
  for (const { reason, count } of counts.filtered) counters.add('filtered', count, reason);
}

/**
 * Sorts parcels by trace, and counts what is known before they are stored. `errors`: the keys of those that are stored
 * already; one event is one error, whatever trace it is sent with.
 */
export function groupArrivals(
  parcels: readonly Parcel[],
  errors: Iterable<string>,
  counters: Counters,
): Batch {
  const known = new Set(errors);
  const traces = new Map<string, OpenArrivals>();
  const transactions: AssembledTransaction[] = [];
  const loose: Arrival<ErrorEvent>[] = [];
  const arrivalsOf = (traceId: string, parcel: Parcel): OpenArrivals => {
    let arrivals = traces.get(traceId);
    if (arrivals === undefined) {
      arrivals = { transactions: [], errors: [], blocks: [], parcel, isOneParcel: true };
      traces.set(traceId, arrivals);
    } else if (arrivals.parcel !== parcel) {
      arrivals.isOneParcel = false;
    }
    return arrivals;
  };
  for (const parcel of parcels) {
    const { received } = parcel;
    for (const packed of parcel.transactions) {
      transactions.push(packed.value);
      arrivalsOf(packed.value.traceId, parcel).transactions.push({ ...packed, received });
    }
    for (const block of parcel.blocks) {
      arrivalsOf(block.traceId, parcel).blocks.push({ ...block, received });
    }
    for (const packed of parcel.errors) {
      const { traceId } = packed.value;
      const arrivals = traceId === null ? null : arrivalsOf(traceId, parcel);
      const key = errorKey(packed.value);
      if (known.has(key)) {
        if (packed.isItem) counters.add('repeated', 1);
        // In its parcel the error is one of its transaction.
        if (arrivals !== null) arrivals.isOneParcel = false;
        continue;
      }
      known.add(key);
      counters.add('stacks', cutOf(packed.value.report?.cut ?? NOTHING_CUT));
      (arrivals?.errors ?? loose).push({ ...packed, received });
    }
    countRequest(parcel, counters);
  }
  return { traces, transactions, loose };
}
