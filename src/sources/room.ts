import { HOUR, missingFrom, unionOf } from '../model/time.ts';
import type { Range } from '../model/time.ts';

/** What is left of `held`, a union, without the time of `parts`. */
export function without(held: readonly Range[], parts: readonly Range[]): Range[] {
  const union = unionOf(parts);
  return held.flatMap((range) => missingFrom(range, union));
}

/**
 * What to drop first to make room: of the times in `held` that `needed` does not name, the one farthest from
 * `focus`; a long one only in its farther half, so that what lies near is kept if that is enough. `extent` is where
 * rows are, and bounds what is infinite. Null when all that is held is needed.
 *
 *     held    |-------------------------------|
 *     needed                        |---------|
 *     dropped |------------|
 */
export function farthestSpare(
  held: readonly Range[],
  needed: readonly Range[],
  focus: Range,
  extent: Range,
): Range | null {
  let farthest: Range | null = null;
  let most = -1;
  for (const spare of without(held, needed)) {
    const distance = Math.max(focus.start - spare.start, spare.end - focus.end);
    if (distance > most) {
      most = distance;
      farthest = spare;
    }
  }
  if (farthest === null) return null;
  const start = Math.max(farthest.start, extent.start);
  const end = Math.min(farthest.end, extent.end);
  if (end - start <= HOUR) return farthest;
  const middle = start + (end - start) / 2;
  const isBefore = focus.start - farthest.start >= farthest.end - focus.end;
  return isBefore ? { start: farthest.start, end: middle } : { start: middle, end: farthest.end };
}
