import { startTransition, useEffect, useState } from 'react';
import type { Milliseconds } from '../../model/time.ts';

/** Drawn by then, also in a window that always has something else to do. */
const LONGEST: Milliseconds = 500;
/** Where nobody tells when the window has nothing to do: the charts are drawn by then. */
const FALLBACK: Milliseconds = 100;

/** Returns a stop. */
function whenIdle(then: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(then, FALLBACK);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(then, { timeout: LONGEST });
  return () => cancelIdleCallback(handle);
}

/** Rows that are drawn in one go on either side of those in sight: that they are laid out and painted is one task. */
const STEP = 24;

/**
 * How many of `rows` are drawn by a value beyond those in sight: none while it is new, and more each time the window has
 * nothing else to do, until all are. A deferred value would be drawn together with all that is deferred, charts in sight
 * among them, and all rows at once are more than a task that a key may have to wait for.
 */
export function useRowsBeyond(value: object, rows: number): number {
  const [drawn, setDrawn] = useState<{ readonly of: object; readonly beyond: number } | null>(null);
  const beyond = drawn?.of === value ? drawn.beyond : 0;
  useEffect(
    () =>
      beyond >= rows
        ? undefined
        : whenIdle(() => startTransition(() => setDrawn({ of: value, beyond: beyond + STEP }))),
    [value, beyond, rows],
  );
  return beyond;
}
