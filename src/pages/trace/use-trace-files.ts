import { download } from '../../ui/export/download.ts';
import { useSource } from '../../view/source-context.tsx';
import { useOpenTrace } from '../../view/use-open-trace.ts';
import type { OpenTrace } from '../../view/use-open-trace.ts';

/** A trace leaves as a file and comes back from one. */
export interface TraceFiles extends Pick<OpenTrace, 'open' | 'opening' | 'cancel' | 'problem'> {
  readonly save: () => void;
}

/** What a trace's file is called at the end: the frames of our own contract. */
const EXTENSION = 'longtail-trace';

export function useTraceFiles(traceId: string | null): TraceFiles {
  const { source } = useSource();
  const { open, opening, cancel, problem, run } = useOpenTrace();
  return {
    open,
    opening,
    cancel,
    problem,
    save: () =>
      run(async () => {
        if (traceId === null) return;
        const file = await source.saveTrace(traceId);
        download(`trace-${traceId}.${EXTENSION}`, new Blob([new Uint8Array(file)]));
      }),
  };
}
