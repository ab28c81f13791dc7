import { useMemo } from 'react';
import type { Problem } from '../model/result.ts';
import { useInfo } from './use-info.ts';
import { useSettings } from './use-settings.ts';
import type { TransactionId } from './view.ts';

/** The same object while nothing of it is different. */
export interface UsedStars {
  /** The same function as long as the stars are the same. */
  readonly isStarred: (id: TransactionId) => boolean;
  /** Stars, or takes the star away. Null where the source keeps no settings, or they are not known yet. */
  readonly toggle: ((id: TransactionId) => void) | null;
  /** Stars all of some transactions, or takes their stars away, in one change. Null as `toggle` is. */
  readonly mark: ((ids: readonly TransactionId[], isMeant: boolean) => void) | null;
  /** Why the settings could not be read, or the last change was not kept. */
  readonly problem: Problem | null;
}

function keyOf({ project, transaction }: TransactionId): string {
  return JSON.stringify([project, transaction]);
}

/** The transactions that people marked, for everybody who looks at the source. */
export function useStars(): UsedStars {
  const { settings, problem, change } = useSettings();
  const { info } = useInfo();
  const isKept = info?.abilities.settings === true;
  const isStarred = useMemo(() => {
    const keys = new Set(settings?.stars.map(keyOf));
    return (id: TransactionId) => keys.has(keyOf(id));
  }, [settings]);
  const mayToggle = settings !== undefined && isKept;
  return useMemo(() => {
    const mark = (ids: readonly TransactionId[], isMeant: boolean): void => {
      const meant = ids.map(({ project, transaction }) => ({ project, transaction }));
      const keys = new Set(meant.map(keyOf));
      change((settings) => {
        const rest = settings.stars.filter((star) => !keys.has(keyOf(star)));
        return { ...settings, stars: isMeant ? [...rest, ...meant] : rest };
      });
    };
    // What was seen decides what is meant, also where another browser has done it already.
    const toggle = (id: TransactionId): void => mark([id], !isStarred(id));
    return { isStarred, toggle: mayToggle ? toggle : null, mark: mayToggle ? mark : null, problem };
  }, [isStarred, mayToggle, change, problem]);
}
