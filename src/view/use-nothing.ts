import { resolveRange } from './range.ts';
import { useTick } from './tick-context.tsx';
import { useInfo } from './use-info.ts';
import { useView } from './use-view.ts';
import type { View } from './view.ts';

/** Why a page has nothing to show, and the one step that helps. */
export interface Nothing {
  readonly message: string;
  readonly advice?: string;
  readonly step: { readonly label: string; readonly run: () => void } | null;
}

/** Whether the range and the source's rows have no moment in common. */
function isBeside(view: View, extent: { start: number; end: number }, now: number): boolean {
  const { start, end } = resolveRange(view.range, now);
  return extent.end < start || extent.start >= end;
}

/** What to say where no transaction matches the view: the filter that leaves nothing, and the way out. */
export function useNothing(): Nothing {
  const { view, edit } = useView();
  const { now } = useTick();
  const { info } = useInfo();
  const extent = info?.extent ?? null;
  if (info?.rows === 0) return { message: 'There are no transactions yet.', step: null };
  if (extent !== null && isBeside(view, extent, now)) {
    const { start, end } = resolveRange(view.range, now);
    const length = end - start;
    // `end` of a range does not belong to it.
    const newest = { start: Math.floor(extent.end - length) + 1, end: Math.floor(extent.end) + 1 };
    return {
      message: 'There are no transactions in this range.',
      advice: 'What is held lies in another time.',
      step: { label: 'Go to the newest', run: () => edit({ range: newest }) },
    };
  }
  if (view.search !== '') {
    return {
      message: 'No transactions match the search.',
      advice: view.search,
      step: { label: 'Clear the search', run: () => edit({ search: '' }) },
    };
  }
  if (view.environments.length > 0 || view.projects.length > 0) {
    return {
      message: 'No transactions are of the chosen environments and projects in this range.',
      step: { label: 'Show all of them', run: () => edit({ environments: [], projects: [] }) },
    };
  }
  return { message: 'There are no transactions in this range.', step: null };
}
