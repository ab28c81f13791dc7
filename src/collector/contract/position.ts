import { afterIn } from '../../formats/contract-request.ts';
import { Refusal } from '../http/refusal.ts';
import type { Progress } from '../store/progress.ts';

/**
 * The position `after` of a request; null where it is not given. Throws a Refusal of status 410 for a position that
 * this database did not give: it was built anew, or is in memory and was started again.
 */
export function positionIn(url: URL, { first, change }: Progress): number | null {
  const after = afterIn(url);
  if (after === null || after === 0 || (after >= first && after <= change)) return after;
  throw new Refusal(
    410,
    'The position is not one of this database, which has been built anew since.',
    'Drop all rows and load again without "after".',
  );
}
