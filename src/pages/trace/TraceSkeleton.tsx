import type { ReactNode } from 'react';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import css from './TraceSkeleton.module.css';

/** Depth, start and length of the lines, in percent of the timeline. */
const LINES = [
  [0, 0, 100],
  [1, 0, 4],
  [2, 1, 2],
  [1, 5, 90],
  [2, 6, 8],
  [2, 15, 26],
  [3, 15, 16],
  [3, 33, 7],
  [2, 44, 40],
  [3, 44, 39],
  [2, 86, 6],
  [1, 95, 4],
] as const;

/** The waterfall before its trace has arrived, in its final shape. `title`: what is known of it already. */
export function TraceSkeleton({ title }: { readonly title: string | null }): ReactNode {
  return (
    <div className={css.page} aria-busy aria-label="Loading the trace">
      <div className={css.header}>
        {title !== null && <h1 className={css.title}>{title}</h1>}
        <Skeleton width={72} height={20} />
        <Skeleton width={280} height={12} />
      </div>
      <div className={css.tools}>
        <Skeleton width={300} height={16} />
      </div>
      <div className={css.findings} />
      <div className={css.overview} />
      <div className={css.axis} />
      {LINES.map(([depth, start, length], at) => (
        <div key={at} className={css.line}>
          <div className={css.name} style={{ paddingLeft: 24 + depth * 14 }}>
            <Skeleton width={`${70 - depth * 9 - (at % 3) * 7}%`} height={10} />
          </div>
          <div className={css.track}>
            <div style={{ marginLeft: `${start}%`, width: `${length}%` }}>
              <Skeleton height={14} />
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}
