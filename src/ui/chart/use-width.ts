import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { beforePrint } from '../before-print.ts';

/** The width of an element in whole pixels; `fallback` until it is laid out. */
export function useWidth<E extends HTMLElement>(
  fallback: number,
): { ref: RefObject<E | null>; width: number } {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(fallback);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => {
      const { clientWidth } = element;
      if (clientWidth > 0) setWidth(clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // No observer is heard between the layout for paper and the print.
    const stop = beforePrint(measure);
    return () => {
      observer.disconnect();
      stop();
    };
  }, []);
  return { ref, width };
}
