import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { NavigationType, useLocation, useNavigate, useNavigationType } from 'react-router-dom';
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

const WRITES = 'input, textarea, select, [role=dialog], [role=menu]';

/**
 * Whether the step of the history that the page stands on is the one that was made here for the selection: only then going
 * back takes back the selection and nothing else.
 */
function useOwnStep(): {
  readonly isOn: () => boolean;
  readonly make: () => void;
  readonly leave: () => void;
} {
  const { key } = useLocation();
  const type = useNavigationType();
  const steps = useRef<{ at: string; own: string | null; isAwaited: boolean }>({
    at: key,
    own: null,
    isAwaited: false,
  });
  useLayoutEffect(() => {
    const { current } = steps;
    if (current.at === key) return;
    // A step that is replaced remains the same step under another key.
    if (current.isAwaited || (type === NavigationType.Replace && current.own === current.at))
      current.own = key;
    current.isAwaited = false;
    current.at = key;
  }, [key, type]);
  return useMemo(
    () => ({
      isOn: () => steps.current.own === steps.current.at,
      make: () => {
        steps.current.isAwaited = true;
      },
      leave: () => {
        steps.current.own = null;
        steps.current.isAwaited = false;
      },
    }),
    [],
  );
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
  const ownStep = useOwnStep();
  /** Whether durations were selected here too: on other pages they are a selection of their own. */
  const hasDurations = useRef(false);
  const drop = useCallback((): void => {
    if (ownStep.isOn()) void navigate(-1);
    else edit({ selection: null, ...(hasDurations.current && { durations: null }) }, 'replace');
    ownStep.leave();
  }, [edit, navigate, ownStep]);
  useEffect(() => {
    if (selection === null) {
      ownStep.leave();
      return;
    }
    // Between the panels that answer before it and the rows that answer after it (`ui/use-escape`).
    const press = (event: KeyboardEvent): void => {
      const { key, target, defaultPrevented } = event;
      if (key !== 'Escape' || defaultPrevented) return;
      if (target instanceof Element && target.closest(WRITES) !== null) return;
      event.preventDefault();
      drop();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [selection, drop, ownStep]);
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
      if (selection === null) ownStep.make();
    },
    zoom: (range, search) =>
      edit(
        {
          range,
          selection: null,
          ...(hasDurations.current && { durations: null }),
          ...(search !== undefined && { search }),
        },
        ownStep.isOn() ? 'replace' : 'push',
      ),
    chart,
  };
}
