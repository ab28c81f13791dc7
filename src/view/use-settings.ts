import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Problem } from '../model/result.ts';
import { SourceError } from '../model/source.ts';
import type { Settings } from '../model/source.ts';
import { MINUTE } from '../model/time.ts';
import { toProblem } from './problem.ts';
import { useSource } from './source-context.tsx';

export interface UsedSettings {
  readonly settings: Settings | undefined;
  /** Why they could not be read or were not kept. */
  readonly problem: Problem | null;
  /**
   * Changes a part of them: what is shown at once, and what is kept as it is by then, so that what another browser
   * set meanwhile stays. Goes back to what was kept if this cannot be.
   */
  readonly change: (update: (settings: Settings) => Settings) => void;
}

function useReadSettings(): UseQueryResult<Settings> {
  const { source, sourceId } = useSource();
  return useQuery({
    queryKey: ['settings', sourceId],
    queryFn: ({ signal }) => source.readSettings(signal),
    staleTime: MINUTE,
    retry: false,
    networkMode: 'always',
  });
}

/**
 * What projects are called: by the name they were given, else by their id. The ids of Sentry's projects are bare
 * numbers, and say what they are.
 */
export function useProjectLabel(): (id: string) => string {
  const names = useReadSettings().data?.projectNames;
  return useCallback(
    (id) => {
      // A project may have the id "constructor".
      const name = names !== undefined && Object.hasOwn(names, id) ? names[id] : undefined;
      return name ?? (/^\d+$/.test(id) ? `project ${id}` : id);
    },
    [names],
  );
}

/** How often another browser may be faster before this is said to have failed. */
const MOST_ATTEMPTS = 8;

/** What users set and every browser shares. */
export function useSettings(): UsedSettings {
  const { source, sourceId } = useSource();
  const client = useQueryClient();
  const queryKey = ['settings', sourceId];
  const query = useReadSettings();
  const mutation = useMutation({
    mutationFn: async (update: (settings: Settings) => Settings) => {
      for (let attempt = 1; ; attempt += 1) {
        const before = await source.readSettings();
        const settings = update(before);
        try {
          await source.writeSettings(settings, before);
          return settings;
        } catch (error) {
          // Another browser was faster: what it set stays, and this is set besides.
          if (!(error instanceof SourceError) || error.reason !== 'changed' || attempt === MOST_ATTEMPTS)
            throw error;
        }
      }
    },
    networkMode: 'always',
    // One after the other: each begins with what the one before it has left.
    scope: { id: `settings ${sourceId}` },
    onMutate: async (update) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<Settings>(queryKey);
      if (before !== undefined) client.setQueryData(queryKey, update(before));
      return { before };
    },
    onSuccess: (settings) => client.setQueryData(queryKey, settings),
    onError: (_error, _update, context) => client.setQueryData(queryKey, context?.before),
  });
  const error = mutation.error ?? query.error;
  return {
    settings: query.data,
    problem: error === null ? null : toProblem(error),
    change: mutation.mutate,
  };
}
