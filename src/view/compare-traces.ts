import { compareTracesLink } from './links.ts';
import type { LinkTo } from './links.ts';
import type { TransactionId, View } from './view.ts';

/** An event of which the trace can be compared with another one's. */
interface Comparable extends TransactionId {
  readonly trace: string;
  readonly span: string;
}

/** Where the traces of two events are compared; or why these cannot be. */
export function compareTraces(
  view: View,
  selected: readonly Comparable[],
): { readonly to: LinkTo | null; readonly reason: string } {
  const [one, two, ...more] = selected;
  if (one === undefined || two === undefined || more.length > 0) {
    return { to: null, reason: 'Select two events' };
  }
  if (one.trace === two.trace) return { to: null, reason: 'Both are of the same trace' };
  const { project, transaction } = one;
  return {
    to: compareTracesLink({ ...view, transaction: { project, transaction } }, one, two.trace),
    reason: 'What one trace has and the other has not',
  };
}
