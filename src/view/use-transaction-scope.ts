import { useMemo } from 'react';
import { both } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import { comparedScope } from './compare.ts';
import type { ComparedScope } from './compare.ts';
import { useScope } from './use-scope.ts';
import { useView } from './use-view.ts';
import type { TransactionId } from './view.ts';

/** The rows of one transaction. One without a name is one whose name is absent. */
export function transactionFilter({ project, transaction }: TransactionId): Filter {
  return both(
    { kind: 'in', field: 'project', values: [project === '' ? null : project] },
    { kind: 'in', field: 'transaction', values: [transaction === '' ? null : transaction] },
  );
}

/** The page's rows that are of one transaction. */
export function useTransactionScope(id: TransactionId): ComparedScope {
  const scope = useScope();
  const { compare, zone } = useView().view;
  const { project, transaction } = id;
  return useMemo(
    () =>
      comparedScope(
        { ...scope, where: both(scope.where, transactionFilter({ project, transaction })) },
        compare,
        zone,
      ),
    [scope, project, transaction, compare, zone],
  );
}
