import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { Milliseconds } from '../../model/time.ts';

/** What is replaced sooner is not dimmed before, as nothing has a skeleton sooner: it would flicker, and every part that is dimmed is painted twice. */
const SOON: Milliseconds = 200;

/**
 * Dims earlier figures that stay a while, those of a question that failed at once. Give the ref to what is dimmed; it is
 * marked without being drawn anew.
 */
export function useDimmed(isStale: boolean, hasFailed: boolean): RefObject<HTMLDivElement | null> {
  const veil = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = veil.current;
    if (!isStale || element === null) return undefined;
    const timer = setTimeout(() => element.setAttribute('data-dimmed', 'true'), hasFailed ? 0 : SOON);
    return () => {
      clearTimeout(timer);
      element.removeAttribute('data-dimmed');
    };
  }, [isStale, hasFailed]);
  return veil;
}
