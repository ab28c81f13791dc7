import { useMemo } from 'react';
import { EVERYTHING } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import { parse } from '../search/parse.ts';
import type { SearchError, SearchHint } from '../search/search-error.ts';
import { useView } from './use-view.ts';

export interface UsedSearch {
  /** What the address's search text stands for; everything, where it cannot be read. */
  readonly filter: Filter;
  readonly hints: readonly SearchHint[];
  /** Why it cannot be read. The search box never writes such a text: it came with the address. */
  readonly error: SearchError | null;
}

/** The filter that the view's search text stands for. */
export function useSearch(): UsedSearch {
  const { search } = useView().view;
  return useMemo(() => {
    const parsed = parse(search);
    return 'error' in parsed
      ? { filter: EVERYTHING, hints: [], error: parsed.error }
      : { filter: parsed.filter, hints: parsed.hints, error: null };
  }, [search]);
}
