import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import type { ReactNode, RefObject } from 'react';
import { rowHeight } from '../theme/density.ts';
import css from './table.module.css';

/** The rows of a long table as far as they are in sight, and space for the others. */
export function RowWindow(props: {
  readonly scroller: RefObject<HTMLElement | null>;
  /** Gets what brings a row into sight. */
  readonly comeTo: RefObject<((index: number) => void) | null>;
  readonly sorted: readonly { readonly id: string }[];
  readonly drawRow: (index: number) => ReactNode;
  /** Told when its rows stand in the place of those that were drawn until it came. */
  readonly onFirstDrawn: () => void;
}): ReactNode {
  const { scroller, comeTo, sorted, drawRow, onFirstDrawn } = props;
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    getItemKey: (index) => sorted[index]?.id ?? index,
    overscan: 12,
    scrollPaddingStart: 3 * rowHeight(),
  });
  useEffect(() => {
    comeTo.current = (index) => virtual.scrollToIndex(index);
    return () => {
      comeTo.current = null;
    };
  }, [comeTo, virtual]);
  const items = virtual.getVirtualItems();
  const hasRows = items.length > 0;
  useEffect(() => {
    if (hasRows) onFirstDrawn();
  }, [hasRows, onFirstDrawn]);
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <>
      {above > 0 && <Spacer height={above} />}
      {items.map(({ index }) => drawRow(index))}
      {below > 0 && <Spacer height={below} />}
    </>
  );
}

/** Stands for the rows out of sight. */
function Spacer({ height }: { readonly height: number }): ReactNode {
  return <tr aria-hidden className={css.spacer} style={{ height }} />;
}
