import type { ReactNode } from 'react';
import type { DurationAxis, DurationTick } from '../../ui/chart/duration-axis.ts';
import { Strip } from '../../ui/chart/Strip.tsx';
import type { Distribution } from '../../ui/chart/strip-path.ts';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import type { Numbers } from './transaction-rows.ts';

/** The distributions of all transactions on their one axis. */
export interface Distributions {
  readonly byKey: ReadonlyMap<string, Distribution>;
  readonly all: Distribution | undefined;
  /** Null while there is none. */
  readonly axis: DurationAxis | null;
  readonly ticks: readonly DurationTick[];
  /** Of the column, in pixels. */
  readonly width: number;
  /** What is compared with and held, such as `the previous period`; null where nothing is. */
  readonly other: string | null;
}

/** A transaction's distribution; its tail begins at the p95 of what is compared with, else at its own. */
export function DistributionCell(props: {
  readonly row: Numbers;
  readonly distribution: Distribution | undefined;
  readonly axis: DurationAxis | null;
  readonly ticks: readonly DurationTick[];
  readonly other: string | null;
  readonly height?: number;
}): ReactNode {
  const { row, distribution, axis, ticks, other, height = 40 } = props;
  if (distribution === undefined || axis === null) return null;
  const { p95 } = row;
  const isCompared = other !== null && p95.versusRows >= LOW_ROWS && Number.isFinite(p95.versus);
  return (
    <Strip
      distribution={distribution}
      axis={axis}
      ticks={ticks}
      height={height}
      p50={row.p50}
      p95={p95.value}
      p99={row.p99}
      tailFrom={isCompared ? p95.versus : p95.value}
      tailWords={isCompared ? `the p95 of ${other}` : 'its own p95'}
    />
  );
}
