import { useLayoutEffect } from 'react';

/**
 * Gives the focus back to what had it when a sheet opened, wherever the sheet still has it as it closes. The kit's own
 * way does not see a sheet that is there only while it is open, nor one whose code comes with its first opening.
 */
export function useFocusBack(isOpen = true): void {
  useLayoutEffect(() => {
    if (!isOpen) return;
    // The kit takes the focus a moment later.
    const before = document.activeElement;
    return () => {
      const now = document.activeElement;
      const isFree = now === null || now === document.body || now.closest('[aria-modal="true"]') !== null;
      if (isFree && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [isOpen]);
}
