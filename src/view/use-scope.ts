import { useMemo } from 'react';
import { both } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import { comparedScope } from './compare.ts';
import type { ComparedScope } from './compare.ts';
import { resolveRange } from './range.ts';
import { useTick } from './tick-context.tsx';
import { useSearch } from './use-search.ts';
import { useSettings } from './use-settings.ts';
import { useView } from './use-view.ts';
import type { View } from './view.ts';

/** The filters of the controls beside the search box. */
export function controlsFilter({ environments, projects }: Pick<View, 'environments' | 'projects'>): Filter {
  return both(
    ...(environments.length === 0
      ? []
      : [{ kind: 'in', field: 'environment', values: environments } as const]),
    ...(projects.length === 0 ? [] : [{ kind: 'in', field: 'project', values: projects } as const]),
  );
}

/**
 * The rows a page is about: range, filters and thresholds of its view, in its tick, and what they are compared with.
 * Spread it into a Query.
 */
export function useScope(): ComparedScope {
  const { range: wanted, environments, projects, compare, zone } = useView().view;
  const { now } = useTick();
  const { filter, having } = useSearch();
  const { settings } = useSettings();
  return useMemo(() => {
    const range = resolveRange(wanted, now);
    const where = both(controlsFilter({ environments, projects }), filter);
    return comparedScope(
      {
        range,
        where,
        // Parts of the page that narrow its rows are about the transactions that the page as a whole selects.
        ...(having === null ? {} : { having, havingOver: { range, where } }),
        ...(settings === undefined ? {} : { thresholds: settings.thresholds }),
      },
      compare,
      zone,
    );
  }, [wanted, environments, projects, compare, zone, now, filter, having, settings]);
}
