import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';

/**
 * As the bar goes away with the focus in it, gives it to what had it before: the row that was picked last, mostly; else to
 * the first row beside the bar.
 */
export function FocusBack({ bar }: { readonly bar: RefObject<HTMLElement | null> }): ReactNode {
  const last = useRef<{ box: HTMLElement | null; before: Element | null }>({ box: null, before: null });
  useEffect(() => {
    const { current: box } = bar;
    // Kept here: as the bar goes away its own ref is empty before anything else hears of it.
    last.current.box = box;
    const enter = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof Element && box?.contains(relatedTarget) !== true) {
        last.current.before = relatedTarget;
      }
    };
    box?.addEventListener('focusin', enter);
    return () => box?.removeEventListener('focusin', enter);
  }, [bar]);
  useLayoutEffect(
    () => () => {
      const { box, before } = last.current;
      if (box?.contains(document.activeElement) !== true) return;
      const place = box.parentElement;
      const own = before?.isConnected === true ? before : null;
      const back = own ?? place?.querySelector('a[data-row-link]') ?? place?.querySelector('table button');
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    },
    [],
  );
  return null;
}
