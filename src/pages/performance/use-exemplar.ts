import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { both } from '../../model/filter.ts';
import type { List } from '../../model/query.ts';
import { useToast } from '../../ui/toast/toast-context.ts';
import { withoutVersus } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { traceLink } from '../../view/links.ts';
import { textsOf } from '../../view/read-result.ts';
import { regionFilter } from '../../view/region.ts';
import { useSource } from '../../view/source-context.tsx';
import { useView } from '../../view/use-view.ts';

/**
 * Goes to the trace of an event that stands for what is selected: the slowest up to its p95. Who went somewhere else by the
 * time it is known is left there.
 */
export function useExemplar(scope: ComparedScope): () => void {
  const { view } = useView();
  const { source } = useSource();
  const navigate = useNavigate();
  const tell = useToast();
  const asking = useRef<AbortController | null>(null);
  const { key } = useLocation();
  const askedAt = useRef(key);
  useEffect(() => {
    if (askedAt.current !== key) asking.current?.abort();
    askedAt.current = key;
  }, [key]);
  useEffect(() => () => asking.current?.abort(), []);
  const go = async (signal: AbortSignal): Promise<void> => {
    const rows = withoutVersus(scope);
    const selected = regionFilter(view);
    const list: List = {
      ...rows,
      where: selected === null ? rows.where : both(rows.where, selected),
      of: 'transactions',
      fields: ['trace', 'span', 'project', 'transaction'],
      order: { field: 'duration', desc: true },
      upTo: { of: 'duration', q: 0.95 },
      limit: 1,
    };
    const result = await source.list(list, signal);
    if (signal.aborted) return;
    const [trace] = textsOf(result, 'trace');
    if (trace === undefined || trace === null) {
      tell({ message: 'No event is selected there.' });
      return;
    }
    const [span = null] = textsOf(result, 'span');
    const transaction = textsOf(result, 'transaction')[0] ?? '';
    const project = textsOf(result, 'project')[0] ?? '';
    await navigate(traceLink({ ...view, transaction: { project, transaction } }, { trace, span }));
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
