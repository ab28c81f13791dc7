import type { Result } from '../../model/result.ts';
import { HOUR } from '../../model/time.ts';
import type { EpochMs, Range } from '../../model/time.ts';
import { numbersOf, textsOf } from '../../view/read-result.ts';

/** A release of a transaction, and the hour of its first event in the range. */
export interface FirstSeen {
  readonly release: string;
  readonly at: EpochMs;
}

/** The releases that came within the range, the earliest first, of an answer to `releasesQuery`. */
export function toFirstSeen(result: Result, range: Range): FirstSeen[] {
  const times = numbersOf(result, 'time').values;
  const first = new Map<string, EpochMs>();
  for (const [row, release] of textsOf(result, 'release').entries()) {
    const at = times[row] ?? Number.NaN;
    if (release !== null && !(at >= (first.get(release) ?? Number.POSITIVE_INFINITY))) first.set(release, at);
  }
  return [...first]
    .map(([release, at]) => ({ release, at }))
    .filter(({ at }) => at > range.start + HOUR)
    .sort((a, b) => a.at - b.at);
}

/** The release that came nearest to a change, of those that came where the change may be; null where none did. */
export function releaseNear(
  releases: readonly FirstSeen[],
  at: EpochMs,
  between: readonly [EpochMs, EpochMs],
  step: number,
): FirstSeen | null {
  const near = releases.filter((one) => one.at >= between[0] - step && one.at <= between[1] + step);
  return near.reduce<FirstSeen | null>(
    (best, one) => (best === null || Math.abs(one.at - at) < Math.abs(best.at - at) ? one : best),
    null,
  );
}
