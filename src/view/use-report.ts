import { useEffect, useRef, useState } from 'react';
import type { Source } from '../model/source.ts';
import { SECOND } from '../model/time.ts';
import type { EpochMs, Milliseconds, Range } from '../model/time.ts';
import { useHeard, useSource, useSourceProblem } from './source-context.tsx';
import { useTick } from './tick-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

/** A report asks dozens of questions; on a page that is live it is made anew no more often. */
const EVERY = 15 * SECOND;

/** The question apart from when it is asked: a range that moves on stays the same range. */
function timeless(question: unknown): string {
  return JSON.stringify(question, (key, value: unknown) =>
    isRange(key, value) ? Math.round(value.end - value.start) : value,
  );
}

function isRange(key: string, value: unknown): value is Range {
  return key === 'range' && typeof value === 'object' && value !== null;
}

/** A question with its ranges changed, in the order in which it has them. */
function mapRanges<Q>(question: Q, change: (range: Range) => Range): Q {
  const map = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(map);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]: [string, unknown]) => [
        key,
        isRange(key, value) ? change(value) : map(value),
      ]),
    );
  };
  // Only times differ: the shape is the same.
  return map(question) as Q;
}

function rangesOf(question: unknown): readonly Range[] {
  const ranges: Range[] = [];
  mapRanges(question, (range) => {
    ranges.push(range);
    return range;
  });
  return ranges;
}

/**
 * A question with the ranges of one asked so long before, if they differ by no more than that: both then mean the same time,
 * and what was read of it for one serves the other. Null where they differ otherwise.
 */
function askedWith<Q>(earlier: Q, question: Q, since: Milliseconds): Q | null {
  const [before, now] = [rangesOf(earlier), rangesOf(question)];
  const hasMoved = ({ start, end }: Range, by: Milliseconds, to: Range | undefined): boolean =>
    start + by === to?.start && end + by === to.end;
  const isSame = before.every((range, at) => [0, since].some((by) => hasMoved(range, by, now[at])));
  if (!isSame || before.length !== now.length) return null;
  const left = [...before];
  return mapRanges(question, (range) => left.shift() ?? range);
}

interface Pinned<Q> {
  readonly question: Q | null;
  readonly at: EpochMs;
}

/** What is to be asked from now on. */
function repin<Q>(pinned: Pinned<Q>, question: Q | null, now: EpochMs, every: Milliseconds): Pinned<Q> {
  if (question === null && pinned.question === null) return pinned;
  const since = now - pinned.at;
  if (since >= every || question === null || pinned.question === null) return { question, at: now };
  const early = askedWith(pinned.question, question, since);
  return early === null ? { question, at: now } : { question: early, at: pinned.at };
}

/**
 * Several questions that make one report. It begins once all rows are loaded, and on a page that is live it is made anew
 * every 15 s, or as often as `every` says: so long all its questions are asked of the same moment. One that failed is made
 * anew once the source is well again. `kind` names it among others; questions are plain data; null: not yet.
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
  const [pinned, setPinned] = useState<Pinned<Q>>({ question, at: now });
  const next = repin(pinned, question, now, every);
  if (JSON.stringify(next) !== JSON.stringify(pinned)) setPinned(next);
  const asked = isLoading ? null : pinned.question;
  const answer = useAnswer({
    key: [kind, sourceId, pinned.at, asked],
    question: asked,
    fetch: (question, signal) => make(source, question, signal),
    mayKeep: () => true,
    isSame: (one, two) => timeless(one) === timeless(two),
  });
  useRetryWhenWell(answer);
  const problem = useSourceProblem();
  const isStuck = question !== null && asked === null && answer.data === undefined && problem !== null;
  if (!isStuck || problem.kind === 'partial') return answer;
  // It begins once all rows are there, and nobody knows when that will be.
  return { ...answer, problem, retry: () => void source.resumeLoading() };
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
