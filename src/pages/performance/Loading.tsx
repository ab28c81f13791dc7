import type { ReactNode } from 'react';
import { LoadedPart } from '../../ui/figure/LoadedPart.tsx';
import { useHeard } from '../../view/source-context.tsx';

/** How far loading is, while it goes on. */
export function Loading(): ReactNode {
  const loading = useHeard()?.loading ?? null;
  return loading === null ? null : <LoadedPart rows={loading.rows} total={loading.total} />;
}
