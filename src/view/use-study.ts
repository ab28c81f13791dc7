import type { TraceQuestion, TraceStudy } from '../model/trace-question.ts';
import { useSource } from './source-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

/**
 * Critical path and findings of a trace, computed where it was built. While a question about the same trace waits, the
 * answer to the one before stays: `asked` says which that was.
 */
export function useStudy(question: TraceQuestion): Answer<TraceQuestion, TraceStudy> {
  const { source, sourceId } = useSource();
  return useAnswer({
    key: ['study', sourceId, question],
    question,
    fetch: (question, signal) => source.study(question, signal),
    mayKeep: (earlier, question) => earlier.traceId === question.traceId,
    isSame: (earlier, question) => JSON.stringify(earlier) === JSON.stringify(question),
  });
}
