import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router-dom';
import type { Milliseconds } from '../model/time.ts';

/** Where the reader was in a step of the history. */
interface Place {
  readonly scroll: number;
  /** What had the focus, as `describe` says it; null where nothing had. */
  readonly focus: string | null;
}

/** What is asked again on the way back takes a while to be as long as it was. */
const PATIENCE: Milliseconds = 5_000;
const STEP: Milliseconds = 50;

const START: Place = { scroll: 0, focus: null };

/** What opened the menu or dialog around an element; the element itself where it is in none. */
function outside(element: Element): Element {
  const popup = element.closest('[role=dialog], [role=menu]');
  const opener =
    popup === null || popup.id === '' ? null : document.querySelector(`[aria-controls="${popup.id}"]`);
  return opener ?? element;
}

/** Says which element it is by what it is called: the page may be drawn anew before it is looked for. */
function describe(element: Element | null): string | null {
  if (element === null || element === document.body) return null;
  const { tagName, textContent } = element;
  // A chart's name goes on with what it shows just now.
  const [name = ''] = (element.getAttribute('aria-label') ?? textContent).split('. ');
  return JSON.stringify([tagName, element.getAttribute('href'), name.trim()]);
}

function find(description: string): HTMLElement | null {
  const [tagName] = JSON.parse(description) as [string];
  const found = [...document.querySelectorAll(tagName)].find((element) => describe(element) === description);
  return found instanceof HTMLElement ? found : null;
}

/** Brings the reader back to a place, as soon as the page is long enough and has what had the focus. Returns a stop. */
function restore({ scroll, focus }: Place, onDone: () => void): () => void {
  const until = Date.now() + PATIENCE;
  let isFocused = focus === null;
  const attempt = (): void => {
    if (!isFocused && focus !== null) {
      const element = find(focus);
      element?.focus({ preventScroll: true });
      isFocused = element !== null && document.activeElement === element;
    }
    scrollTo(0, scroll);
    if ((isFocused && Math.abs(scrollY - scroll) < 2) || Date.now() > until) stop();
  };
  const timer = setInterval(attempt, STEP);
  // Who does something by themselves is not pulled back.
  const signals = ['pointerdown', 'wheel', 'keydown', 'touchstart'];
  const stop = (): void => {
    clearInterval(timer);
    for (const signal of signals) removeEventListener(signal, stop, true);
    onDone();
  };
  for (const signal of signals) addEventListener(signal, stop, true);
  attempt();
  return stop;
}

/** Back and Forward lead to the place on the page where the reader was; another page begins at its top. */
export function useRestoredPlace(): void {
  const { key, pathname } = useLocation();
  const how = useNavigationType();
  const [places] = useState(() => new Map<string, Place>());
  const step = useRef({ key, pathname, isRestoring: false });
  /** Where the window was scrolled to last: to ask it makes the browser lay the page out. */
  const scrolled = useRef(0);

  useEffect(() => {
    const onScroll = (): void => {
      scrolled.current = scrollY;
      note();
    };
    const note = (): void => {
      const { key, isRestoring } = step.current;
      if (isRestoring) return;
      const focused = document.activeElement;
      places.set(key, {
        scroll: scrolled.current,
        focus: describe(focused === null ? null : outside(focused)),
      });
    };
    addEventListener('scroll', onScroll, { passive: true });
    document.addEventListener('focusin', note);
    return () => {
      removeEventListener('scroll', onScroll);
      document.removeEventListener('focusin', note);
    };
  }, [places]);

  useLayoutEffect(() => {
    const before = step.current;
    if (before.key === key) return;
    const isOther = before.pathname !== pathname;
    step.current = { key, pathname, isRestoring: false };
    if (how === NavigationType.Pop) {
      step.current.isRestoring = true;
      return restore(places.get(key) ?? START, () => {
        step.current.isRestoring = false;
      });
    }
    if (how === NavigationType.Push && isOther) {
      scrollTo(0, 0);
      scrolled.current = 0;
    }
    // The same page goes on from where it was.
    const now = isOther ? START : (places.get(before.key) ?? START);
    places.set(key, { ...now, scroll: scrolled.current });
  }, [key, pathname, how, places]);
}
