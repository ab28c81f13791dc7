import type { ReactNode } from 'react';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { HEIGHT } from './RuleChart.tsx';
import css from './alerts.module.css';

/** Stands where the page of a rule will be, or its form: a head, the chart, and what is below it. */
export function AlertSkeleton(): ReactNode {
  return (
    <div className={css.page} aria-busy>
      <div className={css.head}>
        <Skeleton height={32} width={240} />
      </div>
      <div className={css.preview}>
        <div className={css.previewHead}>
          <Skeleton height={28} width={200} />
          <Skeleton height={28} width={160} />
        </div>
        <Skeleton height={HEIGHT} />
      </div>
      <RowsSkeleton rows={4} height={52} />
    </div>
  );
}
