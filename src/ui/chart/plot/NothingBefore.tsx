import type { ReactNode } from 'react';
import type { EpochMs } from '../../../model/time.ts';
import { Button } from '../../Button.tsx';
import { formatMinute } from '../../format.ts';
import type { Zone } from '../../format.ts';
import css from './nothing-before.module.css';

/** Says in the empty part of a plot when its data begin, and offers to look at the time since then. */
export function NothingBefore(props: {
  readonly begin: EpochMs;
  readonly zone: Zone;
  /** Where the empty part is, in pixels of the plot. */
  readonly left: number;
  readonly width: number;
  readonly onFit: () => void;
}): ReactNode {
  const { begin, zone, left, width, onFit } = props;
  return (
    <p className={css.words} style={{ left, width }}>
      <span>No transactions before {formatMinute(begin, zone)}</span>
      <Button size="small" onClick={onFit}>
        Fit to data
      </Button>
    </p>
  );
}
