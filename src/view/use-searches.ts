import { useEffect } from 'react';
import type { SavedSearch, Settings } from '../model/source.ts';
import { SECOND } from '../model/time.ts';
import { useInfo } from './use-info.ts';
import { useSettings } from './use-settings.ts';
import { useView } from './use-view.ts';

/** How long a search is in effect before it counts as one to be found again. */
const MEANT = 10 * SECOND;

/** Recent searches that are kept. */
const MOST_RECENT = 20;

export interface UsedSearches {
  /** Pinned ones first, then by name. */
  readonly saved: readonly SavedSearch[];
  /** The newest first, without those that have a name. */
  readonly recent: readonly string[];
  /** Keeps a search under a name. Null where the source keeps no settings, or they are not known yet. */
  readonly save: ((search: SavedSearch) => void) | null;
  /** Forgets a search, whether it has a name or is a recent one. */
  readonly forget: (text: string) => void;
}

function withRecent(settings: Settings, text: string): Settings {
  const others = settings.recentSearches.filter((recent) => recent !== text);
  return { ...settings, recentSearches: [text, ...others].slice(0, MOST_RECENT) };
}

/** Searches that are kept with the source, so that every browser has them. */
export function useSearches(): UsedSearches {
  const { settings, change } = useSettings();
  const { info } = useInfo();
  const saved = settings?.searches ?? [];
  const named = new Set(saved.map(({ text }) => text));
  return {
    saved: saved.toSorted(
      (a, b) => Number(b.pinned) - Number(a.pinned) || a.name.localeCompare(b.name, 'en'),
    ),
    recent: (settings?.recentSearches ?? []).filter((text) => !named.has(text)),
    save:
      settings === undefined || info?.abilities.settings !== true
        ? null
        : (search) =>
            change((settings) => ({
              ...settings,
              searches: [...settings.searches.filter(({ text }) => text !== search.text), search],
            })),
    forget: (text) =>
      change((settings) => ({
        ...settings,
        searches: settings.searches.filter((search) => search.text !== text),
        recentSearches: settings.recentSearches.filter((recent) => recent !== text),
      })),
  };
}

/**
 * Remembers the searches that people stay with. Settings are written seldom: only for one that was in effect for a
 * while, and is not the last one that was remembered.
 */
export function useRememberedSearch(): void {
  const { search } = useView().view;
  const { settings, change } = useSettings();
  const { info } = useInfo();
  const isKept = settings !== undefined && info?.abilities.settings === true;
  const isKnown =
    settings === undefined ||
    settings.recentSearches[0] === search ||
    settings.searches.some(({ text }) => text === search);
  const isDue = isKept && !isKnown && search !== '';
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => change((settings) => withRecent(settings, search)), MEANT);
    return () => clearTimeout(timer);
  }, [isDue, search, change]);
}
