import { useEffect, useRef } from 'react';
import { useZoomUndo } from '../../view/use-zoom-undo.ts';

/** What the keys of the range do. */
export interface RangeActs {
  readonly onEarlier: () => void;
  /** Null where there is nothing to move to. */
  readonly onLater: (() => void) | null;
  readonly onZoomOut: () => void;
}

const WRITES = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Whether a key belongs to a field that is written in, or to a menu or dialog that is open. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || WRITES.has(target.tagName) || target.closest('[role=dialog]') !== null;
}

/** `[` and `]` go to the previous and the next period, `-` shows twice the time, `z` the time before the last zoom. */
export function useRangeKeys(acts: RangeActs, isOn: boolean): void {
  const onUndoZoom = useZoomUndo();
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent): void => {
      if (isTaken(event)) return;
      const { onEarlier, onLater, onZoomOut } = latest.current;
      const act = {
        '[': onEarlier,
        ']': onLater ?? undefined,
        '-': onZoomOut,
        z: onUndoZoom,
        Z: onUndoZoom,
      }[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOn, onUndoZoom]);
}
