import { SECOND } from '../model/time.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';

/** How far something is: rows, or bytes; `total` is null until it is known. */
export interface LoadProgress {
  readonly rows: number;
  readonly total: number | null;
}

/** How far a load was at a moment. */
export interface LoadPoint {
  readonly at: EpochMs;
  readonly rows: number;
}

/** How fast rows come, and how long the rest of them will take; null where the sender has not said how many there are. */
export interface LoadPace {
  readonly perSecond: number;
  readonly left: Milliseconds | null;
}

/** Sooner than that a rate says nothing. */
const LEAST: Milliseconds = SECOND;

/** The pace of a load since it began; null while it has only just begun, or stands still. */
export function loadPace(began: LoadPoint, { rows, total }: LoadProgress, now: EpochMs): LoadPace | null {
  const elapsed = now - began.at;
  const come = rows - began.rows;
  if (elapsed < LEAST || come <= 0) return null;
  const perSecond = (come / elapsed) * SECOND;
  return { perSecond, left: total === null ? null : (Math.max(0, total - rows) / perSecond) * SECOND };
}
