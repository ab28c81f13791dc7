import { useEffect, useRef, useState } from 'react';
import type { Source } from '../model/source.ts';
import { SECOND } from '../model/time.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';
import { useHeard, useSource, useSourceProblem } from './source-context.tsx';
import { useTick } from './tick-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

/** A report asks dozens of questions; on a page that is live it is made anew no more often. */
const EVERY = 15 * SECOND;

/** The question apart from when it is asked: a range that moves on stays the same range. */
function timeless(question: unknown): string {
  return JSON.stringify(question, (key, value: unknown) => {
    if (key !== 'range' || typeof value !== 'object' || value === null) return value;
    const { start, end } = value as { start: number; end: number };
    return Math.round(end - start);
  });
}

interface Pinned<Q> {
  readonly question: Q | null;
  readonly text: string;
  readonly at: EpochMs;
}

/**
 * Several questions that make one report. It begins once all rows are loaded, and on a page that is live it is made anew
 * every 15 s, or as often as `every` says; one that failed, once the source is well again. `kind` names it among others; questions are plain data; null: not yet.
 */
export function useReport<Q, T>(
  kind: string,
  question: Q | null,
  make: (source: Source, question: Q, signal: AbortSignal) => Promise<T>,
  every: Milliseconds = EVERY,
): Answer<Q, T> {
  const { source, sourceId } = useSource();
  const { now } = useTick();
  const isLoading = (useHeard()?.loading ?? null) !== null;
  const text = timeless(question);
  const [pinned, setPinned] = useState<Pinned<Q>>({ question, text, at: now });
  const isOver = pinned.text !== text || now - pinned.at >= every;
  if (isOver) setPinned({ question, text, at: now });
  const asked = isLoading ? null : pinned.question;
  const answer = useAnswer({
    key: [kind, sourceId, pinned.at, asked],
    question: asked,
    fetch: (question, signal) => make(source, question, signal),
    mayKeep: () => true,
    isSame: (one, two) => timeless(one) === timeless(two),
  });
  useRetryWhenWell(answer);
  return answer;
}

/** Asks again for what failed while something was wrong with the source, once that is over: no new row may come to ask for it. */
function useRetryWhenWell({ problem, retry }: Answer<unknown, unknown>): void {
  const isIll = useSourceProblem() !== null;
  const latest = useRef({ wasIll: isIll, hasFailed: false, retry });
  useEffect(() => {
    latest.current = { ...latest.current, hasFailed: problem !== null, retry };
  });
  useEffect(() => {
    const { wasIll, hasFailed, retry } = latest.current;
    latest.current.wasIll = isIll;
    if (wasIll && !isIll && hasFailed) retry();
  }, [isIll]);
}
