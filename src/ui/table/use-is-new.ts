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

/**
 * Whether a value is so new that only what is in sight is drawn by it: until the window has nothing else to do. A deferred
 * value would be drawn together with all that is deferred, charts in sight among them.
 */
export function useIsNew(value: object): boolean {
  const [known, setKnown] = useState<object | null>(null);
  useEffect(
    () => (known === value ? undefined : whenIdle(() => startTransition(() => setKnown(value)))),
    [known, value],
  );
  return known !== value;
}
