import type { ReactNode } from 'react';
import { RATINGS } from '../../metrics/vital-bands.ts';
import type { VitalCounts } from '../../metrics/vital-shares.ts';
import { formatPercent } from '../../ui/format.ts';
import css from './vitals.module.css';
import { RATING_WORDS } from './vital-words.ts';

/** Which part of the page views is good, needs work and is poor; what is not judged stays grey. */
export function ShareBar({ counts }: { readonly counts: VitalCounts }): ReactNode {
  const { total } = counts;
  if (total === 0) return <span className={css.shares} aria-hidden />;
  const shares = RATINGS.map((rating) => ({ rating, share: counts[rating] / total }));
  const words = shares.map(({ rating, share }) => `${formatPercent(share)} ${RATING_WORDS[rating]}`);
  return (
    <span className={css.shareBox}>
      <span className={css.shares} title={words.join(', ')} aria-hidden>
        {shares.map(({ rating, share }) =>
          share > 0 ? <i key={rating} data-rating={rating} style={{ flexGrow: share }} /> : null,
        )}
        {total > counts.good + counts.meh + counts.poor && (
          <i style={{ flexGrow: 1 - shares.reduce((sum, { share }) => sum + share, 0) }} />
        )}
      </span>
      <span className={css.shareWords}>
        {shares.map(({ rating, share }) => (
          <span key={rating} data-rating={rating}>
            {formatPercent(share)}
            <span className="hidden"> {RATING_WORDS[rating]}</span>
          </span>
        ))}
      </span>
    </span>
  );
}
