import { CircleMinus, Columns2, ListFilter, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { searchForTransactions, searchWithoutTransactions } from '../../view/transaction-search.ts';
import { useStars } from '../../view/use-stars.ts';
import { useView } from '../../view/use-view.ts';
import { MOST_TOGETHER } from '../../view/view.ts';
import type { TransactionRow } from './transaction-rows.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What can be done with transactions that were picked out of the table. */
export function SelectedTransactions(props: {
  readonly selected: readonly TransactionRow[];
  /** All of the table, which tell whether a name alone says which transaction is meant. */
  readonly all: readonly TransactionRow[];
  /** Puts the rows back, once nothing more is to be done with them. */
  readonly onDone: () => void;
}): ReactNode {
  const { selected, all, onDone } = props;
  const { edit } = useView();
  const { isStarred, toggle } = useStars();
  const ids = selected.map(({ id }) => id);
  const isFew = ids.length >= 2 && ids.length <= MOST_TOGETHER;
  const isAllStarred = ids.every(isStarred);
  const narrow = (write: typeof searchForTransactions) => (): void => {
    const named = all.map(({ id }) => id);
    edit(({ search }) => ({ search: write(search, ids, named) }));
    onDone();
  };
  const star = (): void => {
    for (const id of ids) if (isStarred(id) === isAllStarred) toggle?.(id);
  };
  return (
    <>
      <Button
        size="small"
        icon={<Columns2 {...ICON} />}
        // In the order of the keys also where it can do nothing, and says why.
        aria-disabled={!isFew}
        title={
          isFew
            ? 'One line each in one chart, and their numbers'
            : `Select two to ${MOST_TOGETHER} transactions`
        }
        onClick={() => {
          if (isFew) edit({ together: ids });
        }}
      >
        Compare
      </Button>
      <Button
        look="ghost"
        size="small"
        icon={<ListFilter {...ICON} />}
        onClick={narrow(searchForTransactions)}
      >
        Only these
      </Button>
      <Button
        look="ghost"
        size="small"
        icon={<CircleMinus {...ICON} />}
        onClick={narrow(searchWithoutTransactions)}
      >
        All but these
      </Button>
      {toggle !== null && (
        <Button look="ghost" size="small" icon={<Star {...ICON} />} onClick={star}>
          {isAllStarred ? 'Take stars away' : 'Star'}
        </Button>
      )}
    </>
  );
}
