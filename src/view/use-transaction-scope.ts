import { useMemo } from 'react';
import { both } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import type { Scope } from '../model/query.ts';
import { useScope } from './use-scope.ts';
import type { TransactionId } from './view.ts';

/** The rows of one transaction. One without a name is one whose name is absent. */
export function transactionFilter({ project, transaction }: TransactionId): Filter {
  return both(
    { kind: 'in', field: 'project', values: [project === '' ? null : project] },
    { kind: 'in', field: 'transaction', values: [transaction === '' ? null : transaction] },
  );
}

/** The page's rows that are of one transaction. */
export function useTransactionScope(id: TransactionId): Scope {
  const scope = useScope();
  const { project, transaction } = id;
  return useMemo(
    () => ({ ...scope, where: both(scope.where, transactionFilter({ project, transaction })) }),
    [scope, project, transaction],
  );
}
