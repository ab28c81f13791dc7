import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/**
 * Browsers do not make an element as tall as they are asked to: Firefox ends at 17.8 million pixels, Chromium at 33.5.
 * Rows that are taller together share this height, and scroll positions are scaled.
 */
const TALLEST = 8_000_000;

/** Rows above and below what is in sight that are there already when they come into it. */
const OVERSCAN = 10;

/** How high the rows are taken to be in sight before that has been measured. */
const UNMEASURED = 800;

/** Where rows stand in an element that scrolls. */
export interface RowSpace {
  readonly rows: number;
  readonly rowHeight: number;
  /** Pixels of the element that rows are seen in. */
  readonly view: number;
  /** Pixels below the last row. */
  readonly end: number;
}

/** Pixels that the rows need. */
function neededBy({ rows, rowHeight, end }: RowSpace): number {
  return rows * rowHeight + end;
}

/** Pixels that they are given. */
export function heightOf(space: RowSpace): number {
  return Math.min(TALLEST, neededBy(space));
}

/** How many pixels of rows a pixel of the scrollbar stands for: 1 where all of them fit. */
export function scaleOf(space: RowSpace): number {
  const travel = heightOf(space) - space.view;
  return travel <= 0 ? 1 : Math.max(1, (neededBy(space) - space.view) / travel);
}

/** The rows that are drawn when so many pixels of rows have gone by. */
export function rowsAt(space: RowSpace, top: number): readonly [from: number, to: number] {
  const from = Math.floor(top / space.rowHeight) - OVERSCAN;
  const to = Math.ceil((top + space.view) / space.rowHeight) + OVERSCAN;
  return [Math.max(0, Math.min(space.rows, from)), Math.max(0, Math.min(space.rows, to))];
}

/** Rows are placed within blocks of so many, so that scrolling moves a block and leaves the rows in it alone. */
const BLOCK = 1000;

export interface RowWindow {
  /** Height of the element that holds the rows. */
  readonly height: number;
  readonly from: number;
  readonly to: number;
  /** Pixels of rows that have gone by. */
  readonly top: number;
  /** Where the block stands in that element, and where a row stands in the block: both in pixels. */
  readonly block: number;
  readonly topOf: (index: number) => number;
  /** Scrolls as little as brings a row into sight. */
  readonly show: (index: number) => void;
}

interface RowWindowOptions {
  readonly rows: number;
  readonly rowHeight: number;
  /** Pixels at the top and bottom of the element that something else covers. */
  readonly above: number;
  readonly covered: number;
  /** Rows above one that is brought into sight that are brought there with it: others may stand on them. */
  readonly kept: number;
}

/** Pixels of a line, for wheels that count in lines. */
const LINE = 24;

/** Which rows of equal height are in sight of an element that scrolls, however many there are. */
export function useRowWindow(
  ref: RefObject<HTMLElement | null>,
  { rows, rowHeight, above, covered, kept }: RowWindowOptions,
): RowWindow {
  const [view, setView] = useState(UNMEASURED);
  // Pixels of rows that have gone by, and the position of the scrollbar that stands for them.
  const [place, setPlace] = useState({ top: 0, bar: 0 });
  const space: RowSpace = { rows, rowHeight, view, end: 12 + covered };
  const latest = useRef({ space, place });
  useLayoutEffect(() => {
    latest.current = { space, place };
  });

  const goTo = useCallback(
    (wanted: number): void => {
      const element = ref.current;
      if (element === null) return;
      const { space } = latest.current;
      const top = Math.max(0, Math.min(neededBy(space) - space.view, wanted));
      element.scrollTop = top / scaleOf(space);
      // What the browser made of it, so that its scroll event tells nothing new.
      const next = { top: scaleOf(space) === 1 ? element.scrollTop : top, bar: element.scrollTop };
      latest.current.place = next;
      setPlace(next);
    },
    [ref],
  );

  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => {
      if (element.clientHeight > 0) setView(element.clientHeight - above);
    };
    const scroll = (): void => {
      const { space, place } = latest.current;
      const bar = element.scrollTop;
      if (Math.abs(bar - place.bar) < 1) return;
      const next = { top: bar * scaleOf(space), bar };
      latest.current.place = next;
      setPlace(next);
    };
    const turn = (event: WheelEvent): void => {
      const { space, place } = latest.current;
      // Only where a pixel of the scrollbar is more than one of rows: a notch still moves as far as everywhere.
      if (scaleOf(space) === 1 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      goTo(place.top + event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', scroll, { passive: true });
    element.addEventListener('wheel', turn, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', scroll);
      element.removeEventListener('wheel', turn);
    };
  }, [ref, above, goTo]);

  const show = useCallback(
    (index: number): void => {
      const { space, place } = latest.current;
      const least = (index + 3) * space.rowHeight - (space.view - space.end + 12);
      const most = (index - kept) * space.rowHeight;
      if (place.top > most) goTo(most);
      else if (place.top < least) goTo(Math.min(least, Math.max(0, most)));
    },
    [goTo, kept],
  );

  const [from, to] = rowsAt(space, place.top);
  const shift = scaleOf(space) === 1 ? 0 : place.bar - place.top;
  const first = Math.floor(from / BLOCK) * BLOCK;
  return {
    height: heightOf(space),
    from,
    to,
    top: place.top,
    block: first * rowHeight + shift,
    topOf: (index) => (index - first) * rowHeight,
    show,
  };
}
