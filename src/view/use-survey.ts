import { useState } from 'react';
import { FIRST_SURVEYED, MOST_SURVEYED } from '../model/survey.ts';
import type { Survey, SurveyQuestion } from '../model/survey.ts';
import { useSource } from './source-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

type Asked = Omit<SurveyQuestion, 'spans'>;

/** Which events it is about. */
function eventsOf({ project, transaction, range }: Asked): string {
  return JSON.stringify([project, transaction, range]);
}

/**
 * What the events of a transaction have in common: of the newest few of them first, and then of as many as are read.
 * Null: not asked yet.
 */
export function useSurvey(asked: Asked | null): Answer<SurveyQuestion, Survey> {
  const { source, sourceId } = useSource();
  // The events that have been told of already, and are told of again with more of them.
  const [known, setKnown] = useState<string | null>(null);
  const events = asked === null ? null : eventsOf(asked);
  const question =
    asked === null ? null : { ...asked, spans: known === events ? MOST_SURVEYED : FIRST_SURVEYED };
  const answer = useAnswer({
    key: ['survey', sourceId, question],
    question,
    fetch: (question, signal) => source.survey(question, signal),
    mayKeep: (earlier, question) =>
      earlier.project === question.project && earlier.transaction === question.transaction,
    isSame: (earlier, question) => JSON.stringify(earlier) === JSON.stringify(question),
  });
  if (answer.asked !== undefined && known !== events && eventsOf(answer.asked) === events) setKnown(events);
  return answer;
}
