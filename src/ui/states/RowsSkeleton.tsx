import type { ReactNode } from 'react';
import { Skeleton } from './Skeleton.tsx';
import css from './states.module.css';

/** Stands where a table will be: its head and its rows, each as high as it will be, in pixels. */
export function RowsSkeleton(props: {
  readonly rows: number;
  readonly height: number;
  /** How high the head is; 0 where there is none. */
  readonly head?: number;
}): ReactNode {
  const { rows, height, head = 32 } = props;
  return (
    <div aria-busy className={css.rows}>
      {head > 0 && <div style={{ height: head }} />}
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ height }}>
          <Skeleton height={14} width={`${24 + ((row * 7) % 5) * 5}%`} />
          <Skeleton height={14} width="24%" />
        </div>
      ))}
    </div>
  );
}
