import type { ReactNode } from 'react';
import { formatDuration, formatPercent } from '../../ui/format.ts';
import table from '../../ui/table/table.module.css';
import css from './performance.module.css';

const FULL = 60;

/** A transaction's part of all time, with a bar as long as it is. */
export function ShareCell(props: {
  /** Its time in all, in milliseconds. */
  readonly sum: number;
  /** The time of all transactions. */
  readonly of: number;
  /** The largest `sum` of the table; NaN: no bar. */
  readonly largest: number;
}): ReactNode {
  const { sum, of, largest } = props;
  const share = of > 0 ? sum / of : Number.NaN;
  const words = formatPercent(share);
  const hasSign = words.endsWith('%');
  return (
    <span
      className={css.share}
      data-metric="sum"
      data-exact={String(sum)}
      title={`${formatDuration(sum)} in all`}
    >
      {hasSign ? words.slice(0, -1) : words}
      {hasSign && <span className={css.sign}>%</span>}
      {sum > 0 && largest > 0 && (
        <i
          className={table.bar}
          style={{ width: Math.max(1, Math.round((sum / largest) * FULL)) }}
          aria-hidden
        />
      )}
    </span>
  );
}
