import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Range } from '../../model/time.ts';
import type { Bucket } from './series.ts';

/** A time that is selected in a chart, to be looked at more closely. */
export interface Selecting {
  readonly range: Range | null;
  /** Null: nothing any more. */
  readonly onSelect: (range: Range | null) => void;
  readonly onZoom: (range: Range) => void;
  /** Tells what is selected from the rest; left out where nothing is told. */
  readonly onExplain?: () => void;
  /** The way to the events of what is selected; left out where there is none. */
  readonly events?: { readonly pathname: string; readonly search: string };
  /** Goes to the trace of one of those events; left out where there is none. */
  readonly onExemplar?: () => void;
  /** Whether this chart has the buttons for what is selected. */
  readonly hasChip: boolean;
}

/** So far a pointer moves before it means a selection. */
const SLACK = 4;

/** From the earlier start to the later end: whole buckets, whichever was touched first. */
function spanOf(one: Bucket, other: Bucket): Range {
  return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
}

/** Whole milliseconds, as an address has them. */
function toWhole({ start, end }: Range): Range {
  return { start: Math.floor(start), end: Math.ceil(end) };
}

export interface Brush {
  /** What is selected, or is about to be. */
  readonly range: Range | null;
  readonly isDragging: boolean;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>, bucket: Bucket | undefined) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>, bucket: Bucket | undefined) => void;
  /** Returns the bucket that a click selected; null where it was no click, or dropped the selection. */
  readonly onPointerUp: () => Bucket | null;
  readonly onPointerCancel: () => void;
  readonly onDoubleClick: () => void;
  /** Answers Shift with an arrow (to `next`), Enter (which selects `from` where nothing is) and Escape. Returns whether it did. */
  readonly onKeyDown: (event: KeyboardEvent, from: Bucket | undefined, next: Bucket | undefined) => boolean;
}

/**
 * Selects a bucket by a click, a stretch of them by dragging or with Shift and the arrow keys; nothing where there is no
 * `selecting`.
 */
export function useBrush(selecting: Selecting | undefined): Brush {
  const [drag, setDrag] = useState<Range | null>(null);
  const pressed = useRef<{ readonly bucket: Bucket; readonly x: number } | null>(null);
  const anchor = useRef<Bucket | null>(null);
  const selected = selecting?.range ?? null;
  const end = (): void => {
    pressed.current = null;
    setDrag(null);
  };
  return {
    range: drag ?? selected,
    isDragging: drag !== null,
    onPointerDown: (event, bucket) => {
      if (selecting === undefined || event.button !== 0 || bucket === undefined) return;
      pressed.current = { bucket, x: event.clientX };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: ({ clientX }, bucket) => {
      const from = pressed.current;
      if (from === null || bucket === undefined) return;
      if (drag !== null || Math.abs(clientX - from.x) > SLACK) setDrag(spanOf(from.bucket, bucket));
    },
    onPointerUp: () => {
      const from = pressed.current;
      const clicked = drag === null && selected === null ? (from?.bucket ?? null) : null;
      if (drag !== null) selecting?.onSelect(toWhole(drag));
      else if (clicked !== null) selecting?.onSelect(toWhole(clicked));
      else if (from !== null && selected !== null && !holds(selected, from.bucket)) selecting?.onSelect(null);
      end();
      return clicked;
    },
    onPointerCancel: end,
    onDoubleClick: () => {
      if (selected !== null) selecting?.onZoom(selected);
    },
    onKeyDown: ({ key, shiftKey }, from, next) => {
      if (selecting === undefined) return false;
      if (shiftKey && next !== undefined) {
        if (selected === null || anchor.current === null) anchor.current = from ?? next;
        selecting.onSelect(toWhole(spanOf(anchor.current, next)));
        return true;
      }
      if (selected === null) {
        if (key !== 'Enter' || from === undefined) return false;
        selecting.onSelect(toWhole(from));
        return true;
      }
      if (key === 'Enter') selecting.onZoom(selected);
      else if (key === 'Escape') selecting.onSelect(null);
      else return false;
      anchor.current = null;
      return true;
    },
  };
}

function holds({ start, end }: Range, bucket: Bucket): boolean {
  return bucket.start < end && bucket.end > start;
}
