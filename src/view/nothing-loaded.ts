import type { List, Query } from '../model/query.ts';
import type { Problem, Result } from '../model/result.ts';
import { isCovered } from './period.ts';
import type { Answer } from './use-answer.ts';

/**
 * An answer without a row, of a time that cannot be loaded, is none: what is wrong takes its place. `problem` is that of
 * the source as a whole, and `onRetry` tries to load at once what is tried again by itself.
 */
export function orProblem<Q extends Query | List>(
  answer: Answer<Q, Result>,
  problem: Problem | null,
  onRetry: () => void,
): Answer<Q, Result> {
  const { data, asked } = answer;
  if (problem === null || problem.kind === 'partial' || data === undefined || asked === undefined)
    return answer;
  if (data.matched > 0 || isCovered(asked.range, data.covered)) return answer;
  return {
    ...answer,
    data: undefined,
    asked: undefined,
    isStale: false,
    problem: answer.problem ?? problem,
    retry: () => {
      onRetry();
      answer.retry();
    },
  };
}
