import { startTransition, useCallback, useEffect, useState } from 'react';
import type { Problem } from '../model/result.ts';
import type { Source } from '../model/source.ts';
import { toProblem } from './problem.ts';
import type { ViewSource } from './view.ts';

/** A source whose worker runs. */
export interface Opened {
  readonly source: Source;
  /** The collector at the app's own address, whatever is open. */
  readonly collector: Source;
  /** Settles when the worker died by itself, with the reason. */
  readonly died: Promise<Problem>;
  /** Ends the worker. */
  readonly close: () => void;
}

/** Starts a source's worker; for the demo also its backend. */
export type OpenSource = (source: ViewSource) => Promise<Opened>;

export interface OpenedSource {
  /** Null while it is being opened, and when that failed. */
  readonly opened: Opened | null;
  /** Rises with every worker that was started. */
  readonly starts: number;
  /** Why it could not be opened, or was opened again. */
  readonly problem: Problem | null;
  readonly reopen: () => void;
}

/** A worker that dies more often is not started again by itself: something kills it each time. */
const MOST_DEATHS = 3;

/**
 * Opens the view's source, closes it when the view has another, and starts a worker that died again. Null: not yet.
 */
export function useOpenedSource(source: ViewSource | null, open: OpenSource): OpenedSource {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [starts, setStarts] = useState(0);
  const [run, setRun] = useState({ attempt: 0, deaths: 0 });
  const key = JSON.stringify(source);

  useEffect(() => {
    const source = JSON.parse(key) as ViewSource | null;
    if (source === null || run.deaths > MOST_DEATHS) return;
    let isWanted = true;
    let mine: Opened | null = null;
    open(source).then(
      (result) => {
        if (!isWanted) {
          result.close();
          return;
        }
        mine = result;
        // The frame around all pages in slices.
        startTransition(() => {
          setOpened(result);
          setStarts((starts) => starts + 1);
        });
        void result.died.then((reason) => {
          if (!isWanted) return;
          setProblem(reason);
          setRun(({ attempt, deaths }) => ({ attempt: attempt + 1, deaths: deaths + 1 }));
        });
      },
      (error: unknown) => {
        if (isWanted) setProblem(toProblem(error));
      },
    );
    return () => {
      isWanted = false;
      mine?.close();
      setOpened(null);
    };
  }, [key, open, run]);

  const reopen = useCallback(() => {
    setProblem(null);
    setRun(({ attempt }) => ({ attempt: attempt + 1, deaths: 0 }));
  }, []);
  return { opened, starts, problem, reopen };
}
