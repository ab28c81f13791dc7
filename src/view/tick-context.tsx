import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useSource } from './source-context.tsx';
import { Ticker } from './ticker.ts';
import type { Tick } from './ticker.ts';
import { useView } from './use-view.ts';

const TickContext = createContext<Ticker | null>(null);

/** Gives a page its one tick. It belongs to one source: another source wants another provider. */
export function TickProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { feed } = useSource();
  const { range } = useView().view;
  const [ticker] = useState(() => new Ticker(feed, range));
  useEffect(() => ticker.start(), [ticker]);
  useEffect(() => ticker.look(range), [ticker, range]);
  useEffect(() => holdWhileHidden(ticker), [ticker]);
  return <TickContext value={ticker}>{children}</TickContext>;
}

function holdWhileHidden(ticker: Ticker): () => void {
  let letGo: (() => void) | null = null;
  const look = (): void => {
    if (document.hidden) letGo ??= ticker.hold();
    else {
      letGo?.();
      letGo = null;
    }
  };
  look();
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    letGo?.();
  };
}

function useTicker(): Ticker {
  const ticker = useContext(TickContext);
  if (ticker === null) throw new Error('useTick is used outside of a TickProvider.');
  return ticker;
}

/** The page's tick: every question of the page is asked in it. */
export function useTick(): Tick {
  const ticker = useTicker();
  return useSyncExternalStore(ticker.subscribe, ticker.tick);
}

/** Keeps the page's tick as it is while `active`: under a pointer that reads or selects, numbers stand still. */
export function useHold(active: boolean): void {
  const ticker = useTicker();
  useEffect(() => (active ? ticker.hold() : undefined), [ticker, active]);
}
