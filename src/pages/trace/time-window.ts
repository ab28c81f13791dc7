import type { Milliseconds } from '../../model/time.ts';

/** The part of a trace that is in view, in milliseconds after its start. */
export interface TimeWindow {
  readonly start: Milliseconds;
  readonly end: Milliseconds;
}

/** No closer than this: nothing in a trace is finer. */
const SHORTEST: Milliseconds = 0.01;

export function lengthOf({ start, end }: TimeWindow): Milliseconds {
  return end - start;
}

export function isWhole(window: TimeWindow, bounds: TimeWindow): boolean {
  return window.start <= bounds.start && window.end >= bounds.end;
}

/** A window of the same length that lies within the bounds; at most the bounds themselves. */
function within(start: Milliseconds, length: Milliseconds, bounds: TimeWindow): TimeWindow {
  if (length >= lengthOf(bounds)) return bounds;
  const from = Math.min(Math.max(start, bounds.start), bounds.end - length);
  return { start: from, end: from + length };
}

/** Zooms by a factor (below 1: closer) so that the moment `at` stays where it is. */
export function zoomAt(window: TimeWindow, bounds: TimeWindow, at: Milliseconds, factor: number): TimeWindow {
  const length = Math.max(SHORTEST, lengthOf(window) * factor);
  const share = lengthOf(window) === 0 ? 0 : (at - window.start) / lengthOf(window);
  return within(at - share * length, length, bounds);
}

/** Moves the window by a time, and not beyond the bounds. */
export function pan(window: TimeWindow, bounds: TimeWindow, by: Milliseconds): TimeWindow {
  return within(window.start + by, lengthOf(window), bounds);
}

/**
 * The window after two fingers moved on it: `apart` is how many times farther from each other they are than when they came
 * down, `at` the moment between them then, and `by` how many of the `width` pixels their middle went to the right since.
 */
export function pinched(
  window: TimeWindow,
  bounds: TimeWindow,
  { at, apart, by, width }: Readonly<Record<'at' | 'apart' | 'by' | 'width', number>>,
): TimeWindow {
  const zoomed = zoomAt(window, bounds, at, 1 / apart);
  return pan(zoomed, bounds, (-by / width) * lengthOf(zoomed));
}

/** The window between two moments in any order, long enough to be seen. */
export function between(a: Milliseconds, b: Milliseconds, bounds: TimeWindow): TimeWindow {
  const start = Math.max(bounds.start, Math.min(a, b));
  const end = Math.min(bounds.end, Math.max(a, b));
  return end - start >= SHORTEST ? { start, end } : within(start, SHORTEST, bounds);
}

/** A window that a stretch of time fills, with a tenth of room on both sides. */
export function around(start: Milliseconds, duration: Milliseconds, bounds: TimeWindow): TimeWindow {
  const room = Math.max(duration * 0.1, SHORTEST / 2);
  return between(start - room, start + duration + room, bounds);
}

/**
 * The next window of who wants to see a stretch of time: as close as it is, with the stretch in its middle; where it
 * stands there already, or has no room, the window that the stretch fills.
 */
export function focusedOn(
  start: Milliseconds,
  duration: Milliseconds,
  window: TimeWindow,
  bounds: TimeWindow,
): TimeWindow {
  const length = lengthOf(window);
  const centred = within(start + duration / 2 - length / 2, length, bounds);
  const isThere = Math.abs(centred.start - window.start) <= length / 1000;
  return isThere || duration > length ? around(start, duration, bounds) : centred;
}

/** Where moments lie on the screen: a window drawn `width` pixels wide. */
export interface TimeScale {
  readonly window: TimeWindow;
  readonly width: number;
}

/** The pixel of a moment; outside of the window it lies outside of 0 to width. */
export function toX({ window, width }: TimeScale, at: Milliseconds): number {
  const length = lengthOf(window);
  return length > 0 ? ((at - window.start) / length) * width : 0;
}

/** The moment at a pixel. */
export function toTime({ window, width }: TimeScale, x: number): Milliseconds {
  return width > 0 ? window.start + (x / width) * lengthOf(window) : window.start;
}
