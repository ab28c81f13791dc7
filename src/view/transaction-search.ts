import { refined } from './refine.ts';
import type { TransactionId } from './view.ts';

/** A search narrowed to one transaction, for pages that are about any. */
export function transactionSearch(search: string, { project, transaction }: TransactionId): string {
  const named = refined(search, { kind: 'include', field: 'transaction', value: transaction });
  return refined(named, { kind: 'include', field: 'project', value: project });
}
