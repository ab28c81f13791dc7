import type { ReactNode } from 'react';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import css from './panels.module.css';

/** A list widget while nothing is known, in its size. */
export function PanelSkeleton({ rows }: { readonly rows: number }): ReactNode {
  return (
    <div>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={css.row}>
          <Skeleton height={14} width={`${50 + ((row * 17) % 30)}%`} />
        </div>
      ))}
    </div>
  );
}
