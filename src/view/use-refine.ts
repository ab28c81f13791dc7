import { useCallback } from 'react';
import { refined } from './refine.ts';
import type { Refinement } from './refine.ts';
import { useEdit } from './address-queue.tsx';

/** Narrows the search by a value that is on screen: one intent, which Back undoes. */
export function useRefine(): (refinement: Refinement) => void {
  const edit = useEdit();
  return useCallback((refinement) => edit(({ search }) => ({ search: refined(search, refinement) })), [edit]);
}
