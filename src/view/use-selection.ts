import { useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Range } from '../model/time.ts';
import { useView } from './use-view.ts';
import type { View } from './view.ts';

/** What a chart needs to be selected in, by its place among those of the page. */
export interface ChartSelection {
  readonly range: Range | null;
  readonly onSelect: (range: Range | null) => void;
  readonly onZoom: (range: Range) => void;
  readonly hasChip: boolean;
}

export function selectionIn(selection: UsedSelection, chart: number): ChartSelection {
  return {
    range: selection.range,
    onSelect: (range) => selection.select(range, chart),
    onZoom: selection.zoom,
    hasChip: selection.chart === chart,
  };
}

/** The selected time of a page with several charts. */
export interface UsedSelection {
  readonly range: Range | null;
  /** Selects in the chart of this index, or nothing any more. */
  readonly select: (range: Range | null, chart: number, durations?: View['durations']) => void;
  /** The durations that were selected with it, in a chart that has them. */
  readonly durations: View['durations'];
  /** Makes the selected time the range, and `search` the search. Back leads to the range before. */
  readonly zoom: (range: Range, search?: string) => void;
  /** The chart in which it was selected; the first one for an address that came with a selection. */
  readonly chart: number;
}

const WRITES = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Whether a key is for a field that is written in, or for what is open above the page. */
function isElsewhere({ target, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented) return true;
  if (!(target instanceof HTMLElement)) return false;
  return WRITES.has(target.tagName) || target.closest('[role=dialog], [role=menu]') !== null;
}

/**
 * The time that is selected in the page's charts. To select is an intent, which goes on while the selection is moved or
 * zoomed into. Escape takes it back, wherever the focus is.
 */
export function useSelection(): UsedSelection {
  const { view, edit } = useView();
  const { selection, durations } = view;
  const navigate = useNavigate();
  const [chart, setChart] = useState(0);
  /** Whether the step of the history was made here for the selection: then there is something to go back to. */
  const isOwn = useRef(false);
  /** Whether durations were selected here too: on other pages they are a selection of their own. */
  const hasDurations = useRef(false);
  const drop = useCallback((): void => {
    if (isOwn.current) void navigate(-1);
    else edit({ selection: null, ...(hasDurations.current && { durations: null }) }, 'replace');
    isOwn.current = false;
  }, [edit, navigate]);
  useEffect(() => {
    if (selection === null) {
      isOwn.current = false;
      return;
    }
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !isElsewhere(event)) drop();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [selection, drop]);
  return {
    range: selection,
    durations,
    select: (next, chart, durations) => {
      setChart(chart);
      if (next === null) {
        drop();
        return;
      }
      if (durations !== undefined) hasDurations.current = true;
      const withIt = hasDurations.current ? { durations: durations ?? null } : {};
      edit({ selection: next, ...withIt }, selection === null ? 'push' : 'replace');
      if (selection === null) isOwn.current = true;
    },
    zoom: (range, search) =>
      edit(
        {
          range,
          selection: null,
          ...(hasDurations.current && { durations: null }),
          ...(search !== undefined && { search }),
        },
        isOwn.current ? 'replace' : 'push',
      ),
    chart,
  };
}
