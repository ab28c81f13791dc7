import type { Survey, SurveyQuestion } from '../model/survey.ts';
import { useSource } from './source-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

/** What the events of a transaction have in common. Null: not asked yet. */
export function useSurvey(question: SurveyQuestion | null): Answer<SurveyQuestion, Survey> {
  const { source, sourceId } = useSource();
  return useAnswer({
    key: ['survey', sourceId, question],
    question,
    fetch: (question, signal) => source.survey(question, signal),
    mayKeep: (earlier, question) =>
      earlier.project === question.project && earlier.transaction === question.transaction,
    isSame: (earlier, question) => JSON.stringify(earlier) === JSON.stringify(question),
  });
}
