import type { Decoded } from '../model/decoded.ts';
import type { ErrorEvent, Span } from '../model/span.ts';
import type { TransactionFacts } from '../model/transaction.ts';

type Item = TransactionFacts | Span | ErrorEvent;

/** What becomes of each thing in a request; one that stays is given back as it is. */
interface Changes {
  readonly facts: (facts: TransactionFacts) => TransactionFacts;
  readonly span: (span: Span) => Span;
  readonly error: (error: ErrorEvent) => ErrorEvent;
}

/** A request with everything in it changed; what is an item stays one. The same request when nothing changes. */
export function mapDecoded(decoded: Decoded, { facts, span, error }: Changes): Decoded {
  const after = new Map<Item, Item>();
  const changed = <One extends Item>(before: One, change: (item: One) => One): One => {
    const now = change(before);
    if (now !== before) after.set(before, now);
    return now;
  };
  const spans = decoded.spans.map((each) => changed(each, span));
  const transactions = decoded.transactions.map((each) => changed(each, facts));
  const errors = decoded.errors.map((each) => changed(each, error));
  if (after.size === 0) return decoded;
  const items = new Set(Array.from(decoded.items, (item) => after.get(item) ?? item));
  return { ...decoded, transactions, spans, errors, items };
}
