import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { useHold } from '../../view/tick-context.tsx';

/** So far down somebody reads, rather than watches what comes. */
const READING = 48;

/** New events as they come, as long as somebody looks at the top of the list. */
export interface UsedTail {
  readonly isOn: boolean;
  readonly setOn: (isOn: boolean) => void;
  /** It is on, and waits: the list was scrolled, or rows of it are selected; null where it does not. */
  readonly waits: 'reading' | 'selected' | null;
  /** Goes back to the newest, and on. */
  readonly resume: () => void;
}

/**
 * Keeps the page's tick while the tail is off, the list is scrolled away from its top, or rows of it are selected.
 * `onResume` puts those back.
 */
export function useTail(
  list: RefObject<HTMLElement | null>,
  hasSelected: boolean,
  onResume: () => void,
): UsedTail {
  const [isOn, setOn] = useState(true);
  const [isScrolled, setScrolled] = useState(false);
  useEffect(() => {
    const look = ({ target }: Event): void => {
      const box = list.current;
      if (box === null) return;
      const inner = target instanceof HTMLElement && box.contains(target) ? target.scrollTop : null;
      const outer = target === document ? READING - box.getBoundingClientRect().top : null;
      if (inner !== null) setScrolled(inner > READING);
      else if (outer !== null) setScrolled(outer > 0);
    };
    document.addEventListener('scroll', look, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', look, { capture: true });
  }, [list]);
  useHold(!isOn || isScrolled || hasSelected);
  return {
    isOn,
    setOn,
    waits: !isOn ? null : hasSelected ? 'selected' : isScrolled ? 'reading' : null,
    resume: () => {
      const box = list.current;
      for (const inner of box?.querySelectorAll('*') ?? []) if (inner.scrollTop > 0) inner.scrollTop = 0;
      if ((box?.getBoundingClientRect().top ?? 0) < 0) scrollTo(0, 0);
      setScrolled(false);
      setOn(true);
      onResume();
    },
  };
}
