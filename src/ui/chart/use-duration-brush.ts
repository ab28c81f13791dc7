import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Milliseconds } from '../../model/time.ts';

/** Durations from one to another; both ends belong to it. */
export interface DurationSpan {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
}

/** Durations that are selected in a histogram. */
export interface DurationSelecting {
  readonly span: DurationSpan | null;
  /** Null: nothing any more. */
  readonly onSelect: (span: DurationSpan | null) => void;
}

/** So far a pointer moves before it means a selection. */
const SLACK = 4;

/** Both ends rounded outwards to a number an address can bear; what they were rounded over has no rows. */
export function toWritten({ from, to }: DurationSpan): DurationSpan {
  return { from: Number(from.toPrecision(9)), to: Number(to.toPrecision(9)) };
}

export interface DurationBrush {
  /** The bins that are selected or about to be; null: none. */
  readonly bins: readonly [number, number] | null;
  readonly isDragging: boolean;
  readonly press: (bin: number, x: number) => void;
  readonly move: (bin: number, x: number) => void;
  /** Returns the bin that a click selected; null where it was no click, or dropped the selection. */
  readonly release: () => number | null;
  readonly cancel: () => void;
  /** Answers Shift with an arrow (to `next`), Enter (which selects `from` where nothing is) and Escape. Returns whether it did. */
  readonly onKeyDown: (event: KeyboardEvent, from: number, next: number | null) => boolean;
}

/** Selects a bin by a click, whole bins by dragging or with Shift and the arrow keys. `edges`: of the bins. */
export function useDurationBrush(
  selecting: DurationSelecting | undefined,
  edges: readonly number[],
): DurationBrush {
  const [drag, setDrag] = useState<readonly [number, number] | null>(null);
  const pressed = useRef<{ readonly bin: number; readonly x: number } | null>(null);
  const anchor = useRef<number | null>(null);
  const span = selecting?.span ?? null;
  const select = (one: number, two: number): void => {
    const [from = Number.NaN, to = Number.NaN] = [edges[Math.min(one, two)], edges[Math.max(one, two) + 1]];
    if (to >= from) selecting?.onSelect(toWritten({ from, to }));
  };
  const end = (): void => {
    pressed.current = null;
    setDrag(null);
  };
  return {
    bins: drag ?? (span === null ? null : binsOf(span, edges)),
    isDragging: drag !== null,
    press: (bin, x) => {
      if (bin >= 0) pressed.current = { bin, x };
    },
    move: (bin, x) => {
      const begun = pressed.current;
      if (begun === null || bin < 0 || selecting === undefined) return;
      if (drag !== null || Math.abs(x - begun.x) > SLACK) {
        setDrag([Math.min(begun.bin, bin), Math.max(begun.bin, bin)]);
      }
    },
    release: () => {
      const clicked = drag === null && span === null ? (pressed.current?.bin ?? null) : null;
      if (drag !== null) select(drag[0], drag[1]);
      else if (clicked !== null) select(clicked, clicked);
      else if (pressed.current !== null) selecting?.onSelect(null);
      end();
      return clicked;
    },
    cancel: end,
    onKeyDown: ({ key, shiftKey }, from, next) => {
      if (selecting === undefined) return false;
      if (shiftKey && next !== null) {
        if (span === null || anchor.current === null) anchor.current = Math.max(0, from);
        select(anchor.current, next);
        return true;
      }
      if (key === 'Enter' && span === null && from >= 0) {
        select(from, from);
        return true;
      }
      if (key !== 'Escape' || span === null) return false;
      anchor.current = null;
      selecting.onSelect(null);
      return true;
    },
  };
}

/** The bins that a span of durations touches; null where it touches none. */
function binsOf({ from, to }: DurationSpan, edges: readonly number[]): readonly [number, number] | null {
  const last = edges.length - 2;
  if (last < 0 || to < (edges[0] ?? 0) || from > (edges[last + 1] ?? 0)) return null;
  const tolerance = 1e-6;
  const first = edges.findIndex((_, bin) => (edges[bin + 1] ?? Infinity) > from * (1 + tolerance));
  const end = edges.findLastIndex((edge, bin) => bin <= last && edge < to * (1 - tolerance));
  return [Math.min(Math.max(first, 0), last), Math.max(end, Math.min(Math.max(first, 0), last))];
}
