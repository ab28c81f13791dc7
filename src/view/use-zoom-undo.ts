import { useCallback, useEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigate, useNavigationType } from 'react-router-dom';
import type { ViewRange } from './range.ts';
import { useView } from './use-view.ts';

/** A step of the history in which another time was looked at. */
interface Zoom {
  /** The step that it led to, and the one that it was made on. */
  readonly key: string;
  readonly from: string;
  readonly before: ViewRange;
}

function isSame(one: ViewRange, two: ViewRange): boolean {
  return JSON.stringify(one) === JSON.stringify(two);
}

/**
 * Goes back to the time that was looked at before the last one, zoom by zoom. Where nothing else was done since, that
 * is Back; otherwise what was done since stays, and it is an intent of its own.
 */
export function useZoomUndo(): () => void {
  const { view, edit } = useView();
  const { range } = view;
  const { key } = useLocation();
  const how = useNavigationType();
  const navigate = useNavigate();
  const zooms = useRef<Zoom[]>([]);
  const shown = useRef({ key, range });
  /** Whether the next change of time is one that takes another back. */
  const isUndoing = useRef(false);
  useEffect(() => {
    const before = shown.current;
    if (before.key === key) return;
    shown.current = { key, range };
    if (how === NavigationType.Pop) {
      const at = zooms.current.findIndex(({ from }) => from === key);
      if (at >= 0) zooms.current.length = at;
    } else if (!isUndoing.current && !isSame(before.range, range)) {
      zooms.current.push({ key, from: before.key, before: before.range });
    }
    isUndoing.current = false;
  }, [key, range, how]);
  return useCallback(() => {
    let last = zooms.current.pop();
    // Back has led out of it already.
    while (last !== undefined && isSame(last.before, shown.current.range)) last = zooms.current.pop();
    if (last === undefined) return;
    isUndoing.current = true;
    if (last.key === shown.current.key) void navigate(-1);
    else edit({ range: last.before, selection: null });
  }, [edit, navigate]);
}
