import { useState } from 'react';
import type { ChangeQuestion, ChangeReport } from '../model/change.ts';
import { useSource } from './source-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

/** Times may move by this part of their length before spans are read anew. */
const NEAR = 0.02;

/** Whether two questions are the same but for what passed between them. */
function isNear(one: ChangeQuestion, other: ChangeQuestion): boolean {
  const { before, after, ...rest } = one;
  const { before: otherBefore, after: otherAfter, ...otherRest } = other;
  const most = NEAR * (after.end - before.start);
  return (
    JSON.stringify(rest) === JSON.stringify(otherRest) &&
    Math.abs(before.start - otherBefore.start) <= most &&
    Math.abs(after.start - otherAfter.start) <= most &&
    Math.abs(after.end - otherAfter.end) <= most
  );
}

/**
 * Why a transaction changed. To read the spans takes seconds, in which a time up to now has moved on: a question that is
 * nearly the one before is not asked.
 */
export function useChange(asked: ChangeQuestion): Answer<ChangeQuestion, ChangeReport> {
  const { source, sourceId } = useSource();
  const [held, hold] = useState(asked);
  const question = isNear(held, asked) ? held : asked;
  if (question !== held) hold(question);
  return useAnswer({
    key: ['change', sourceId, question],
    question,
    fetch: (question, signal) => source.explainChange(question, signal),
    mayKeep: () => false,
    isSame: (earlier, question) => JSON.stringify(earlier) === JSON.stringify(question),
  });
}
