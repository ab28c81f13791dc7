import { readerChoice } from './reader-choice.ts';

/** Whether single keys do something; a key with Ctrl or Cmd always does. */
export const SHORTCUTS_CHOICE = readerChoice<'on' | 'off'>('shortcuts', ['on', 'off']);

const WRITES = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Whether something is being written where a key was pressed. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || WRITES.has(target.tagName));
}

/**
 * Keeps single printable keys from whatever listens for them where the reader turned them off (WCAG 2.1.4). It stands
 * before every other listener, so that no part of the app has to know. Returns a stop.
 */
export function silenceShortcuts(): () => void {
  const press = (event: KeyboardEvent): void => {
    const isSingle = event.key.length === 1 && event.key !== ' ';
    if (!isSingle || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (SHORTCUTS_CHOICE.read() === 'off') event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', press, { capture: true });
  return () => window.removeEventListener('keydown', press, { capture: true });
}
