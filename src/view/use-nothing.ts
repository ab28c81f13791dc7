import { resolveRange } from './range.ts';
import { useTick } from './tick-context.tsx';
import { useInfo } from './use-info.ts';
import { useProjectLabel } from './use-settings.ts';
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

/** `the environments “a”, “b”`: a few by name, of more how many there are. */
function namedWords(kind: string, names: readonly string[]): string {
  const first = names
    .slice(0, NAMED)
    .map((name) => `“${name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name}”`);
  const more = names.length > NAMED ? [`${names.length - NAMED} more`] : [];
  return `the ${kind}${names.length === 1 ? '' : 's'} ${[...first, ...more].join(', ')}`;
}

const NAMED = 3;
const LONGEST = 60;

/** What is chosen in the filter bar, in words. */
function chosenWords({ environments, projects }: View, projectLabel: (id: string) => string): string {
  const environmentNames = environments.map((name) => name ?? 'none');
  const projectNames = projects.map((id) => projectLabel(id).replace(/^project /, ''));
  return [
    environments.length === 0 ? '' : namedWords('environment', environmentNames),
    projects.length === 0 ? '' : namedWords('project', projectNames),
  ]
    .filter((words) => words !== '')
    .join(' and ');
}

/** What to say where no transaction matches the view: the filter that leaves nothing, and the way out. */
export function useNothing(): Nothing {
  const { view, edit } = useView();
  const { now } = useTick();
  const { info } = useInfo();
  const projectLabel = useProjectLabel();
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
      message: `No transactions in this range are of ${chosenWords(view, projectLabel)}.`,
      step: {
        label: 'Show all environments and projects',
        run: () => edit({ environments: [], projects: [] }),
      },
    };
  }
  return { message: 'There are no transactions in this range.', step: null };
}
