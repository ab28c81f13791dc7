import type { EpochMs, Milliseconds } from '../model/time.ts';

/** Something that ran. */
export interface Running {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly duration: Milliseconds;
}

/**
 * Which of some transactions an error belongs to that says no more than when it came about: the only one there is, else
 * the shortest that was running; undefined where none was.
 */
export function ownerAt<Candidate extends Running>(
  at: EpochMs,
  candidates: readonly Candidate[],
): Candidate | undefined {
  const running = candidates.filter(({ start, end }) => at >= start && at <= end);
  const [first, ...others] = candidates.length === 1 ? candidates : running;
  return others.reduce((a, b) => (a === undefined || b.duration < a.duration ? b : a), first);
}
