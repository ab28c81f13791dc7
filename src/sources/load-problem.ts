import type { Problem } from '../model/result.ts';
import { SourceError } from '../model/source.ts';

/** Why a load stopped, in words. */
export function loadProblemOf(error: unknown): Problem {
  if (error instanceof SourceError) return error.problem;
  return {
    kind: 'failed',
    message: `Loading was interrupted: ${error instanceof Error ? error.message : String(error)}`,
    advice: 'It is tried again by itself. Reload the page if it stays.',
  };
}
