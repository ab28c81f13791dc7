import type { ErrorEvent, Span } from '../../model/span.ts';
import { MINUTE } from '../../model/time.ts';
import type { EpochMs } from '../../model/time.ts';
import { VITALS, WORK } from '../../model/transaction.ts';
import type { Transaction, TransactionFacts } from '../../model/transaction.ts';
import { assemble } from '../../trace/assemble.ts';
import { VITAL_TAGS } from '../../trace/vital-sources.ts';
import { spanKey, transactionKey } from '../parcel/identity.ts';
import type { SpanBlock } from '../parcel/parcel.ts';
import { decodeSpans, encodeSpans } from '../parcel/span-block.ts';
import type { Arrivals } from './group-arrivals.ts';
import type { FormerTransaction, StoredTransaction } from './transaction-rows.ts';

/** Spans that one trace may hold; what comes beyond is counted and left out. */
export const MOST_SPANS = 100_000;

/** What is stored of one trace. */
export interface StoredTrace {
  readonly transactions: readonly StoredTransaction[];
  /** As they were when each block of them was written: `place-spans` says what they are among all others. */
  readonly spans: readonly Span[];
  readonly errors: readonly ErrorEvent[];
  /** In how many blocks the spans are kept. */
  readonly blocks: number;
}

export const NOTHING_STORED: StoredTrace = { transactions: [], spans: [], errors: [], blocks: 0 };

/** How the tables change by what arrived of one trace. */
export interface TraceChange {
  /** New transactions, and later versions of stored ones. */
  readonly transactions: readonly StoredTransaction[];
  /** Stored transactions as they were, where a full minute saw them so. */
  readonly former: readonly FormerTransaction[];
  /** New spans. */
  readonly blocks: readonly SpanBlock[];
  readonly errors: readonly ErrorEvent[];
  /** Items of which nothing was stored before. */
  readonly stored: number;
  /** Spans that were left out, and how many of them are items. */
  readonly cut: { readonly spans: number; readonly items: number };
}

/** The arrivals whose key is not among `stored`, each key once. */
function unknownOnly<Each extends { readonly value: unknown }>(
  arrivals: readonly Each[],
  stored: Iterable<string>,
  keyOf: (value: Each['value']) => string,
): Each[] {
  const known = new Set(stored);
  return arrivals.filter(({ value }) => {
    const key = keyOf(value);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

/** How many of the arrivals are items. */
function itemsIn(arrivals: readonly { readonly isItem: boolean }[]): number {
  return arrivals.reduce((sum, { isItem }) => sum + (isItem ? 1 : 0), 0);
}

/** How many items arrived of a trace. */
export function itemsOf({ transactions, errors, blocks }: Arrivals): number {
  return itemsIn(transactions) + itemsIn(errors) + blocks.reduce((sum, { items }) => sum + items, 0);
}

/**
 * Whether what is derived from spans and errors is the same in both versions, and how its clock was set right; other
 * facts never change.
 */
function isSame(before: Transaction, after: Transaction): boolean {
  return (
    before.start === after.start &&
    before.spans === after.spans &&
    before.errors === after.errors &&
    WORK.every((work) => before.work[work] === after.work[work]) &&
    VITALS.every((vital) => before.vitals[vital] === after.vitals[vital]) &&
    Object.values(VITAL_TAGS).every((tag) => before.tags.get(tag) === after.tags.get(tag))
  );
}

export type RowOf = (transaction: TransactionFacts) => number;

/** The first full minute that finds what arrived. */
export function seenFrom({ transactions, errors, blocks }: Arrivals): EpochMs {
  let last = Number.NEGATIVE_INFINITY;
  for (const { received } of [...transactions, ...errors, ...blocks]) last = Math.max(last, received);
  return fullMinute(last);
}

/** The first full minute at or behind a time. */
export function fullMinute(time: EpochMs): EpochMs {
  return Math.ceil(time / MINUTE) * MINUTE;
}

/** What arrived of a trace of which nothing is stored, in one parcel: there is nothing left to put together. */
export function takeTrace(arrivals: Arrivals, rowOf: RowOf): TraceChange {
  const { transactions, errors, blocks } = arrivals;
  const since = seenFrom(arrivals);
  return {
    transactions: transactions.map(({ value, received }) => ({
      ...value,
      received,
      row: rowOf(value),
      since,
    })),
    former: [],
    blocks,
    errors: errors.map(({ value }) => value),
    stored: itemsOf(arrivals),
    cut: { spans: 0, items: 0 },
  };
}

/** The new spans of a trace as they are to be kept: in the blocks they came in, where all of these are new. */
function toBlocks(
  arrivals: Arrivals,
  arrived: number,
  fresh: readonly { readonly value: Span; readonly isItem: boolean }[],
  assembled: readonly Span[],
): readonly SpanBlock[] {
  if (fresh.length === arrived) return arrivals.blocks;
  if (fresh.length === 0) return [];
  const isItem = new Map(fresh.map((each) => [spanKey(each.value), each.isItem]));
  const spans = assembled.filter((span) => isItem.has(spanKey(span)));
  return [
    {
      traceId: arrivals.blocks[0]?.traceId ?? '',
      spans: spans.length,
      items: itemsIn(fresh),
      last: spans.reduce((last, { start, duration }) => Math.max(last, start + duration), -Infinity),
      bytes: encodeSpans(spans, (place) => isItem.get(spanKey(spans[place] as Span)) === true),
    },
  ];
}

/**
 * Puts what arrived of a trace together with what is stored of it. What is stored wins over repeats; late spans and
 * errors change the transactions they belong to. Of stored spans the outline is enough (`load-traces`). `rowOf` gives
 * the row of every transaction, stored or new. All of it arrived before the same full minute (`merge-by-minute`).
 */
export function mergeTrace(stored: StoredTrace, arrivals: Arrivals, rowOf: RowOf): TraceChange {
  const before = new Map(stored.transactions.map((row) => [transactionKey(row), row]));
  const arrived = unknownOnly(arrivals.transactions, before.keys(), transactionKey);
  const received = new Map(arrived.map((each) => [transactionKey(each.value), each.received]));
  const spans = arrivals.blocks.flatMap(({ bytes, traceId }) =>
    decodeSpans(bytes, traceId, 'whole').map(({ span, isItem }) => ({ value: span, isItem })),
  );
  const unknown = unknownOnly(spans, stored.spans.map(spanKey), spanKey);
  const room = Math.max(0, MOST_SPANS - stored.spans.length);
  const fresh = unknown.slice(0, room);
  const cut = unknown.slice(room);
  const { errors } = arrivals;
  const whole = assemble({
    facts: [...stored.transactions, ...arrived.map(({ value }) => value)],
    spans: [...stored.spans, ...fresh.map(({ value }) => value)],
    errors: [...stored.errors, ...errors.map(({ value }) => value)],
  });
  const since = seenFrom(arrivals);
  const transactions: StoredTransaction[] = [];
  const former: FormerTransaction[] = [];
  for (const assembled of whole.transactions) {
    const key = transactionKey(assembled);
    const known = before.get(key);
    const row: StoredTransaction = {
      ...assembled,
      row: rowOf(assembled),
      received: known?.received ?? received.get(key) ?? NaN,
      since,
    };
    if (known !== undefined && isSame(known, row)) continue;
    transactions.push(row);
    if (known !== undefined && known.since < since) former.push({ ...known, until: since });
  }
  return {
    transactions,
    former,
    blocks: toBlocks(arrivals, spans.length, fresh, whole.spans),
    errors: errors.map(({ value }) => value),
    stored: itemsIn(arrived) + itemsIn(fresh) + itemsIn(errors),
    cut: { spans: cut.length, items: itemsIn(cut) },
  };
}
