import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { SECOND } from '../../model/time.ts';
import type { EpochMs, Milliseconds } from '../../model/time.ts';
import { formatAgo } from '../../ui/figure/time-words.ts';
import { Freshness, RefreshPanel } from '../../ui/filter/Freshness.tsx';
import type { Choice } from '../../ui/filter/ChoiceList.tsx';
import { REFRESHES } from '../../view/refresh.ts';
import type { Refresh } from '../../view/refresh.ts';
import { useRefresh, useTick } from '../../view/tick-context.tsx';
import { useView } from '../../view/use-view.ts';

const THIN = '\u202f';

function labelOf(refresh: Refresh): string {
  if (refresh === 'live') return 'Live, as rows come';
  return refresh === 'off' ? 'Off' : `Every ${refresh / SECOND}${THIN}s`;
}

const CHOICES: readonly Choice[] = REFRESHES.map((refresh) => ({
  id: String(refresh),
  label: labelOf(refresh),
}));

/** The time, every second. */
function useClock(): EpochMs {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Younger than this is now: ticks of a live page follow each other within it. */
const FRESH: Milliseconds = 3 * SECOND;

function stateOf(refresh: Refresh, isPaused: boolean, isUnreachable: boolean): string {
  if (isUnreachable) return 'the source cannot be reached';
  if (isPaused) return 'paused';
  if (refresh === 'live') return 'live';
  return refresh === 'off' ? 'refresh is off' : `every ${refresh / SECOND}${THIN}s`;
}

/** How current the page is, and how it is kept so. */
export function FreshnessControl(props: {
  readonly isUnreachable: boolean;
  /** Stands open, as in a sheet. */
  readonly isAlone: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}): ReactNode {
  const { isUnreachable, isAlone, onOpenChange } = props;
  const { refresh, setRefresh, isPaused, setPaused, refreshNow } = useRefresh();
  const tick = useTick();
  const { range } = useView().view;
  const now = useClock();
  const age = now - tick.now < FRESH ? 'just now' : `${formatAgo(tick.now, now)} ago`;
  const isStill = isPaused || refresh === 'off';
  const shown = {
    age,
    state: stateOf(refresh, isPaused, isUnreachable),
    tone: isUnreachable ? ('bad' as const) : isStill ? ('quiet' as const) : ('good' as const),
    choices: CHOICES,
    chosen: String(refresh),
    onChoose: (id: string) => setRefresh(REFRESHES.find((refresh) => String(refresh) === id) ?? 'live'),
    // New rows seldom reach a range that is fixed, and its words take the room.
    isAgeShown: 'last' in range,
    isPaused,
    onPause: setPaused,
    onRefresh: refreshNow,
    onOpenChange,
  };
  return isAlone ? <RefreshPanel {...shown} /> : <Freshness {...shown} />;
}
