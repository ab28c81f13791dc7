import { useCallback } from 'react';
import { useView } from './use-view.ts';
import type { TransactionId } from './view.ts';

/** The transaction that is looked at beside a list. */
export interface UsedGlance {
  readonly glance: TransactionId | null;
  /** Opens a transaction; closes the one that is open already. */
  readonly toggle: (id: TransactionId) => void;
  readonly close: () => void;
}

function isSame(one: TransactionId | null, two: TransactionId): boolean {
  return one !== null && one.project === two.project && one.transaction === two.transaction;
}

/** Which transaction the address has open beside a list, and how another one is opened: one step back closes all of them. */
export function useGlance(): UsedGlance {
  const { view, edit } = useView();
  const { glance } = view;
  const isOpen = glance !== null;
  return {
    glance,
    toggle: useCallback(
      ({ project, transaction }) => {
        const id = { project, transaction };
        edit(({ glance }) => ({ glance: isSame(glance, id) ? null : id }), isOpen ? 'replace' : 'push');
      },
      [edit, isOpen],
    ),
    close: useCallback(() => edit({ glance: null }, 'replace'), [edit]),
  };
}
