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
    const toggle = ({ project, transaction }: TransactionId): void => {
      const id = { project, transaction };
      // What was seen decides what is meant, also where another browser has done it already.
      const isMeant = !isStarred(id);
      change((settings) => {
        const rest = settings.stars.filter((star) => keyOf(star) !== keyOf(id));
        return { ...settings, stars: isMeant ? [...rest, id] : rest };
      });
    };
    return { isStarred, toggle: mayToggle ? toggle : null, problem };
  }, [isStarred, mayToggle, change, problem]);
}
