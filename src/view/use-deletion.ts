import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '../model/result.ts';
import { toProblem } from './problem.ts';
import { useSource } from './source-context.tsx';

/** What is to be deleted: a project, or null for all there is. */
export type Doomed = string | null;

export interface UsedDeletion {
  /** What is about to go, or going. */
  readonly doomed: readonly Doomed[];
  /** Marks it: nothing is done yet. */
  readonly doom: (project: Doomed) => void;
  readonly spare: (project: Doomed) => void;
  /** Deletes it; resolves with how many transactions went, or with why none did. */
  readonly destroy: (project: Doomed) => Promise<number | Problem>;
}

/** Deleting data, in two steps, so that the first can be taken back. */
export function useDeletion(): UsedDeletion {
  const { source, sourceId } = useSource();
  const client = useQueryClient();
  const [doomed, setDoomed] = useState<readonly Doomed[]>([]);
  const latest = useRef({ source, sourceId, client });
  const spare = (project: Doomed): void => setDoomed((all) => all.filter((each) => each !== project));
  return {
    doomed,
    doom: (project) => setDoomed((all) => [...all, project]),
    spare,
    destroy: async (project) => {
      const { source, sourceId, client } = latest.current;
      try {
        return await source.deleteData(project);
      } catch (error) {
        return toProblem(error);
      } finally {
        spare(project);
        void client.invalidateQueries({ queryKey: ['info', sourceId] });
      }
    },
  };
}
