import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { pan, toTime, zoomAt } from './time-window.ts';
import type { TimeWindow } from './time-window.ts';
import type { Track } from './track.ts';

/** What of a trace is in view, and where it is drawn. */
export interface Zoomed {
  readonly bounds: TimeWindow;
  readonly window: TimeWindow;
  readonly track: Track;
}

/** Pixels of wheel movement that zoom by a factor of e; a notch of a mouse is 100. */
const PER_FACTOR = 400;

/**
 * The wheel over a waterfall scrolls its rows; with Ctrl or Cmd, which is also what pinching a trackpad sends, it
 * zooms at the pointer, with Shift it moves through the time.
 */
export function useWheelZoom(
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
    const turn = (event: WheelEvent): void => {
      const { zoomed, onWindow } = latest.current;
      const { bounds, window, track } = zoomed;
      if (element === null || track.width <= 0) return;
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 24 : 1;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const x = event.clientX - element.getBoundingClientRect().left - track.left;
        const at = toTime({ window, width: track.width }, Math.max(0, Math.min(track.width, x)));
        onWindow(zoomAt(window, bounds, at, Math.exp((event.deltaY * lines) / PER_FACTOR)));
      } else if (event.shiftKey) {
        event.preventDefault();
        const moved = (event.deltaX === 0 ? event.deltaY : event.deltaX) * lines;
        onWindow(pan(window, bounds, (moved / track.width) * (window.end - window.start)));
      }
    };
    // React listens passively, and a passive listener cannot keep the browser from zooming the whole page.
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [ref]);
}
