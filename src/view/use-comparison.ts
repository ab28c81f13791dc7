import type { Comparison } from '../model/comparison.ts';
import type { TraceComparison } from '../model/trace-question.ts';
import { useSource } from './source-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

/** Two traces or two groups of them, aligned by structure. Null: it is not known yet which. */
export function useComparison(question: TraceComparison | null): Answer<TraceComparison, Comparison> {
  const { source, sourceId } = useSource();
  return useAnswer({
    key: ['compare', sourceId, question],
    question,
    fetch: (question, signal) => source.compareTraces(question, signal),
    mayKeep: () => false,
    isSame: (earlier, question) => JSON.stringify(earlier) === JSON.stringify(question),
  });
}
