import type { Problem } from '../model/result.ts';
import { useInfo } from './use-info.ts';
import { useSettings } from './use-settings.ts';
import type { TransactionId } from './view.ts';

export interface UsedStars {
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
  const { settings, problem, save } = useSettings();
  const { info } = useInfo();
  const stars = settings?.stars ?? [];
  const keys = new Set(stars.map(keyOf));
  const isKept = settings !== undefined && info?.abilities.settings === true;
  return {
    isStarred: (id) => keys.has(keyOf(id)),
    toggle: isKept
      ? ({ project, transaction }) => {
          const id = { project, transaction };
          const rest = stars.filter((star) => keyOf(star) !== keyOf(id));
          save({ ...settings, stars: rest.length < stars.length ? rest : [...stars, id] });
        }
      : null,
    problem,
  };
}
