import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { List, Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Source } from '../model/source.ts';
import type { Range } from '../model/time.ts';
import { withNamed, withoutUnnamed } from './named-users.ts';
import { orProblem } from './nothing-loaded.ts';
import { useSource, useSourceProblem } from './source-context.tsx';
import { useTick } from './tick-context.tsx';
import type { SourceId } from './view.ts';
import { answerOptions, useAnswer } from './use-answer.ts';
import type { Answer, Fetching } from './use-answer.ts';
import type { Tick } from './ticker.ts';

/** Which columns a Result has, in which order: what decides whether an old one can stand in for a new one. */
function shapeOf(query: Query): string {
  const by = query.by.map((key) => (typeof key === 'object' && 'time' in key ? 'time' : key));
  return JSON.stringify([by, query.show]);
}

function listShapeOf(list: List): string {
  return JSON.stringify(list.fields);
}

/**
 * The question apart from when it is asked: ranges move, and keep their lengths and their distance; or, with
 * `isOtherFixed`, what they are compared with stays where it is.
 */
function timelessOf(question: Query | List, isOtherFixed: boolean): string {
  const { start, end } = question.range;
  const other = 'versus' in question ? question.versus?.range : undefined;
  return JSON.stringify(question, (key, value: unknown) => {
    if (key !== 'range' || !isRange(value)) return value;
    const length = Math.round(value.end - value.start);
    if (isOtherFixed && value === other) return [value.start, length];
    return [Math.round(value.start - start), Math.round(value.end - end), length];
  });
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}

/** Whether both ask the same, be it at different times. */
export function isSame(earlier: Query | List, question: Query | List): boolean {
  if (earlier === question) return true;
  // No filter moves with the time. Most of what differs differs in this, and to compare all of it takes longer.
  const isOther = earlier.where !== question.where;
  if (isOther && JSON.stringify(earlier.where) !== JSON.stringify(question.where)) return false;
  return [false, true].some((isFixed) => timelessOf(earlier, isFixed) === timelessOf(question, isFixed));
}

/**
 * Whether what is within asks after all else that is drawn with it: what is quick to draw is, so that what takes long to
 * draw is drawn while that is answered.
 */
export const AskLast = createContext(false);

/** Who is asked, and when. */
interface Asked {
  readonly isLast: boolean;
  readonly source: Source;
  readonly sourceId: SourceId;
  readonly tick: Tick;
}

function fetchingOf(
  { isLast, source, sourceId, tick }: Asked,
  query: Query | null,
  isUrgent: boolean,
): Fetching<Query, Result> {
  return {
    // As text: the cache writes keys out at every look, with their parts put in order.
    key: ['ask', sourceId, tick, JSON.stringify(query)],
    question: query,
    fetch: async (query, signal) => {
      // What is drawn together asks together: by then all else of it has asked.
      if (isLast) await Promise.resolve();
      signal.throwIfAborted();
      const asked = withNamed(query);
      return withoutUnnamed(query, await (isUrgent ? source.peek(asked, signal) : source.ask(asked, signal)));
    },
  };
}

/**
 * Asks the page's source, in the page's tick. Null: not yet. `isUrgent`: before all that waits, for what follows from an
 * answer and is drawn together with it. `onAnswer` is told of the answer before it is drawn.
 */
export function useAsk(
  query: Query | null,
  isUrgent = false,
  onAnswer?: (result: Result, query: Query) => void,
): Answer<Query, Result> {
  const { source, sourceId } = useSource();
  const tick = useTick();
  const isLast = useContext(AskLast);
  const problem = useSourceProblem();
  const answer = useAnswer({
    ...fetchingOf({ isLast, source, sourceId, tick }, query, isUrgent),
    onAnswer,
    mayKeep: (earlier, query) => shapeOf(earlier) === shapeOf(query),
    isSame,
  });
  return orProblem(answer, problem, () => void source.resumeLoading());
}

/**
 * Asks ahead of a `useAsk` that will ask the same urgently, in the page's tick: its answer is there, or on its way, when
 * that is drawn.
 */
export function useAskAhead(): (query: Query) => void {
  const { source, sourceId } = useSource();
  const tick = useTick();
  const client = useQueryClient();
  return useCallback(
    (query) =>
      void client.prefetchQuery(
        answerOptions(fetchingOf({ isLast: false, source, sourceId, tick }, query, true)),
      ),
    [client, source, sourceId, tick],
  );
}

/** Asks the page's source for rows, in the page's tick. Null: not yet. */
export function useList(list: List | null): Answer<List, Result> {
  const { source, sourceId } = useSource();
  const tick = useTick();
  const problem = useSourceProblem();
  const answer = useAnswer({
    key: ['list', sourceId, tick, JSON.stringify(list)],
    question: list,
    fetch: (list, signal) => source.list(list, signal),
    mayKeep: (earlier, list) => listShapeOf(earlier) === listShapeOf(list),
    isSame,
  });
  return orProblem(answer, problem, () => void source.resumeLoading());
}
