import { useLoading } from './use-loading.ts';

/** What a panel says that finds nothing in a part: the rest may have it. */
export const OF_WHAT_IS_LOADED =
  'This is of what is loaded: loading was stopped before all of this time had come.';

/**
 * Whether figures are of a part because the reader stopped loading the rest. `complete`: whether all that they are of is
 * held all the same; left out where that is not known.
 */
export function useIsCut(complete = false): boolean {
  return useLoading().stopped !== null && !complete;
}
