import type { TraceAnswer } from '../model/source.ts';
import { useSource } from './source-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { Answer } from './use-answer.ts';

/** All that belongs to a trace. It is read once: `retry` reads it again. Null: not yet. */
export function useTrace(traceId: string | null): Answer<string, TraceAnswer> {
  const { source, sourceId } = useSource();
  return useAnswer({
    key: ['trace', sourceId, traceId],
    question: traceId,
    fetch: (traceId, signal) => source.trace(traceId, signal),
    mayKeep: (earlier, traceId) => earlier === traceId,
    isSame: (earlier, traceId) => earlier === traceId,
  });
}
