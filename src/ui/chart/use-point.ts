import { useEffect, useRef, useState } from 'react';
import type { MouseEvent, RefObject } from 'react';

/** A place in a chart that a menu hangs on, in pixels from its upper left corner. */
export interface ChartPoint<T> {
  /** What is there. */
  readonly at: T;
  readonly x: number;
  readonly y: number;
  /** Closes the menu, and gives the focus back to the chart. */
  readonly onClose: () => void;
}

export interface UsedPoint<T> {
  readonly point: ChartPoint<T> | null;
  /** What a pointer pressed and let go; null: nothing that has a menu. */
  readonly press: (at: T | null) => void;
  /** Opens the menu of what was pressed: only then, since the press that a finger is followed by would close it. */
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
  readonly open: (at: T, x: number, y: number) => void;
}

/** What was pressed in a chart, until its menu is closed. */
export function usePoint<T>(chart: RefObject<HTMLElement | null>): UsedPoint<T> {
  const [opened, setOpened] = useState<Omit<ChartPoint<T>, 'onClose'> | null>(null);
  const pressed = useRef<T | null>(null);
  const open = (at: T, x: number, y: number): void => setOpened({ at, x, y });
  const onClose = (): void => setOpened(null);
  const isOpen = opened !== null;
  useEffect(() => {
    if (!isOpen) return;
    const { current } = chart;
    // Once the menu is gone: until then it holds the focus.
    return () => current?.focus({ preventScroll: true });
  }, [isOpen, chart]);
  return {
    point: opened && { ...opened, onClose },
    press: (at) => {
      setOpened(null);
      pressed.current = at;
    },
    onClick: ({ clientX, clientY, currentTarget }) => {
      const { left, top } = currentTarget.getBoundingClientRect();
      if (pressed.current !== null) open(pressed.current, clientX - left, clientY - top);
      pressed.current = null;
    },
    open,
  };
}
