import { useMemo } from 'react';
import { EVERYTHING } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import type { Having } from '../model/query.ts';
import type { SearchError } from '../search/search-error.ts';
import { useParse } from './use-parse.ts';
import { useView } from './use-view.ts';

export interface UsedSearch {
  /** What the address's search text stands for; everything, where it cannot be read. */
  readonly filter: Filter;
  /** Which transactions it selects by their metrics; null where it selects none out. */
  readonly having: Having | null;
  /** Why it cannot be read. The search box never writes such a text: it came with the address. */
  readonly error: SearchError | null;
}

/** The filter that the view's search text stands for. */
export function useSearch(): UsedSearch {
  const { search } = useView().view;
  const parse = useParse();
  return useMemo(() => {
    const parsed = parse(search);
    if ('error' in parsed) return { filter: EVERYTHING, having: null, error: parsed.error };
    return { filter: parsed.filter, having: parsed.having, error: null };
  }, [search, parse]);
}
