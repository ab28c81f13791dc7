import { useEffect, useRef, useState } from 'react';
import { useHeard, useSource } from './source-context.tsx';
import type { Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Source } from '../model/source.ts';

/** Asks a query, for `useAside`. */
export function askSource(source: Source, query: Query, signal: AbortSignal): Promise<Result> {
  return source.peek(query, signal);
}

/** Whether all that a query was about had been loaded. */
export function isWholeResult({ complete }: Result): boolean {
  return complete;
}

/** An answer that helps somebody who is writing. */
export interface Aside<Q, T> {
  /** The last answer there was; what was asked for it may be another question by now. */
  readonly data: T | undefined;
  readonly asked: Q | undefined;
  readonly isPending: boolean;
}

/**
 * Asks beside the page's tick, at once, and takes a question back as soon as there is another one: for what has to
 * keep up with typing. An answer stays until the next one has come; a question that fails leaves no answer, because
 * nothing on the page depends on it. One that is not whole is asked for again when more has been loaded. Questions are
 * plain data.
 */
export function useAside<Q, T>(
  question: Q | null,
  fetch: (source: Source, question: Q, signal: AbortSignal) => Promise<T>,
  isWhole: (data: T) => boolean = () => true,
): Aside<Q, T> {
  const { source } = useSource();
  const revision = useHeard()?.revision ?? 0;
  const [answer, setAnswer] = useState<{ readonly key: string; readonly asked: Q; readonly data?: T }>();
  const latest = useRef({ question, fetch });
  useEffect(() => {
    latest.current = { question, fetch };
  });
  const key = question === null ? null : JSON.stringify(question);
  const isPartial = answer?.data !== undefined && !isWhole(answer.data);
  const turn = key === null ? null : `${isPartial ? revision : ''} ${key}`;
  useEffect(() => {
    const { question, fetch } = latest.current;
    if (turn === null || question === null) return;
    const key = JSON.stringify(question);
    const abort = new AbortController();
    void fetch(source, question, abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setAnswer({ key, asked: question, data });
      },
      () => {
        if (!abort.signal.aborted) setAnswer({ key, asked: question });
      },
    );
    return () => abort.abort();
  }, [source, turn]);
  if (key === null) return { data: undefined, asked: undefined, isPending: false };
  return { data: answer?.data, asked: answer?.asked, isPending: answer?.key !== key };
}
