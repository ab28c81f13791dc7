import { both } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import type { View } from './view.ts';

/** What is selected in charts: a time, durations, or both. */
export type Region = Pick<View, 'selection' | 'durations'>;

/** Whether anything is selected. */
export function hasRegion({ selection, durations }: Region): boolean {
  return selection !== null || durations !== null;
}

/** The rows that are selected; null where nothing is. */
export function regionFilter({ selection, durations }: Region): Filter | null {
  if (selection === null && durations === null) return null;
  return both(
    ...(selection === null
      ? []
      : ([
          { kind: 'compare', field: 'timestamp', is: '>=', value: selection.start },
          { kind: 'compare', field: 'timestamp', is: '<', value: selection.end },
        ] as const)),
    ...(durations === null
      ? []
      : ([
          { kind: 'compare', field: 'duration', is: '>=', value: durations.from },
          { kind: 'compare', field: 'duration', is: '<=', value: durations.to },
        ] as const)),
  );
}
