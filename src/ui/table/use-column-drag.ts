import { useEffect, useRef, useState } from 'react';
import type { PointerEvent as ReactPointerEvent } from 'react';

/** A pointer that moved less than this has clicked. */
const SLACK = 6;

/** Where a dragged column would go: before a column, or behind the last one. */
export interface ColumnDrop {
  readonly id: string;
  /** The column whose left edge is marked; null: behind the last one. */
  readonly before: string | null;
}

/** What is done to a column once it is meant. */
export interface Arranging {
  /** Puts a column before another; null: behind all others. */
  readonly onMove: (id: string, before: string | null) => void;
  /** Gives it a width, in pixels. */
  readonly onResize: (id: string, width: number) => void;
}

/** How the head of a table is taken hold of. */
export interface ColumnDrag {
  readonly drop: ColumnDrop | null;
  /** For a column's head: drags it by a mouse or pen. */
  readonly onMoveStart: (event: ReactPointerEvent, id: string) => void;
  /** For the edge of a column's head: drags that. */
  readonly onResizeStart: (event: ReactPointerEvent, id: string) => void;
}

/** The heads of the columns that can be moved, from left to right. */
function headsIn(row: Element | null): HTMLElement[] {
  return [...(row?.querySelectorAll<HTMLElement>('th[data-movable]') ?? [])];
}

/** The click that ends a drag is no click on the head, which would sort the table. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }));
}

/** Follows a pointer until it is let go, or Escape is pressed. Returns a stop. */
function follow(acts: {
  readonly onMove: (event: PointerEvent) => void;
  readonly onEnd: (isMeant: boolean) => void;
}): () => void {
  const { onMove, onEnd } = acts;
  const end = (isMeant: boolean): void => {
    stop();
    onEnd(isMeant);
  };
  const up = (): void => end(true);
  const cancel = (): void => end(false);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  };
  const stop = (): void => {
    removeEventListener('pointermove', onMove);
    removeEventListener('pointerup', up);
    removeEventListener('pointercancel', cancel);
    removeEventListener('keydown', press, true);
  };
  addEventListener('pointermove', onMove);
  addEventListener('pointerup', up);
  addEventListener('pointercancel', cancel);
  addEventListener('keydown', press, true);
  return stop;
}

/**
 * Moves and resizes columns by dragging in the head of a table. While it goes on only the picture of it changes; it
 * is an intent when it is let go.
 */
export function useColumnDrag(acts: Arranging): ColumnDrag {
  const [drop, setDrop] = useState<ColumnDrop | null>(null);
  const latest = useRef(acts);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => () => stop.current?.(), []);
  return {
    drop,
    onMoveStart: ({ button, pointerType, clientX, currentTarget }, id) => {
      // A finger scrolls the table sideways.
      if (button !== 0 || pointerType === 'touch') return;
      let to: ColumnDrop | null = null;
      stop.current = follow({
        onMove: (event) => {
          if (to === null && Math.abs(event.clientX - clientX) < SLACK) return;
          const behind = headsIn(currentTarget.parentElement).find((head) => {
            const { left, width } = head.getBoundingClientRect();
            return event.clientX < left + width / 2;
          });
          to = { id, before: behind?.dataset['column'] ?? null };
          setDrop(to);
        },
        onEnd: (isMeant) => {
          setDrop(null);
          if (to === null) return;
          swallowClick();
          if (isMeant && to.before !== id) latest.current.onMove(id, to.before);
        },
      });
    },
    onResizeStart: (event, id) => {
      const { button, clientX, currentTarget } = event;
      const head = currentTarget.closest('th');
      const column = currentTarget.closest('table')?.querySelector<HTMLElement>(`col[data-column="${id}"]`);
      if (button !== 0 || head === null || column == null) return;
      // Neither moves the column nor selects text.
      event.preventDefault();
      event.stopPropagation();
      const before = column.style.width;
      const { width } = head.getBoundingClientRect();
      let next = width;
      stop.current = follow({
        onMove: (moved) => {
          // The edge is the left one: what stands to the right of it stays, and the names take what is left.
          next = width + clientX - moved.clientX;
          column.style.width = `${next}px`;
        },
        onEnd: (isMeant) => {
          column.style.width = before;
          swallowClick();
          if (isMeant && next !== width) latest.current.onResize(id, next);
        },
      });
    },
  };
}
