import type { ErrorEvent } from '../model/span.ts';
import type { Transaction } from '../model/transaction.ts';
import { distinctErrors } from './distinct.ts';
import type { DistinctSpans } from './distinct.ts';
import { ownerAt } from './owner-at.ts';
import { NONE } from './trace.ts';

/** Where errors belong: to their span, else to the transaction of their service that ran then. */
export function placeErrors(
  errors: readonly ErrorEvent[],
  distinct: DistinctSpans,
  nodeOf: Int32Array,
  transactions: ReadonlyMap<number, Transaction>,
): { placed: Map<number, ErrorEvent[]>; loose: ErrorEvent[] } {
  const placed = new Map<number, ErrorEvent[]>();
  const loose: ErrorEvent[] = [];
  for (const error of distinctErrors(errors)) {
    const span =
      error.spanId === null ? NONE : distinct.spanNamed(error.spanId, error.project, error.traceId ?? '');
    const node = span === NONE ? transactionAt(error, transactions) : (nodeOf[span] ?? NONE);
    if (node === NONE) {
      loose.push(error);
      continue;
    }
    const here = placed.get(node);
    if (here === undefined) placed.set(node, [error]);
    else here.push(error);
  }
  return { placed, loose };
}

/** The transaction of an error that names no span: of its service and name, the one that was running. */
function transactionAt(error: ErrorEvent, transactions: ReadonlyMap<number, Transaction>): number {
  const candidates = [...transactions].flatMap(([node, { project, transaction, start, duration }]) => {
    const isNamed = error.transaction === null || error.transaction === transaction;
    return isNamed && project === error.project ? [{ node, start, end: start + duration, duration }] : [];
  });
  return ownerAt(error.timestamp, candidates)?.node ?? NONE;
}
