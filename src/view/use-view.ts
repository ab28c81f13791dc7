import { useLocation } from 'react-router-dom';
import { useEdit } from './address-queue.tsx';
import type { Edit } from './address-queue.tsx';
import type { DecodedView } from './codec.ts';
import { readAddress } from './read-address.ts';

export interface UsedView extends DecodedView {
  /** Changes the view on the same page: the same function as long as the window is open. */
  readonly edit: Edit;
}

/** The view that the address says, and the only way to change it on the same page. */
export function useView(): UsedView {
  const { search } = useLocation();
  const edit = useEdit();
  return { ...readAddress(search), edit };
}
