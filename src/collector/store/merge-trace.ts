import type { ErrorEvent, Span } from '../../model/span.ts';
import type { EpochMs } from '../../model/time.ts';
import { VITALS, WORK } from '../../model/transaction.ts';
import type { Transaction, TransactionFacts } from '../../model/transaction.ts';
import { assemble } from '../../trace/assemble.ts';
import type { PlacedSpan } from './span-rows.ts';

/** Spans that one trace may hold; what comes beyond is counted and left out. */
export const MOST_SPANS = 100_000;

/** What is stored of one trace. */
export interface StoredTrace {
  readonly transactions: readonly Transaction[];
  readonly spans: readonly PlacedSpan[];
  readonly errors: readonly ErrorEvent[];
}

export const NOTHING_STORED: StoredTrace = { transactions: [], spans: [], errors: [] };

/** Something that arrived, and whether it is an item of its own or part of one (`Quality`). */
export interface Arrival<Value> {
  readonly value: Value;
  readonly received: EpochMs;
  readonly isItem: boolean;
}

/** What arrived of one trace, in order. */
export interface Arrivals {
  readonly transactions: readonly Arrival<TransactionFacts>[];
  readonly spans: readonly Arrival<Span>[];
  readonly errors: readonly Arrival<ErrorEvent>[];
}

/** How the tables change by what arrived of one trace. */
export interface TraceChange {
  /** New transactions, and later versions of stored ones. */
  readonly transactions: readonly Transaction[];
  /** New spans. */
  readonly spans: readonly PlacedSpan[];
  /** Stored spans that have another transaction, row or self time now. */
  readonly moved: readonly PlacedSpan[];
  readonly errors: readonly ErrorEvent[];
  /** Items of which nothing was stored before. */
  readonly stored: number;
  /** Spans that were left out, and how many of them are items. */
  readonly cut: { readonly spans: number; readonly items: number };
}

export function transactionKey(of: {
  readonly project: string;
  readonly traceId: string;
  readonly spanId: string;
}): string {
  return `${of.traceId} ${of.spanId} ${of.project}`;
}

function spanKey({ spanId, start }: Span): string {
  return `${spanId} ${start}`;
}

export function errorKey({ project, eventId }: ErrorEvent): string {
  return `${eventId} ${project}`;
}

/** The arrivals whose key is not among `stored`, each key once. */
export function unknownOnly<Value>(
  arrivals: readonly Arrival<Value>[],
  stored: Iterable<string>,
  keyOf: (value: Value) => string,
): Arrival<Value>[] {
  const known = new Set(stored);
  return arrivals.filter(({ value }) => {
    const key = keyOf(value);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

/** How many of the arrivals are items. */
export function itemsIn(arrivals: readonly Arrival<unknown>[]): number {
  return arrivals.reduce((sum, { isItem }) => sum + (isItem ? 1 : 0), 0);
}

/** Whether what is derived from spans and errors is the same in both versions; other facts never change. */
function isSame(before: Transaction, after: Transaction): boolean {
  return (
    before.spans === after.spans &&
    before.errors === after.errors &&
    WORK.every((work) => before.work[work] === after.work[work]) &&
    VITALS.every((vital) => before.vitals[vital] === after.vitals[vital])
  );
}

function isSameSpan(before: PlacedSpan, after: PlacedSpan): boolean {
  return (
    Object.is(before.row, after.row) &&
    before.span.segment === after.span.segment &&
    Object.is(before.span.exclusive, after.span.exclusive)
  );
}

/**
 * Puts what arrived of a trace together with what is stored of it. What is stored wins over repeats; late spans and
 * errors change the transactions they belong to. Of stored spans the outline is enough (`load-traces`). `rowOf` gives
 * the row of every transaction, stored or new.
 */
export function mergeTrace(
  stored: StoredTrace,
  arrivals: Arrivals,
  rowOf: (transaction: TransactionFacts) => number,
): TraceChange {
  const before = new Map(stored.transactions.map((row) => [transactionKey(row), row]));
  const spansBefore = new Map(stored.spans.map((placed) => [spanKey(placed.span), placed]));
  const arrived = unknownOnly(arrivals.transactions, before.keys(), transactionKey);
  const received = new Map(arrived.map((each) => [transactionKey(each.value), each.received]));
  const unknown = unknownOnly(arrivals.spans, spansBefore.keys(), spanKey);
  const room = Math.max(0, MOST_SPANS - stored.spans.length);
  const spans = unknown.slice(0, room);
  const cut = unknown.slice(room);
  const errors = unknownOnly(arrivals.errors, stored.errors.map(errorKey), errorKey);

  const whole = assemble({
    facts: [...stored.transactions, ...arrived.map(({ value }) => value)],
    spans: [...stored.spans.map(({ span }) => span), ...spans.map(({ value }) => value)],
    errors: [...stored.errors, ...errors.map(({ value }) => value)],
  });
  const transactions = whole.transactions.map((assembled): Transaction => {
    const key = transactionKey(assembled);
    return {
      ...assembled,
      row: rowOf(assembled),
      received: before.get(key)?.received ?? received.get(key) ?? NaN,
    };
  });
  const bySegment = new Map<string, readonly Transaction[]>();
  for (const row of transactions) bySegment.set(row.spanId, [...(bySegment.get(row.spanId) ?? []), row]);
  const placed = whole.spans.map((span): PlacedSpan => {
    const owners = bySegment.get(span.segment ?? '') ?? [];
    const owner = owners.find(({ project }) => project === span.project) ?? owners[0];
    return { span, row: owner?.row ?? NaN };
  });
  const added: PlacedSpan[] = [];
  const moved: PlacedSpan[] = [];
  for (const each of placed) {
    const known = spansBefore.get(spanKey(each.span));
    if (known === undefined) added.push(each);
    else if (!isSameSpan(known, each)) moved.push(each);
  }
  return {
    transactions: transactions.filter((row) => {
      const known = before.get(transactionKey(row));
      return known === undefined || !isSame(known, row);
    }),
    spans: added,
    moved,
    errors: errors.map(({ value }) => value),
    stored: itemsIn(arrived) + itemsIn(spans) + itemsIn(errors),
    cut: { spans: cut.length, items: itemsIn(cut) },
  };
}
