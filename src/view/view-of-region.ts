import type { View } from './view.ts';
import { withDurations } from './with-durations.ts';

/** The view of what is selected: its time is the range, its durations are conditions of the search. */
export function viewOfRegion(view: View): View {
  const { selection, durations } = view;
  return {
    ...view,
    ...(selection === null ? {} : { range: selection }),
    ...(durations === null ? {} : { search: withDurations(view.search, durations) }),
    selection: null,
    durations: null,
  };
}
