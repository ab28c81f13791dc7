import { useState } from 'react';
import type { EpochMs } from '../model/time.ts';
import { loadPace } from './load-pace.ts';
import type { LoadPace, LoadPoint, LoadProgress } from './load-pace.ts';
import { useHeard } from './source-context.tsx';

/** The pace of something that was so far at a moment; null where nothing is under way, or it is not known yet. */
export function usePace(progress: LoadProgress | null, at: EpochMs): LoadPace | null {
  const [began, setBegan] = useState<LoadPoint | null>(null);
  if (progress === null) {
    if (began !== null) setBegan(null);
    return null;
  }
  // One that counts less than before is another one.
  if (began === null || progress.rows < began.rows) {
    setBegan({ at, rows: progress.rows });
    return null;
  }
  return loadPace(began, progress, at);
}

/** The pace at which rows are being loaded. */
export function useLoadPace(): LoadPace | null {
  const heard = useHeard();
  return usePace(heard?.loading ?? null, heard?.at ?? 0);
}
