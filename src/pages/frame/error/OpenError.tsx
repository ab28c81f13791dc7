import { Suspense, useCallback } from 'react';
import type { ReactNode } from 'react';
import { lazyPart } from '../../../ui/part/lazy-part.ts';
import { Boundary } from '../../../ui/states/Boundary.tsx';
import { useView } from '../../../view/use-view.ts';

// Most visits open no error.
const ErrorPanel = lazyPart(async () => (await import('./ErrorPanel.tsx')).ErrorPanel);

/** The error that the address names, in a panel over whichever page is open. */
export function OpenError(): ReactNode {
  const { view, edit } = useView();
  const close = useCallback(() => edit({ error: null }, 'replace'), [edit]);
  if (view.error === null) return null;
  return (
    <Boundary what="The error" resetKeys={[view.error.eventId]}>
      <Suspense>
        <ErrorPanel id={view.error} onClose={close} />
      </Suspense>
    </Boundary>
  );
}
