import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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
  const run = (work: () => Promise<void>): void => {
    setProblem(null);
    work().catch((error: unknown) => {
      const { message, advice } = toProblem(error);
      setProblem(`${message} ${advice}`.trim());
    });
  };
  return {
    problem,
    save: () =>
      run(async () => {
        if (traceId === null) return;
        const file = await source.saveTrace(traceId);
        download(`trace-${traceId}.${EXTENSION}`, new Blob([new Uint8Array(file)]));
      }),
    open: (file) =>
      run(async () => {
        const trace = await source.openTrace(new Uint8Array(await file.arrayBuffer()));
        // What was known of a trace of that id is not what the file says.
        queries.removeQueries({ predicate: ({ queryKey }) => queryKey.includes(trace) });
        await navigate(traceLink(view, { trace }));
      }),
  };
}
