import { decodeSpans } from '../parcel/span-block.ts';
import type { Arrivals } from './group-arrivals.ts';
import { fullMinute, mergeTrace } from './merge-trace.ts';
import type { RowOf, StoredTrace, TraceChange } from './merge-trace.ts';

/** What arrived of a trace, by the first full minute that finds it. */
function byMinute({ transactions, errors, blocks }: Arrivals): readonly Arrivals[] {
  const all = [...transactions, ...errors, ...blocks].map(({ received }) => fullMinute(received));
  const minutes = [...new Set(all)].sort((a, b) => a - b);
  return minutes.map((minute) => {
    const isThen = ({ received }: { readonly received: number }): boolean => fullMinute(received) === minute;
    return {
      transactions: transactions.filter(isThen),
      errors: errors.filter(isThen),
      blocks: blocks.filter(isThen),
      isOneParcel: false,
    };
  });
}

/** What is stored of a trace once a change is. */
function storedAfter(stored: StoredTrace, { transactions, blocks, errors }: TraceChange): StoredTrace {
  const changed = new Set(transactions.map(({ row }) => row));
  const spans = blocks.flatMap(({ bytes, traceId }) =>
    decodeSpans(bytes, traceId, 'outline').map(({ span }) => span),
  );
  return {
    transactions: [...stored.transactions.filter(({ row }) => !changed.has(row)), ...transactions],
    spans: [...stored.spans, ...spans],
    errors: [...stored.errors, ...errors],
    blocks: stored.blocks + blocks.length,
  };
}

/** Two changes, one after the other, as one. */
function both(first: TraceChange, next: TraceChange): TraceChange {
  const changed = new Set(next.transactions.map(({ row }) => row));
  return {
    transactions: [...first.transactions.filter(({ row }) => !changed.has(row)), ...next.transactions],
    former: [...first.former, ...next.former],
    blocks: [...first.blocks, ...next.blocks],
    errors: [...first.errors, ...next.errors],
    stored: first.stored + next.stored,
    cut: { spans: first.cut.spans + next.cut.spans, items: first.cut.items + next.cut.items },
  };
}

/**
 * Puts what arrived of a trace together with what is stored of it, minute by minute of its arrival: alerts ask at full
 * minutes, and what each of them saw is the same however the spool was cut into batches.
 */
export function mergeByMinute(stored: StoredTrace, arrivals: Arrivals, rowOf: RowOf): TraceChange {
  const [first = arrivals, ...later] = byMinute(arrivals);
  let change = mergeTrace(stored, first, rowOf);
  let now = stored;
  let last = change;
  for (const part of later) {
    now = storedAfter(now, last);
    last = mergeTrace(now, part, rowOf);
    change = both(change, last);
  }
  return change;
}
