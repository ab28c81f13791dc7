import { useCallback } from 'react';
import { refined } from './refine.ts';
import type { Refinement } from './refine.ts';
import { useView } from './use-view.ts';

/** Narrows the search by a value that is on screen: one intent, which Back undoes. */
export function useRefine(): (refinement: Refinement) => void {
  const { view, edit } = useView();
  const { search } = view;
  return useCallback((refinement) => edit({ search: refined(search, refinement) }), [edit, search]);
}
