import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '../model/result.ts';
import { SECOND } from '../model/time.ts';
import { toProblem } from './problem.ts';

/** What became of a question: an answer, an older one, a problem, in any combination. */
export interface Answer<Q, T> {
  /** The answer; while a new one is awaited or failed, the one before, if it is of the same shape. */
  readonly data: T | undefined;
  /** The question that `data` answers: label numbers by it, not by what was asked since. */
  readonly asked: Q | undefined;
  /**
   * Whether `data` answers another question than the one that was asked last, or the last one failed. The same
   * question a tick later makes nothing stale.
   */
  readonly isStale: boolean;
  /** Whether an answer is on its way. */
  readonly isPending: boolean;
  /** Why the last question has no answer. */
  readonly problem: Problem | null;
  readonly retry: () => void;
}

export interface Fetching<Q, T> {
  /** Identifies the answer: kind, source, tick, question. */
  readonly key: readonly unknown[];
  /** Null while it cannot be asked yet. */
  readonly question: Q | null;
  readonly fetch: (question: Q, signal: AbortSignal) => Promise<T>;
  /** Told of the answer when it comes, before it is drawn: what follows from it can be asked by then. */
  readonly onAnswer?: ((data: T, question: Q) => void) | undefined;
}

export interface Asking<Q, T> extends Fetching<Q, T> {
  /** Whether an earlier answer may stay on screen until this question has its own. */
  readonly mayKeep: (earlier: Q, question: Q) => boolean;
  /** Whether both are the same question, asked at different times. */
  readonly isSame: (earlier: Q, question: Q) => boolean;
}

interface Pair<Q, T> {
  readonly question: Q;
  readonly data: T;
}

/** How an answer is fetched and kept, for the query cache; equal keys have to be of equal questions. */
export function answerOptions<Q, T>({ key, question, fetch, onAnswer }: Fetching<Q, T>) {
  return queryOptions({
    queryKey: key,
    enabled: question !== null,
    gcTime: 10 * SECOND,
    staleTime: Infinity,
    structuralSharing: false,
    retry: false,
    networkMode: 'always',
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }): Promise<Pair<Q, T>> => {
      if (question === null) throw new Error('There is no question yet.');
      const data = await fetch(question, signal);
      onAnswer?.(data, question);
      return { question, data };
    },
  });
}

/**
 * Asks, keeps the earlier answer in the meantime, and drops answers nobody looks at after ten seconds. The last
 * good answer also stays when the new question fails.
 */
export function useAnswer<Q, T>(asking: Asking<Q, T>): Answer<Q, T> {
  const { question, mayKeep, isSame } = asking;
  const query = useQuery(answerOptions(asking));
  const [last, setLast] = useState<Pair<Q, T>>();
  if (query.data !== undefined && query.data !== last) setLast(query.data);
  const kept = last !== undefined && question !== null && mayKeep(last.question, question) ? last : undefined;
  const shown = query.data ?? kept;
  const isEarlier = shown !== undefined && query.data === undefined;
  const isOther = question !== null && shown !== undefined && !isSame(shown.question, question);
  return {
    data: shown?.data,
    asked: shown?.question,
    isStale: isEarlier && (isOther || query.error !== null),
    isPending: query.isFetching,
    problem: query.error === null ? null : toProblem(query.error),
    retry: () => void query.refetch(),
  };
}
