import { Columns2, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { NarrowButtons } from '../../ui/table/NarrowButtons.tsx';
import { useNarrowing } from '../../view/use-narrowing.ts';
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
  const { isStarred, mark } = useStars();
  const ids = selected.map(({ id }) => id);
  const isFew = ids.length >= 2 && ids.length <= MOST_TOGETHER;
  const isAllStarred = ids.every(isStarred);
  const narrowing = useNarrowing(
    ids,
    all.map(({ id }) => id),
    onDone,
  );
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
            : `Select 2 to ${MOST_TOGETHER} transactions`
        }
        onClick={() => {
          if (isFew) edit({ together: ids });
        }}
      >
        Compare
      </Button>
      <NarrowButtons {...narrowing} />
      {mark !== null && (
        <Button look="ghost" size="small" icon={<Star {...ICON} />} onClick={() => mark(ids, !isAllStarred)}>
          {isAllStarred ? 'Remove stars' : 'Star'}
        </Button>
      )}
    </>
  );
}
