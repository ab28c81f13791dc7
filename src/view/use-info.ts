import { useQuery } from '@tanstack/react-query';
import type { Problem } from '../model/result.ts';
import type { Info } from '../model/source.ts';
import { SECOND } from '../model/time.ts';
import type { Milliseconds } from '../model/time.ts';
import { toProblem } from './problem.ts';
import { useSource } from './source-context.tsx';

export interface UsedInfo {
  /** The newest there is, also while the source cannot be reached. */
  readonly info: Info | undefined;
  /** Why the last request for it failed. */
  readonly problem: Problem | null;
  readonly isPending: boolean;
  readonly retry: () => void;
}

const UNANSWERED: Milliseconds = 5 * SECOND;

/** What the source says about itself; asked again every `every` milliseconds while the page is visible. */
export function useInfo(every: Milliseconds = 10 * SECOND): UsedInfo {
  const { source, sourceId } = useSource();
  const query = useQuery({
    queryKey: ['info', sourceId],
    queryFn: ({ signal }) => source.info(signal),
    // Of one that does not answer, less is expected.
    refetchInterval: ({ state }) => (state.error === null ? every : Math.max(every, UNANSWERED)),
    staleTime: every,
    structuralSharing: false,
    retry: false,
    networkMode: 'always',
  });
  return {
    info: query.data,
    problem: query.error === null ? null : toProblem(query.error),
    isPending: query.isPending,
    retry: () => void query.refetch(),
  };
}
