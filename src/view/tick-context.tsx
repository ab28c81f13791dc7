import { useQueryClient } from '@tanstack/react-query';
import type { Query, QueryClient } from '@tanstack/react-query';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ReactNode } from 'react';
import { SECOND } from '../model/time.ts';
import type { Milliseconds } from '../model/time.ts';
import { DRAW_PACE } from './draw-pace.ts';
import { REFRESH_CHOICE } from './refresh.ts';
import type { Refresh } from './refresh.ts';
import { useSource } from './source-context.tsx';
import { Ticker } from './ticker.ts';
import type { Tick } from './ticker.ts';
import { useView } from './use-view.ts';

const TickContext = createContext<Ticker | null>(null);
const RefreshContext = createContext<UsedRefresh | null>(null);

/** How the page is kept current, and how to change that. */
export interface UsedRefresh {
  readonly refresh: Refresh;
  /** Kept for the next visit. */
  readonly setRefresh: (refresh: Refresh) => void;
  /** Whether the reader has stopped the page. */
  readonly isPaused: boolean;
  readonly setPaused: (isPaused: boolean) => void;
  /** Asks everything again at once. */
  readonly refreshNow: () => void;
}

/** Gives a page its one tick. It belongs to one source: another source wants another provider. */
export function TickProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { feed } = useSource();
  const { range, compare, zone } = useView().view;
  const [ticker] = useState(() => new Ticker(feed, range));
  useEffect(() => ticker.start(), [ticker]);
  useEffect(() => ticker.look(range, { compare, zone }), [ticker, range, compare, zone]);
  useEffect(() => holdWhileHidden(ticker), [ticker]);
  useEffect(() => holdWhileInMenu(ticker), [ticker]);
  const client = useQueryClient();
  useEffect(() => awaitAnswers(ticker, client), [ticker, client]);
  return (
    <TickContext value={ticker}>
      <RefreshContext value={useTickerRefresh(ticker)}>{children}</RefreshContext>
    </TickContext>
  );
}

function useTickerRefresh(ticker: Ticker): UsedRefresh {
  const [refresh, setRefresh] = useState(REFRESH_CHOICE.read);
  const [isPaused, setPaused] = useState(false);
  useEffect(() => ticker.refresh(refresh), [ticker, refresh]);
  useEffect(() => (isPaused ? ticker.hold() : undefined), [ticker, isPaused]);
  return useMemo(
    () => ({
      refresh,
      setRefresh: (refresh) => {
        REFRESH_CHOICE.write(refresh);
        setRefresh(refresh);
      },
      isPaused,
      setPaused,
      refreshNow: () => ticker.now(),
    }),
    [ticker, refresh, isPaused],
  );
}

/** How the page is kept current. */
export function useRefresh(): UsedRefresh {
  const refresh = useContext(RefreshContext);
  if (refresh === null) throw new Error('useRefresh is used outside of a TickProvider.');
  return refresh;
}

function holdWhileHidden(ticker: Ticker): () => void {
  let letGo: (() => void) | null = null;
  const look = (): void => {
    if (document.hidden) letGo ??= ticker.hold(true);
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

/** A menu that is taken away with the focus in it tells nobody. */
const MENU_LOOK: Milliseconds = SECOND / 2;

/** What a menu is about stays where it is as long as the focus is in the menu. */
function holdWhileInMenu(ticker: Ticker): () => void {
  let letGo: (() => void) | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = (): void => {
    const isIn = document.activeElement?.closest('[role=menu]') != null;
    if (isIn === (letGo !== null)) return;
    letGo?.();
    letGo = isIn ? ticker.hold() : null;
    clearInterval(timer);
    if (isIn) timer = setInterval(look, MENU_LOOK);
  };
  document.addEventListener('focusin', look);
  return () => {
    document.removeEventListener('focusin', look);
    clearInterval(timer);
    letGo?.();
  };
}

/** The kinds of questions that are asked in a tick (`use-ask.ts`). */
const KINDS: ReadonlySet<unknown> = new Set(['ask', 'list']);

/** Whether a question of the cache is one that is asked in a tick. */
export function isAsked({ queryKey }: Query): boolean {
  return KINDS.has(queryKey[0]);
}

/**
 * Tells the ticker, and the pace of drawing, whether any of the page's questions waits for its answer. The cache tells of
 * much more, and holds the answers of many ticks: only what an event is about is looked at.
 */
function awaitAnswers(ticker: Ticker, client: QueryClient): () => void {
  const cache = client.getQueryCache();
  const awaited = new Set(cache.findAll({ predicate: isAsked, fetchStatus: 'fetching' }));
  const tell = (): void => {
    ticker.await(awaited.size > 0);
    DRAW_PACE.await(awaited.size > 0);
  };
  tell();
  const stop = cache.subscribe(({ type, query }) => {
    if ((type !== 'updated' && type !== 'removed') || !isAsked(query)) return;
    if (type === 'updated' && query.state.fetchStatus === 'fetching') awaited.add(query);
    else awaited.delete(query);
    tell();
  });
  return () => {
    stop();
    // The next page tells it anew.
    DRAW_PACE.await(false);
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

/** Keeps the page's tick as it is from a call on, also where numbers are not whole yet, until what that gave is called. */
export function useHolder(): () => () => void {
  const ticker = useTicker();
  return useCallback(() => ticker.hold(true), [ticker]);
}

/**
 * Keeps the page's tick as it is while `active`: under a pointer that reads or selects, numbers stand still once they
 * are whole.
 */
export function useHold(active: boolean): void {
  const ticker = useTicker();
  useEffect(() => (active ? ticker.hold() : undefined), [ticker, active]);
}
