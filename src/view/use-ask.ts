import type { List, Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Range } from '../model/time.ts';
import { useSource } from './source-context.tsx';
import { useTick } from './tick-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

/** Which columns a Result has, in which order: what decides whether an old one can stand in for a new one. */
function shapeOf(query: Query): string {
  const by = query.by.map((key) => (typeof key === 'object' && 'time' in key ? 'time' : key));
  return JSON.stringify([by, query.show]);
}

function listShapeOf(list: List): string {
  return JSON.stringify(list.fields);
}

/** The question apart from when it is asked: ranges move, and keep their lengths and their distance. */
function timelessOf(question: Query | List): string {
  const { start, end } = question.range;
  return JSON.stringify(question, (key, value: unknown) =>
    key === 'range' && isRange(value)
      ? [Math.round(value.start - start), Math.round(value.end - end), Math.round(value.end - value.start)]
      : value,
  );
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}

function isSame(earlier: Query | List, question: Query | List): boolean {
  return timelessOf(earlier) === timelessOf(question);
}

/** Asks the page's source, in the page's tick. Null: not yet. */
export function useAsk(query: Query | null): Answer<Query, Result> {
  const { source, sourceId } = useSource();
  const tick = useTick();
  return useAnswer({
    key: ['ask', sourceId, tick, query],
    question: query,
    fetch: (query, signal) => source.ask(query, signal),
    mayKeep: (earlier, query) => shapeOf(earlier) === shapeOf(query),
    isSame,
  });
}

/** Asks the page's source for rows, in the page's tick. Null: not yet. */
export function useList(list: List | null): Answer<List, Result> {
  const { source, sourceId } = useSource();
  const tick = useTick();
  return useAnswer({
    key: ['list', sourceId, tick, list],
    question: list,
    fetch: (list, signal) => source.list(list, signal),
    mayKeep: (earlier, list) => listShapeOf(earlier) === listShapeOf(list),
    isSame,
  });
}
