import type { ReactNode } from 'react';
import css from './selection.module.css';

/** So wide the buttons are, about. */
const WIDTH = 240;

/** Buttons that stand at a selection, within the chart. */
export function ChipPlace(props: {
  /** The middle of the selection within the chart, in pixels. */
  readonly at: number;
  /** Of the chart. */
  readonly width: number;
  readonly children: ReactNode;
}): ReactNode {
  const { at, width, children } = props;
  const middle = Math.min(Math.max(at, WIDTH / 2), Math.max(WIDTH / 2, width - WIDTH / 2));
  return (
    <div className={css.chip} style={{ left: middle }} role="group" aria-label="What is selected">
      {children}
    </div>
  );
}
