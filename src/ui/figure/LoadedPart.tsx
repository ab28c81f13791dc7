import type { ReactNode } from 'react';
import { formatCount } from '../format.ts';
import css from './loaded.module.css';

/** Says that numbers are of a part of the rows, and how far loading is; a line in no one's way. */
export function LoadedPart(props: {
  readonly rows: number;
  /** Null: not known yet. */
  readonly total: number | null;
}): ReactNode {
  const { rows, total } = props;
  const share = total === null || total === 0 ? null : Math.min(1, rows / total);
  return (
    <div className={css.loaded}>
      <div
        className={css.track}
        role="progressbar"
        aria-label="Loading transactions"
        {...(share === null
          ? {}
          : { 'aria-valuenow': Math.round(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
      >
        <i
          style={{ width: share === null ? '20%' : `${share * 100}%` }}
          data-open={share === null ? true : undefined}
        />
      </div>
      <span>
        {formatCount(rows)}
        {total === null ? ' transactions loaded' : ` of ${formatCount(total)} transactions loaded`}, the
        newest first. Numbers are of these.
      </span>
    </div>
  );
}
