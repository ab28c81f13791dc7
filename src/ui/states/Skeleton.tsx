import type { ReactNode } from 'react';
import css from './states.module.css';

/** Stands where something will be, in its size; pixels, or any CSS length. */
export function Skeleton(props: {
  readonly height: number | string;
  readonly width?: number | string;
}): ReactNode {
  const { height, width = '100%' } = props;
  return <span className={css.skeleton} style={{ height, width }} aria-hidden />;
}
