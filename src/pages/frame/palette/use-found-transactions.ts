import type { Query } from '../../../model/query.ts';
import { textsOf } from '../../../view/read-result.ts';
import { askSource, useAside } from '../../../view/use-aside.ts';
import { useScope } from '../../../view/use-scope.ts';
import type { TransactionId } from '../../../view/view.ts';

const MOST_TRANSACTIONS = 20;

/** Transactions whose name has the words, those with most time first, whatever the search of the page is. */
export function useFoundTransactions(query: string): readonly TransactionId[] {
  const { range } = useScope();
  const words = query.trim();
  const question: Query = {
    of: 'transactions',
    range,
    where: { kind: 'like', field: 'transaction', pattern: `*${words}*` },
    by: ['project', 'transaction'],
    show: [{ metric: 'sum' }],
    order: [{ show: 0, desc: true }],
    limit: MOST_TRANSACTIONS,
  };
  const { data } = useAside(words === '' ? null : question, askSource);
  if (data === undefined) return [];
  const projects = textsOf(data, 'project');
  return textsOf(data, 'transaction').map((transaction, group) => ({
    project: projects[group] ?? '',
    transaction: transaction ?? '',
  }));
}
