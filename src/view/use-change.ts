import type { ChangeQuestion, ChangeReport } from '../model/change.ts';
import { useSource } from './source-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

/** Why a transaction changed. Null: not asked yet. */
export function useChange(question: ChangeQuestion | null): Answer<ChangeQuestion, ChangeReport> {
  const { source, sourceId } = useSource();
  return useAnswer({
    key: ['change', sourceId, question],
    question,
    fetch: (question, signal) => source.explainChange(question, signal),
    mayKeep: () => false,
    isSame: (earlier, question) => JSON.stringify(earlier) === JSON.stringify(question),
  });
}
