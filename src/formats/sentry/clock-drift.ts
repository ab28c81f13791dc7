import type { EpochMs, Milliseconds } from '../../model/time.ts';
import { LEAST_DRIFT } from '../../trace/drift.ts';
import type { ForeignObject } from '../foreign-value.ts';
import { toEpochMs } from './sentry-time.ts';

/**
 * How far the sender's clock is behind ours, in whole milliseconds, negative where it is ahead; 0 where the difference
 * is small, or the envelope does not say when it was sent.
 */
export function driftOf(header: ForeignObject, received: EpochMs): Milliseconds {
  const sent = toEpochMs(header['sent_at']);
  if (sent === null) return 0;
  const drift = Math.round(received - sent);
  return Math.abs(drift) >= LEAST_DRIFT ? drift : 0;
}
