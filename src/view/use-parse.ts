import { useCallback } from 'react';
import { parseOnce } from '../search/parse-once.ts';
import type { Parsed } from '../search/parse.ts';
import { MINUTE } from '../model/time.ts';
import { resolveRange } from './range.ts';
import { useTick } from './tick-context.tsx';
import { useInfo } from './use-info.ts';
import { useView } from './use-view.ts';

/**
 * Reads texts of searches with what the source and the view know: which release is the latest, which time is looked
 * at, and what time it is, to the minute. The same function as long as those are the same.
 */
export function useParse(): (text: string) => Parsed {
  const { now } = useTick();
  const { info } = useInfo();
  const minute = Math.floor(now / MINUTE) * MINUTE;
  const { range } = useView().view;
  // All that the range touches while this minute lasts.
  const { start } = resolveRange(range, minute);
  const { end } = resolveRange(range, minute + MINUTE);
  const latest = info?.releases.toSorted((a, b) => b.first - a.first)[0]?.name;
  return useCallback(
    (text) =>
      parseOnce(text, {
        now: minute,
        range: { start, end },
        ...(latest === undefined ? {} : { releases: [latest] }),
      }),
    [minute, start, end, latest],
  );
}
