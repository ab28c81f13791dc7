import { useEffect } from 'react';

/** What closes by itself, without taking the key away from the page beneath it. */
const FLOATS = '[role="dialog"], [role="menu"]';

/**
 * Calls back when Escape is pressed anywhere on the page and nothing nearer has answered it. One press is answered once:
 * who answers marks it as `defaultPrevented`, whatever else listens leaves it then.
 */
export function useEscape(onEscape: () => void, isOn = true): void {
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent): void => {
      const { key, target, defaultPrevented } = event;
      if (key !== 'Escape' || defaultPrevented) return;
      if (target instanceof Element && target.closest(FLOATS) !== null) return;
      event.preventDefault();
      onEscape();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onEscape, isOn]);
}
