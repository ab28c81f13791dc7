import { useEffect, useState } from 'react';
import type { Range } from '../model/time.ts';
import { useView } from './use-view.ts';

/** The selected time of a page with several charts. */
export interface UsedSelection {
  readonly range: Range | null;
  /** Selects in the chart of this index, or nothing any more. */
  readonly select: (range: Range | null, chart: number) => void;
  /** Makes the selected time the range: an intent of its own, which Back takes back. */
  readonly zoom: (range: Range) => void;
  /** The chart in which it was selected; the first one for an address that came with a selection. */
  readonly chart: number;
}

const WRITES = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** The time that is selected in the page's charts. Escape drops it, wherever the focus is. */
export function useSelection(): UsedSelection {
  const { view, edit } = useView();
  const { selection } = view;
  const [chart, setChart] = useState(0);
  useEffect(() => {
    if (selection === null) return;
    const press = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (target instanceof HTMLElement && (WRITES.has(target.tagName) || target.closest('[role=dialog]'))) {
        return;
      }
      edit({ selection: null }, 'replace');
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [selection, edit]);
  return {
    range: selection,
    select: (selection, chart) => {
      setChart(chart);
      edit({ selection }, 'replace');
    },
    zoom: (range) => edit({ range, selection: null }),
    chart,
  };
}
