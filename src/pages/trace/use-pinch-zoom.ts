import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { pinched, toTime } from './time-window.ts';
import type { TimeWindow } from './time-window.ts';
import type { Zoomed } from './use-wheel-zoom.ts';

/** Two fingers when they came down, with the window that they took hold of. */
interface Hold {
  readonly window: TimeWindow;
  /** The moment between them. */
  readonly at: number;
  readonly middle: number;
  readonly distance: number;
}

/** Fingers nearer to each other are as good as this far apart. */
const NEAREST = 24;

function fingersOf({ touches }: TouchEvent): { readonly middle: number; readonly distance: number } | null {
  const [one, other] = [touches[0], touches[1]];
  if (touches.length !== 2 || one === undefined || other === undefined) return null;
  return {
    middle: (one.clientX + other.clientX) / 2,
    distance: Math.max(NEAREST, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)),
  };
}

/** Two fingers on a waterfall zoom its time, and move through it; one scrolls its rows as ever. */
export function usePinchZoom(
  ref: RefObject<HTMLElement | null>,
  zoomed: Zoomed,
  onWindow: (window: TimeWindow) => void,
): void {
  const latest = useRef({ zoomed, onWindow });
  useEffect(() => {
    latest.current = { zoomed, onWindow };
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    let hold: Hold | null = null;
    const take = (event: TouchEvent): void => {
      const fingers = fingersOf(event);
      const { window, track } = latest.current.zoomed;
      hold = null;
      if (fingers === null || track.width <= 0) return;
      event.preventDefault();
      const x = fingers.middle - element.getBoundingClientRect().left - track.left;
      const at = toTime({ window, width: track.width }, Math.max(0, Math.min(track.width, x)));
      hold = { window, at, ...fingers };
    };
    const move = (event: TouchEvent): void => {
      const fingers = fingersOf(event);
      if (hold === null || fingers === null) return;
      event.preventDefault();
      const { zoomed, onWindow } = latest.current;
      onWindow(
        pinched(hold.window, zoomed.bounds, {
          at: hold.at,
          apart: fingers.distance / hold.distance,
          by: fingers.middle - hold.middle,
          width: zoomed.track.width,
        }),
      );
    };
    const release = (): void => {
      hold = null;
    };
    // React listens passively, and a passive listener cannot keep the browser from zooming the whole page.
    element.addEventListener('touchstart', take, { passive: false });
    element.addEventListener('touchmove', move, { passive: false });
    element.addEventListener('touchend', release);
    element.addEventListener('touchcancel', release);
    return () => {
      element.removeEventListener('touchstart', take);
      element.removeEventListener('touchmove', move);
      element.removeEventListener('touchend', release);
      element.removeEventListener('touchcancel', release);
    };
  }, [ref]);
}
