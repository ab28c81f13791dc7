import { useCallback, useMemo, useRef } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { decodeView, encodeView } from './codec.ts';
import type { DecodedView } from './codec.ts';
import type { View } from './view.ts';

/**
 * How an edit enters the history: `push` for a committed intent, which Back undoes as one; `replace` while typing or
 * dragging goes on.
 */
export type Edit = (change: Partial<View>, how?: 'push' | 'replace') => void;

export interface UsedView extends DecodedView {
  readonly edit: Edit;
}

/** The view that the address says, and the only way to change it on the same page. */
export function useView(): UsedView {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const decoded = useMemo(() => decodeView(params), [params]);
  const { view } = decoded;
  /** Where an edit of a view led that is still rendered: a second one may lead back, and changes something then. */
  const underway = useRef<{ readonly from: View; readonly search: string } | null>(null);
  const edit = useCallback<Edit>(
    (change, how = 'push') => {
      const search = encodeView({ ...view, ...change }).toString();
      // What changes nothing is no step for Back to undo.
      const now = underway.current?.from === view ? underway.current.search : encodeView(view).toString();
      if (search === now) return;
      underway.current = { from: view, search };
      void navigate({ search }, { replace: how === 'replace', preventScrollReset: true });
    },
    [navigate, view],
  );
  return { ...decoded, edit };
}
