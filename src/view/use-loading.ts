import type { StoppedLoad, Update } from '../model/source.ts';
import { useHeard, useSource } from './source-context.tsx';

/** What is being loaded, or was until it was stopped. */
export interface Loading {
  readonly loading: Update['loading'];
  readonly stopped: StoppedLoad | null;
  /** Ends it; what has come stays. */
  readonly stop: () => void;
  /** Goes on with what was stopped. */
  readonly resume: () => void;
}

/** How far loading is, and its two ways: to end it, and to go on. */
export function useLoading(): Loading {
  const { source } = useSource();
  const heard = useHeard();
  return {
    loading: heard?.loading ?? null,
    stopped: heard?.stopped ?? null,
    stop: () => void source.stopLoading(),
    resume: () => void source.resumeLoading(),
  };
}
