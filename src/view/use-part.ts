import { OF_WHAT_IS_LOADED, useIsCut } from './use-is-cut.ts';
import { useLoading } from './use-loading.ts';

/**
 * What is said of figures that are of a part of their time, with why it is one; null where they are of all of it.
 * `complete`: whether they are; left out where there are none yet.
 */
export function usePart(complete: boolean | undefined): string | null {
  const { loading } = useLoading();
  const isCut = useIsCut(complete);
  if (isCut) return OF_WHAT_IS_LOADED;
  if (complete !== false) return null;
  return loading === null
    ? 'This is of what is loaded: not all of this time is.'
    : 'This is of what is loaded so far: more is on its way.';
}
