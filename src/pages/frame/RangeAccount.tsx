import type { ReactNode } from 'react';
import { writtenUpTo } from '../../model/number-style.ts';
import { formatCount } from '../../ui/format.ts';
import { Lines } from './Account.tsx';
import type { Entry } from './Account.tsx';
import css from './IntakeAccount.module.css';
import { useRangeQuality } from './use-range-quality.ts';
import type { RangeQuality } from './use-range-quality.ts';

function entriesOf({ withoutUser, late, rates }: RangeQuality): readonly Entry[] {
  const sampled = rates.filter(({ weight }) => weight > 1);
  return [
    {
      label: 'Without a user',
      count: withoutUser,
      help: 'They count for no user: users and User Misery are of the others.',
    },
    {
      label: 'Came late',
      count: late,
      help: 'Received when the time shown was over: who looked then saw less.',
    },
    {
      label: 'Sent as a sample',
      count: sampled.reduce((sum, { rows }) => sum + rows, 0),
      help: 'Each stands for several transactions: counts are extrapolated from them.',
      parts: sampled.map(({ weight, rows }) => ({
        label: `1 in ${writtenUpTo(weight, 2)}`,
        count: rows,
      })),
    },
  ];
}

/** How good the rows are that the page shows. */
export function RangeAccount(): ReactNode {
  const quality = useRangeQuality();
  if (Number.isNaN(quality.rows)) return <p className={css.title}>Looking at the time shown.</p>;
  return (
    <>
      <p className={css.title}>
        Of {formatCount(quality.rows)} {quality.rows === 1 ? 'transaction' : 'transactions'} in the time shown
      </p>
      <Lines entries={entriesOf(quality).filter(({ count }) => !Number.isNaN(count))} />
    </>
  );
}
