import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import type { ComparedScope } from './compare.ts';
import { useSource } from './source-context.tsx';
import { useView } from './use-view.ts';

/**
 * Goes to the trace of an event that stands for what is selected: the slowest up to its p95. Who went somewhere else by the
 * time it is known is left there. `tell` says that there is none, or why it is not known.
 */
export function useExemplar(
  scope: ComparedScope,
  tell: (message: { readonly tone?: 'bad'; readonly message: string }) => void,
): () => void {
  const { view } = useView();
  const { source } = useSource();
  const navigate = useNavigate();
  const asking = useRef<AbortController | null>(null);
  const { key } = useLocation();
  const askedAt = useRef(key);
  useEffect(() => {
    if (askedAt.current !== key) asking.current?.abort();
    askedAt.current = key;
  }, [key]);
  useEffect(() => () => asking.current?.abort(), []);
  const go = async (signal: AbortSignal): Promise<void> => {
    const { askExemplar } = await import('./ask-exemplar.ts');
    const way = await askExemplar(source, scope, view, signal);
    if (signal.aborted) return;
    if (way === null) tell({ message: 'No event is selected there.' });
    else await navigate(way);
  };
  return () => {
    asking.current?.abort();
    const abort = new AbortController();
    asking.current = abort;
    void go(abort.signal).catch(() => {
      if (abort.signal.aborted) return;
      tell({ tone: 'bad', message: 'No trace could be asked for: the source does not answer.' });
    });
  };
}
