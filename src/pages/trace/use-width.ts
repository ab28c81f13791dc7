import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import { beforePrint } from '../../ui/before-print.ts';

/** The inner width of an element in pixels, without its scrollbar; 0 until it is known. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // No observer is heard between the layout for paper and the print.
    const stop = beforePrint(measure);
    return () => {
      observer.disconnect();
      stop();
    };
  }, [ref]);
  return width;
}
