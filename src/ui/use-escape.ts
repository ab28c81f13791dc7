import { useEffect } from 'react';

/** What closes by itself, without taking the key away from the page beneath it. */
const FLOATS = '[role="dialog"], [role="menu"]';

/** Calls back when Escape is pressed anywhere on the page and nothing nearer has answered it. */
export function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { key, target, defaultPrevented } = event;
      const isNearer = target instanceof Element && target.closest(FLOATS) !== null;
      if (key === 'Escape' && !defaultPrevented && !isNearer) onEscape();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onEscape]);
}
