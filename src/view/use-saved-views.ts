import type { SavedView } from '../model/source.ts';
import type { Page } from './links.ts';
import { nameOfSaved, savedAddress, withRenamed, withRestored, withSaved } from './saved-views.ts';
import { useInfo } from './use-info.ts';
import { useSettings } from './use-settings.ts';
import { useView } from './use-view.ts';

export interface UsedSavedViews {
  readonly views: readonly SavedView[];
  /** The name under which what is open is saved; null where it is not. */
  readonly current: string | null;
  /** Whether the source keeps views, as far as is known. */
  readonly isKept: boolean;
  /** Keeps what is open under a name. */
  readonly save: (name: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (name: string) => void;
  /** Brings a removed one back to where it was. */
  readonly restore: (saved: SavedView, at: number) => void;
}

/** Views with a name. The source keeps them, so that every browser has them. */
export function useSavedViews(page: Page): UsedSavedViews {
  const { view } = useView();
  const { settings, change } = useSettings();
  const { info } = useInfo();
  const views = settings?.views ?? [];
  const changeViews = (update: (views: readonly SavedView[]) => SavedView[]): void =>
    change((settings) => ({ ...settings, views: update(settings.views) }));
  return {
    views,
    current: nameOfSaved(views, view, page),
    isKept: settings !== undefined && info?.abilities.settings === true,
    save: (name) => changeViews((views) => withSaved(views, { name, address: savedAddress(view, page) })),
    rename: (from, to) => changeViews((views) => withRenamed(views, from, to)),
    remove: (name) => changeViews((views) => views.filter((view) => view.name !== name)),
    restore: (saved, at) => changeViews((views) => withRestored(views, saved, at)),
  };
}
