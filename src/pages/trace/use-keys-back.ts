import { useEffect } from 'react';
import type { RefObject } from 'react';

/**
 * After a click on a button above the rows the keys are those of the rows again: whoever points reads on there. Who
 * came by keyboard stays, and so does the button of a search that is written.
 */
export function useKeysBack(above: RefObject<HTMLElement | null>, rows: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = above.current;
    const giveBack = (event: MouseEvent): void => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (event.detail === 0 || button === null || button.closest('[role="search"]') !== null) return;
      rows.current?.focus({ preventScroll: true });
    };
    element?.addEventListener('click', giveBack);
    return () => element?.removeEventListener('click', giveBack);
  }, [above, rows]);
}
