import { useEffect, useState } from 'react';
import type { PointerEvent } from 'react';
import { SECOND } from '../model/time.ts';
import { useHold } from './tick-context.tsx';

/** A pointer that rests this long reads no more: it was left there. */
const RESTED = 8 * SECOND;

export interface PointedHold {
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
}

/**
 * Keeps the page's tick while a mouse moves over an element, so that rows do not move away from under it. Spread
 * the handlers onto the element.
 */
export function usePointedHold(): PointedHold {
  const [movedAt, setMovedAt] = useState<number | null>(null);
  useHold(movedAt !== null);
  useEffect(() => {
    if (movedAt === null) return;
    const timer = setTimeout(() => setMovedAt(null), RESTED);
    return () => clearTimeout(timer);
  }, [movedAt]);
  return {
    onPointerMove: ({ pointerType }) => {
      if (pointerType !== 'mouse') return;
      // Once a second is enough to know that it still moves.
      setMovedAt((at) => (at === null || Date.now() - at > SECOND ? Date.now() : at));
    },
    onPointerLeave: () => setMovedAt(null),
  };
}
