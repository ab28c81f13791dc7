import { useEffect, useRef } from 'react';

const WRITES = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** `/` goes to the box, unless something is being written elsewhere. */
export function useSlashKey(
  input: { readonly current: HTMLInputElement | null },
  onArrive: () => void,
  isOn: boolean,
): void {
  const arrive = useRef(onArrive);
  useEffect(() => {
    arrive.current = onArrive;
  });
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (target instanceof HTMLElement && (target.isContentEditable || WRITES.has(target.tagName))) return;
      if (input.current === null) return;
      event.preventDefault();
      input.current.focus();
      arrive.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [input, isOn]);
}
