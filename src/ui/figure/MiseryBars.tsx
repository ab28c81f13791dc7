import type { ReactNode } from 'react';
import { formatCount, formatScore } from '../format.ts';
import css from './figure.module.css';

const BARS = 10;
/** Of a bar with the gap behind it, in pixels, as its styles have it. */
const WIDTH = 4;

/** User Misery as ten bars. The bars round; sorting takes the number itself. */
export function MiseryBars(props: {
  /** NaN: no data. */
  readonly misery: number;
  readonly miserable: number;
  readonly users: number;
  /** What a response may take, in words: `T = 300 ms`; null where it differs between the rows. */
  readonly threshold: string | null;
}): ReactNode {
  const { misery, miserable, users, threshold } = props;
  const limit = threshold === null ? 'four times the threshold of the transaction' : `4 T, with ${threshold}`;
  const words = Number.isFinite(misery)
    ? `User Misery ${formatScore(misery)}: ${formatCount(miserable)} of ${formatCount(users)} users waited longer than ${limit}. ` +
      'With few users the score is drawn towards 0.05.'
    : 'No data.';
  const on = Number.isFinite(misery) ? Math.round(misery * BARS) : 0;
  return (
    <span
      className={css.misery}
      role="img"
      aria-label={words}
      title={words}
      data-metric="user_misery"
      data-exact={Number.isFinite(misery) ? String(misery) : 'none'}
      // One background: as elements they were an eighth of a table.
      style={{ backgroundSize: `${on * WIDTH}px 100%, auto` }}
    />
  );
}
