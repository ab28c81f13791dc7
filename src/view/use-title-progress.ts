import { useEffect, useState } from 'react';
import { SECOND } from '../model/time.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';
import { useHeard } from './source-context.tsx';
import { setTitleProgress } from './window-title.ts';

/** Who waits for longer than this looks at something else meanwhile. */
const LONG: Milliseconds = 10 * SECOND;

/** Says in the window's title how far a long load is, so that a tab in the background tells it. */
export function useTitleProgress(): void {
  const heard = useHeard();
  const [began, setBegan] = useState<EpochMs | null>(null);
  const loading = heard?.loading ?? null;
  const at = heard?.at ?? 0;
  if (loading === null && began !== null) setBegan(null);
  if (loading !== null && began === null) setBegan(at);
  const isLong = loading !== null && began !== null && at - began >= LONG;
  const total = loading?.total ?? null;
  const percent = isLong && total !== null && total > 0 ? Math.floor((loading.rows / total) * 100) : null;
  useEffect(() => {
    if (percent === null) return undefined;
    setTitleProgress(percent);
    return () => setTitleProgress(null);
  }, [percent]);
}
