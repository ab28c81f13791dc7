import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Info } from '../../model/source.ts';
import { SECOND } from '../../model/time.ts';
import type { EpochMs } from '../../model/time.ts';
import { leftWords } from '../../ui/figure/time-words.ts';
import { formatCount, formatWait } from '../../ui/format.ts';
import { lazyPart } from '../../ui/part/lazy-part.ts';
import { Status } from '../../ui/shell/Status.tsx';
import type { StatusProps } from '../../ui/shell/Status.tsx';
import { useWriting } from '../../ui/use-writing.ts';
import type { LoadPace } from '../../view/load-pace.ts';
import { useSource } from '../../view/source-context.tsx';
import { useLoading } from '../../view/use-loading.ts';
import { useLoadPace } from '../../view/use-load-pace.ts';
import { useTitleProgress } from '../../view/use-title-progress.ts';
import { IntakeAccount } from './IntakeAccount.tsx';
import { collectorName } from './use-filter.ts';

const WholeAccount = lazyPart(async () => (await import('./later-parts.ts')).WholeAccount);

/** The time, every ten seconds: enough for “20 s ago”. */
function useSlowClock(): EpochMs {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10 * SECOND);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function age(now: EpochMs, at: EpochMs): string {
  const ms = Math.max(0, now - at);
  if (ms < 15 * SECOND) return 'just now';
  const coarse = ms < 60 * SECOND ? Math.round(ms / 10_000) * 10_000 : Math.round(ms / 60_000) * 60_000;
  return `${formatWait(coarse).replace(/\u202fm 00\u202fs$/, '\u202fmin')} ago`;
}

/** How fast rows come, and how long it will take, once that is known. */
function paceWords(pace: LoadPace | null): string[] {
  if (pace === null) return [];
  const rate = `${formatCount(Math.round(pace.perSecond))} a second`;
  return [pace.left === null ? rate : `${rate}, ${leftWords(pace.left)}`];
}

/** The state of the source at the foot of the rail: reached or not, what is held, how far loading is, how fresh. */
export function SourceStatus(props: {
  readonly info: Info | undefined;
  readonly isUnreachable: boolean;
}): ReactNode {
  const { info, isUnreachable } = props;
  const { sourceId } = useSource();
  const now = useSlowClock();
  const { loading, stopped, stop } = useLoading();
  const pace = useLoadPace();
  useTitleProgress();
  useWriting();
  const name = sourceId === 'demo' ? 'Demo' : collectorName();
  return (
    <>
      <Status name={name} loading={loading} onStop={stop} {...describe()} />
      {info !== undefined && <IntakeAccount quality={info.quality} account={<WholeAccount info={info} />} />}
    </>
  );

  function describe(): Pick<StatusProps, 'tone' | 'isLive' | 'details'> {
    if (isUnreachable) return { tone: 'bad', isLive: false, details: ['cannot be reached'] };
    if (loading !== null) {
      const rows = formatCount(loading.rows);
      const words = loading.total === null ? rows : `${rows} of ${formatCount(loading.total)}`;
      return { tone: 'quiet', isLive: true, details: [words, ...paceWords(pace)] };
    }
    if (info === undefined) return { tone: 'quiet', isLive: false, details: ['asking'] };
    const isLive = info.abilities.live;
    if (stopped !== null) return { tone: 'warn', isLive, details: ['loading was stopped'] };
    const last = info.extent === null ? [] : [`newest ${age(now, Math.min(info.extent.end, now))}`];
    return {
      tone: 'good',
      isLive,
      details: [`${formatCount(info.rows)} ${info.rows === 1 ? 'transaction' : 'transactions'}`, ...last],
    };
  }
}
