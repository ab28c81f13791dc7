import { startTransition, useEffect, useState } from 'react';
import type { RefObject } from 'react';

const waiting: (() => void)[] = [];
let isScheduled = false;

/** One a frame, and after the frame is painted: the next one is a task of its own, and input comes in between. */
function schedule(): void {
  isScheduled = true;
  requestAnimationFrame(() => setTimeout(next));
}

function next(): void {
  const make = waiting.shift();
  isScheduled = make !== undefined;
  make?.();
}

/** Returns what is called when it is drawn, or has gone: the next one waits for that. */
function enqueue(make: () => void): () => void {
  let isMaking = false;
  const turn = (): void => {
    isMaking = true;
    make();
  };
  waiting.push(turn);
  if (!isScheduled) schedule();
  return () => {
    const index = waiting.indexOf(turn);
    if (index >= 0) waiting.splice(index, 1);
    if (isMaking) schedule();
    isMaking = false;
  };
}

/**
 * How many of the parts of a page are made, from the top: one more a frame, so that no task makes all of them. Where
 * nobody can tell what is in sight, all at once.
 */
export function useTurns(all: number): number {
  const [made, setMade] = useState(() => (typeof IntersectionObserver === 'undefined' ? all : 1));
  useEffect(() => (made < all ? enqueue(() => setMade(made + 1)) : undefined), [made, all]);
  return made;
}

/** So far below the window a chart is made already, in pixels: who scrolls finds it. */
const AHEAD = '200px';

/**
 * Whether something dear may be made: once its place is in sight or nearly, `prepare` is done, and one such thing a frame.
 * Where nobody can tell what is in sight, at once. `prepare`, such as loading its code, is the same function each time;
 * turns that were given before would all be taken in the task in which it is done. One that fails is left to what is made.
 */
export function useTurn(place: RefObject<Element | null>, prepare: () => Promise<unknown>): boolean {
  const [isOn, setOn] = useState(() => typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    const element = place.current;
    if (isOn || element === null) return;
    let leave = (): void => undefined;
    let isGone = false;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        const take = (): void => {
          // In slices: only what the library draws once it stands is one task.
          if (!isGone) leave = enqueue(() => startTransition(() => setOn(true)));
        };
        prepare().then(take, take);
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => {
      isGone = true;
      observer.disconnect();
      leave();
    };
  }, [place, prepare, isOn]);
  return isOn;
}
