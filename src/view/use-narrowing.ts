import { MOST_NAMED, searchForTransactions, searchWithoutTransactions } from './transaction-search.ts';
import { useView } from './use-view.ts';
import type { TransactionId } from './view.ts';

/** Both ways to narrow the search by transactions. */
export interface Narrowing {
  readonly onlyThese: () => void;
  readonly allButThese: () => void;
  /** Why neither can be gone; null: both can. */
  readonly refusal: string | null;
}

/**
 * Narrows the search to transactions that were picked out of a table, or to all others. `all` of the table tell whether a
 * name alone says which transaction is meant; `onDone` is called when nothing more is to be done with those picked.
 */
export function useNarrowing(
  ids: readonly TransactionId[],
  all: readonly TransactionId[],
  onDone: () => void,
): Narrowing {
  const { edit } = useView();
  const narrow = (write: typeof searchForTransactions) => (): void => {
    edit(({ search }) => ({ search: write(search, ids, all) }));
    onDone();
  };
  return {
    onlyThese: narrow(searchForTransactions),
    allButThese: narrow(searchWithoutTransactions),
    refusal: ids.length > MOST_NAMED ? `A search names ${MOST_NAMED} transactions at most` : null,
  };
}
