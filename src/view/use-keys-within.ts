import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { isWriting } from './shortcuts.ts';

/** Single keys that do something while the focus is within a part of the page, and nothing is being written there. */
export function useKeysWithin(
  part: RefObject<HTMLElement | null>,
  keys: Readonly<Record<string, () => void>>,
): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      if (event.defaultPrevented || ctrlKey || metaKey || altKey || isWriting(target)) return;
      if (!(target instanceof Node) || part.current?.contains(target) !== true) return;
      const act = latest.current[key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [part]);
}
