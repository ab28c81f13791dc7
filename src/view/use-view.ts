import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useEdit } from './address-queue.tsx';
import type { Edit } from './address-queue.tsx';
import { decodeView } from './codec.ts';
import type { DecodedView } from './codec.ts';

export interface UsedView extends DecodedView {
  /** Changes the view on the same page: the same function as long as the window is open. */
  readonly edit: Edit;
}

/** The view that the address says, and the only way to change it on the same page. */
export function useView(): UsedView {
  const [params] = useSearchParams();
  const edit = useEdit();
  const decoded = useMemo(() => decodeView(params), [params]);
  return { ...decoded, edit };
}
