import { useHeard, useSource } from './source-context.tsx';
import type { Source } from '../model/source.ts';
import { useTick } from './tick-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

/**
 * Several questions that make one report, in the page's tick. `kind` names it among others. Questions are plain data;
 * null: not yet. While rows are being loaded it is made anew with every tick.
 */
export function useReport<Q, T>(
  kind: string,
  question: Q | null,
  make: (source: Source, question: Q, signal: AbortSignal) => Promise<T>,
): Answer<Q, T> {
  const { source, sourceId } = useSource();
  const tick = useTick();
  const loading = useHeard()?.loading ?? null;
  return useAnswer({
    key: [kind, sourceId, loading === null ? tick : 'loading', question],
    question: loading === null ? question : null,
    fetch: (question, signal) => make(source, question, signal),
    mayKeep: () => true,
    isSame: (one, two) => JSON.stringify(one) === JSON.stringify(two),
  });
}
