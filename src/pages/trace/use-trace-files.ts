import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { download } from '../../ui/export/download.ts';
import { traceLink } from '../../view/links.ts';
import { toProblem } from '../../view/problem.ts';
import { useSource } from '../../view/source-context.tsx';
import { useView } from '../../view/use-view.ts';

/** A trace leaves as a file and comes back from one. */
export interface TraceFiles {
  readonly save: () => void;
  readonly open: (file: File) => void;
  /** The file that is being opened, by its name. */
  readonly opening: string | null;
  /** Leaves the file that is being opened. */
  readonly cancel: () => void;
  /** Why the last of both did not work. */
  readonly problem: string | null;
}

/** What a trace's file is called at the end: the frames of our own contract. */
const EXTENSION = 'longtail-trace';

export function useTraceFiles(traceId: string | null): TraceFiles {
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
  return {
    opening,
    cancel: () => leave.current?.abort(),
    problem,
    save: () =>
      run(async () => {
        if (traceId === null) return;
        const file = await source.saveTrace(traceId);
        download(`trace-${traceId}.${EXTENSION}`, new Blob([new Uint8Array(file)]));
      }),
    open: (file) =>
      run(async () => {
        leave.current?.abort();
        const { signal } = (leave.current = new AbortController());
        setOpening(file.name);
        try {
          const trace = await source.openTrace(file, signal);
          // What was known of a trace of that id is not what the file says.
          queries.removeQueries({ predicate: ({ queryKey }) => queryKey.includes(trace) });
          await navigate(traceLink(view, { trace }));
        } catch (error) {
          if (!signal.aborted) throw error;
        } finally {
          if (leave.current?.signal === signal) setOpening(null);
        }
      }),
  };
}
