import type { Problem } from '../../model/result.ts';
import { untilVisible } from '../visibility.ts';
import type { Http } from './http.ts';
import { followRevisions } from './watch.ts';

/** A BroadcastChannel, which gives nothing away with a message. */
type Channel = Pick<BroadcastChannel, 'addEventListener' | 'close'> & {
  postMessage(message: Word, transfer: readonly []): void;
};

/** What the tabs of one browser need to share a stream of revisions. */
export interface Sharing {
  readonly locks: Pick<LockManager, 'request'>;
  readonly openChannel: (name: string) => Channel;
}

/** The browser's own; null where it has none, such as on a page that did not come over https or from localhost. */
export function sharingOfBrowser(): Sharing | null {
  const { navigator } = globalThis as { readonly navigator?: { readonly locks?: LockManager } };
  const locks = navigator?.locks;
  if (locks === undefined || typeof BroadcastChannel === 'undefined') return null;
  return { locks, openChannel: (name) => new BroadcastChannel(name) };
}

/** What the tab that reads the stream tells the others, and what a tab that came late asks. */
type Word =
  | { readonly kind: 'news' }
  | { readonly kind: 'problem'; readonly problem: Problem | null }
  | { readonly kind: 'alive' }
  | { readonly kind: 'join' }
  /** The answer to `join`, which those who have joined before pass over. */
  | { readonly kind: 'welcome'; readonly problem: Problem | null };

/** The tab that leads shows that it lives so often within the time after which silence counts as death. */
const SIGNS = 3;

/**
 * Follows the revisions of an API with one stream for all tabs of the browser: the tab that holds a lock reads it and
 * tells the others over a channel. Another takes over when it is closed, and also when nothing is heard of it for the
 * time of `patience.silence`, since a frozen tab keeps its lock. Calls `onNews` and `onProblem` as `followRevisions`
 * does. A page that is not answered while it is hidden does not lead then. Where locks are refused, this tab looks at
 * `info` instead.
 */
export function shareRevisions(
  http: Http,
  sharing: Sharing,
  onNews: () => void,
  onProblem: (problem: Problem | null) => void,
): () => void {
  const end = new AbortController();
  const name = `longtail revisions ${http.base.href}`;
  const channel = sharing.openChannel(name);
  let problem: Problem | null = null;
  let isLeading = false;
  let hasJoined = false;
  /** Signs that were due and did not come. */
  let missed = 0;
  let stopPolling: () => void = () => undefined;
  /** Ends waiting for the lock, or leading. */
  let part = new AbortController();

  const tell = (word: Word): void => {
    if (!end.signal.aborted) channel.postMessage(word, []);
  };
  const setProblem = (next: Problem | null): void => {
    problem = next;
    onProblem(next);
  };

  function hear({ data }: MessageEvent<Word>): void {
    missed = 0;
    if (data.kind === 'news') onNews();
    else if (data.kind === 'problem') setProblem(data.problem);
    else if (data.kind === 'join' && isLeading) tell({ kind: 'welcome', problem });
    else if (data.kind === 'welcome' && !hasJoined) {
      hasJoined = true;
      setProblem(data.problem);
      // Whatever happened before this tab listened.
      onNews();
    }
  }

  /** Reads the stream until `done` aborts. */
  async function lead(done: AbortSignal): Promise<void> {
    if (done.aborted) return;
    isLeading = true;
    hasJoined = true;
    tell({ kind: 'alive' });
    const stop = followRevisions(
      http,
      () => {
        tell({ kind: 'news' });
        onNews();
      },
      (next) => {
        tell({ kind: 'problem', problem: next });
        setProblem(next);
      },
    );
    await new Promise((resolve) => done.addEventListener('abort', resolve, { once: true }));
    stop();
    isLeading = false;
  }

  /** Waits for the lock, or takes it, and leads; settles when the lock is given back or was taken away. */
  async function takePart(isTaken: boolean): Promise<void> {
    part = new AbortController();
    const { signal } = part;
    try {
      await sharing.locks.request(name, isTaken ? { steal: true } : { signal }, () => lead(signal));
    } finally {
      part.abort();
    }
  }

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      if (http.visibility !== null) await untilVisible(http.visibility, end.signal);
      const isTaken = missed > SIGNS;
      missed = 0;
      try {
        await takePart(isTaken);
      } catch (error) {
        // By an abort of our own, or because another tab took the lock.
        if (error instanceof DOMException && error.name === 'AbortError') continue;
        // Locks are there and not to be had, as in a frame without an origin: this tab has to do without the others.
        stopPolling = followRevisions(http, onNews, onProblem, false);
        return;
      }
    }
  }

  const watchdog = setInterval(() => {
    if (isLeading) {
      tell({ kind: 'alive' });
      return;
    }
    missed += 1;
    if (missed > SIGNS) part.abort();
  }, http.patience.silence / SIGNS);
  const stopWatching = http.visibility?.watch((isVisible) => {
    if (!isVisible) part.abort();
  });

  channel.addEventListener('message', hear);
  tell({ kind: 'join' });
  run().catch(() => undefined);
  return () => {
    end.abort();
    part.abort();
    stopPolling();
    clearInterval(watchdog);
    stopWatching?.();
    channel.close();
  };
}
