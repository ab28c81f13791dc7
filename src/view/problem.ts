import type { Problem } from '../model/result.ts';
import { SourceError } from '../model/source.ts';

/** What went wrong, in words for a person, of whatever was thrown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof SourceError) return error.problem;
  return {
    kind: 'failed',
    message:
      error instanceof Error && error.message !== '' ? error.message : 'Something failed without a reason.',
    advice: 'Try again. If it fails again, copy the details into a bug report.',
  };
}
