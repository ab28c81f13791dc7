import { sentStart } from '../../model/span.ts';
import type { ErrorEvent, Span } from '../../model/span.ts';
import type { TransactionFacts } from '../../model/transaction.ts';

// By what things of one trace are the same, however often they are sent.

export function transactionKey(of: Pick<TransactionFacts, 'project' | 'traceId' | 'spanId'>): string {
  return `${of.traceId} ${of.spanId} ${of.project}`;
}

export function spanKey(span: Pick<Span, 'spanId' | 'start' | 'drift'>): string {
  return `${span.spanId} ${sentStart(span)}`;
}

export function errorKey({ project, eventId }: Pick<ErrorEvent, 'project' | 'eventId'>): string {
  return `${eventId} ${project}`;
}

/** The values whose key is neither known nor that of one before. */
export function onceOnly<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
  known: Iterable<string> = [],
): Value[] {
  const seen = new Set(known);
  return values.filter((value) => {
    const key = keyOf(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
