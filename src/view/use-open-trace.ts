import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { traceLink } from './links.ts';
import { toProblem } from './problem.ts';
import { useSource } from './source-context.tsx';
import { useView } from './use-view.ts';

/** A trace comes from a file. */
export interface OpenTrace {
  /** Reads the file and leads to its trace. */
  readonly open: (file: File) => void;
  /** The file that is being opened, by its name. */
  readonly opening: string | null;
  /** Leaves the file that is being opened. */
  readonly cancel: () => void;
  /** Lets go of a trace of a file. `onDone` is told once that is so. */
  readonly close: (traceId: string, onDone: () => void) => void;
  /** Does something with a file, and says in `problem` why it did not work. */
  readonly run: (work: () => Promise<void>) => void;
  /** Why the last thing did not work. */
  readonly problem: string | null;
}

/** Opens traces from files, and closes them. */
export function useOpenTrace(): OpenTrace {
  const { source } = useSource();
  const { view } = useView();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [opening, setOpening] = useState<string | null>(null);
  const leave = useRef<AbortController | null>(null);
  useEffect(() => () => leave.current?.abort(), []);
  const run = (work: () => Promise<void>): void => {
    setProblem(null);
    work().catch((error: unknown) => {
      const { message, advice } = toProblem(error);
      setProblem(`${message} ${advice}`.trim());
    });
  };
  /** What was known of a trace of that id is not what the file says, or no longer. */
  const forget = (traceId: string): void =>
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey.includes(traceId) });
  return {
    opening,
    cancel: () => leave.current?.abort(),
    problem,
    run,
    open: (file) =>
      run(async () => {
        leave.current?.abort();
        const { signal } = (leave.current = new AbortController());
        setOpening(file.name);
        try {
          const trace = await source.openTrace(file, signal);
          forget(trace);
          await navigate(traceLink(view, { trace }));
        } catch (error) {
          if (!signal.aborted) throw error;
        } finally {
          if (leave.current?.signal === signal) setOpening(null);
        }
      }),
    close: (traceId, onDone) =>
      run(async () => {
        await source.closeTrace(traceId);
        forget(traceId);
        onDone();
      }),
  };
}
