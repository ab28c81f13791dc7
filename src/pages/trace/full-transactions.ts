import type { Trace } from '../../model/trace.ts';
import { formatCount } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';

/** So many spans of a transaction Sentry's SDKs send if they are not told otherwise: later ones are dropped. */
const MOST_SENT = 1000;

/** What is said of transactions that have as many spans as their SDK sends. */
export function fullTransactions({ transactions }: Pick<Trace, 'transactions'>): string[] {
  const full = [...transactions.values()].filter(
    ({ spans, sdk }) => spans === MOST_SENT && sdk?.startsWith('sentry.') === true,
  );
  return full.map(
    ({ transaction }) =>
      `${toVisibleLine(transaction, 80)} has ${formatCount(MOST_SENT)} spans, the most that its SDK sends: the next ones may be missing.`,
  );
}
