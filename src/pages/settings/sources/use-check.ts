import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../model/result.ts';
import type { Source } from '../../../model/source.ts';
import type { SourceCheck } from '../../../model/source-check.ts';
import { toProblem } from '../../../view/problem.ts';

/** A source that is tried, or was. */
export interface Checking {
  readonly isRunning: boolean;
  /** Of the last time; null: it was never tried. */
  readonly result: SourceCheck | null;
  /** Why it could not even be tried. */
  readonly problem: Problem | null;
  readonly run: () => void;
}

/** Tries a source when it is told to. Whoever leaves ends it. */
export function useCheck(source: Source): Checking {
  const [state, setState] = useState<Omit<Checking, 'run'>>({
    isRunning: false,
    result: null,
    problem: null,
  });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const run = (): void => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setState((last) => ({ ...last, isRunning: true }));
    source.check(own.signal).then(
      (result) => {
        if (!own.signal.aborted) setState({ isRunning: false, result, problem: null });
      },
      (error: unknown) => {
        if (!own.signal.aborted) setState({ isRunning: false, result: null, problem: toProblem(error) });
      },
    );
  };
  return { ...state, run };
}
