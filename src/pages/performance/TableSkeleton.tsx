import type { ReactNode } from 'react';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import css from './performance.module.css';

const ROWS = 12;

/** The table while nothing is known of it, in its size. */
export function TableSkeleton(): ReactNode {
  return (
    <div aria-busy className={css.tableSkeleton}>
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row}>
          <Skeleton height={16} width={`${22 + ((row * 7) % 5) * 4}%`} />
          <Skeleton height={16} width="40%" />
        </div>
      ))}
    </div>
  );
}
