import { writtenWhole } from '../model/number-style.ts';
import type { Problem } from '../model/result.ts';
import { SourceError } from '../model/source.ts';
import type { EpochMs } from '../model/time.ts';

/** Why a load stopped, in words. */
export function loadProblemOf(error: unknown): Problem {
  if (error instanceof SourceError) return error.problem;
  return {
    kind: 'failed',
    message: `Loading was interrupted: ${error instanceof Error ? error.message : String(error)}`,
    advice: 'It is tried again by itself. Reload the page if it stays.',
  };
}

/** Why an answer is not of all that was asked, where somebody stopped loading it. */
export const STOPPED: Problem = {
  kind: 'partial',
  message: 'This is of what was loaded until loading was stopped.',
  advice: 'Go on with it at the top of the page.',
  isSaidAbove: true,
};

/** That no more than these `rows` fit; of the newest range, those `since` then are held. */
export function noRoomProblem(rows: number, since: EpochMs | undefined): Problem {
  const whence = since === undefined ? '' : `, of this range those since ${new Date(since).toISOString()}`;
  const message = `Only ${writtenWhole(rows)} transactions are loaded${whence}: more do not fit into this tab.`;
  return { kind: 'partial', message, advice: 'Choose a shorter range.' };
}
