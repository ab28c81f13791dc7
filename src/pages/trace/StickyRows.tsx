import type { ReactNode } from 'react';
import css from './StickyRows.module.css';
import { AXIS_HEIGHT } from './track.ts';

interface StickyRowsProps {
  readonly indexes: readonly number[];
  readonly rowHeight: number;
  /** Draws a row at its place among them. */
  readonly draw: (index: number, place: number) => ReactNode;
}

/**
 * The rows above what is in sight, which stay as it scrolls. They stand in the tree already, where those who do not
 * see them find them, so that here they are only seen and clicked.
 */
export function StickyRows({ indexes, rowHeight, draw }: StickyRowsProps): ReactNode {
  if (indexes.length === 0) return null;
  return (
    <div className={css.sticky} style={{ top: AXIS_HEIGHT }} aria-hidden>
      <div className={css.rows} style={{ height: indexes.length * rowHeight }}>
        {indexes.map((index, at) => draw(index, at))}
      </div>
    </div>
  );
}
