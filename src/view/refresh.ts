import { SECOND } from '../model/time.ts';
import type { Milliseconds } from '../model/time.ts';

/**
 * How often a page that is looked at is asked again: whenever rows come, in steps of so many milliseconds, or only
 * when the reader says so. It is a habit of the reader and no part of the view.
 */
export const REFRESHES = ['live', 5 * SECOND, 15 * SECOND, 60 * SECOND, 'off'] as const;
export type Refresh = 'live' | 'off' | Milliseconds;

const KEY = 'longtail.refresh';

/** The choice of the last visit. A browser that keeps nothing, or keeps nonsense, means live. */
export function readRefresh(): Refresh {
  try {
    const kept = localStorage.getItem(KEY);
    return REFRESHES.find((refresh) => String(refresh) === kept) ?? 'live';
  } catch {
    return 'live';
  }
}

/** Keeps the choice for the next visit, where the browser lets it. */
export function writeRefresh(refresh: Refresh): void {
  try {
    if (refresh === 'live') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, String(refresh));
  } catch {
    // Storage is off or full: the choice holds until the page is left.
  }
}
