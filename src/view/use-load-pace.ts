import { useState } from 'react';
import { loadPace } from './load-pace.ts';
import type { LoadPace, LoadPoint } from './load-pace.ts';
import { useHeard } from './source-context.tsx';

/** The pace of what is being loaded; null where nothing is, or it is not known yet. */
export function useLoadPace(): LoadPace | null {
  const heard = useHeard();
  const [began, setBegan] = useState<LoadPoint | null>(null);
  const loading = heard?.loading ?? null;
  if (heard === null || loading === null) {
    if (began !== null) setBegan(null);
    return null;
  }
  // One that counts less than before is another one.
  if (began === null || loading.rows < began.rows) {
    setBegan({ at: heard.at, rows: loading.rows });
    return null;
  }
  return loadPace(began, loading, heard.at);
}
