import type { Problem } from '../../model/result.ts';

/** What there is to say while batches cannot be written. */
export function writingProblem(error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    kind: 'stale',
    message: `New events are not written to the database: ${reason}`,
    advice: 'They are safe in the spool and are tried again every second. Check the room on the disk.',
  };
}
