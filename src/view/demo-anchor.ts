import { HOUR } from '../model/time.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';
import type { View } from './view.ts';

/** The demo makes live traffic for a day behind its anchor; a view of "the last so much" wants most of it ahead. */
const OLDEST: Milliseconds = 12 * HOUR;

/**
 * Whether the demo is to end now instead of where the address says, if it says so at all: a relative range that is
 * opened tomorrow would look past the end of its traffic. A fixed range, or a trace, is to be found again as it was.
 */
export function wantsNewAnchor({ source, range, trace }: View, now: EpochMs): boolean {
  if (source.id !== 'demo') return false;
  if (source.anchor === null) return true;
  return 'last' in range && trace === null && source.anchor < now - OLDEST;
}
