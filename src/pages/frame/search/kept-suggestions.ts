import type { SuggestionGroup } from '../../../ui/filter/search/suggestion.ts';
import type { UsedSearches } from '../../../view/use-searches.ts';

/** Recent searches that are offered. */
const MOST_RECENT = 5;

/** Searches with a name, and recent ones, that have `typed` in them; conditions that are turned off. */
export function keptGroups(
  { saved, recent }: Pick<UsedSearches, 'saved' | 'recent'>,
  off: readonly string[],
  text: string,
): SuggestionGroup[] {
  const typed = text.trim().toLowerCase();
  const fits = (...texts: string[]): boolean => texts.some((each) => each.toLowerCase().includes(typed));
  const groups: SuggestionGroup[] = [
    {
      label: 'Turned off',
      note: 'take one to turn it on',
      suggestions: off.map((condition, index) => ({
        id: `off ${index}`,
        look: 'off',
        label: condition,
        canDrop: true,
      })),
    },
    {
      label: 'Saved searches',
      suggestions: saved
        .filter((search) => fits(search.name, search.text))
        .map(({ name, text, pinned }) => ({
          id: `search ${text}`,
          look: pinned ? 'pinned' : 'saved',
          label: name,
          ...(name === text ? {} : { detail: text }),
          canDrop: true,
        })),
    },
    {
      label: 'Recent searches',
      suggestions: recent
        .filter((search) => fits(search) && search !== text.trim())
        .slice(0, MOST_RECENT)
        .map((search) => ({ id: `search ${search}`, look: 'recent', label: search, canDrop: true })),
    },
  ];
  return groups.filter(({ suggestions }) => suggestions.length > 0);
}
