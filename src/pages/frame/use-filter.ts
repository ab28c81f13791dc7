import { useNavigate } from 'react-router-dom';
import type { Info } from '../../model/source.ts';
import type { Choice } from '../../ui/filter/ChoiceList.tsx';
import type { FilterBarProps } from '../../ui/filter/FilterBar.tsx';
import { writing } from '../../ui/writing.ts';
import { DEMO_CHOICE } from '../../view/demo-choice.ts';
import { performanceLink } from '../../view/links.ts';
import { RANGE_PRESETS, shiftRange, zoomOut } from '../../view/range.ts';
import { readRange } from '../../view/range-input.ts';
import { useTick } from '../../view/tick-context.tsx';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import { DEFAULT_VIEW, DEMO } from '../../view/view.ts';
import type { ViewSource } from '../../view/view.ts';
import { useComparePanel } from './use-compare-panel.ts';

const DEMO_SOURCE: Choice = { id: 'demo', label: 'Demo', detail: 'Made-up traffic, made in this browser' };

/** What there is, and what was chosen though there is none of it. */
function withChosen(
  choices: readonly Choice[],
  chosen: readonly string[],
  label: (id: string) => string,
): Choice[] {
  const known = new Set(choices.map(({ id }) => id));
  const missing = chosen.filter((id) => !known.has(id));
  return [...choices, ...missing.map((id) => ({ id, label: label(id), count: null }))];
}

function environmentLabel(id: string): string {
  return id === '' ? '(no environment)' : id;
}

/** What the collector is called: by the port it is reached at. */
export function collectorName(): string {
  return location.port === '' ? `collector ${location.hostname}` : `collector :${location.port}`;
}

/** The filter bar's parts but for the search box and the refresh, wired to the view. */
export function useFilter(
  info: Info | undefined,
): Omit<FilterBarProps, 'search' | 'searchText' | 'freshness' | 'account' | 'onOpenChange'> {
  const { view, edit } = useView();
  const { now } = useTick();
  const projectLabel = useProjectLabel();
  const navigate = useNavigate();
  const compare = useComparePanel(info);

  const toSource = (source: ViewSource): void => {
    // Environments, projects and transactions belong to the source that is left.
    void navigate(performanceLink({ ...DEFAULT_VIEW, zone: view.zone, source }));
  };
  const environments = view.environments.map((name) => name ?? '');

  return {
    source: {
      choices: [
        { id: 'collector', label: collectorName(), detail: 'What your own services send' },
        ...(view.source.id === 'demo' || DEMO_CHOICE.read() === 'offered' ? [DEMO_SOURCE] : []),
      ],
      chosen: view.source.id,
      onChoose: (id) => {
        if (id !== view.source.id) toSource(id === 'demo' ? DEMO : { id: 'collector' });
      },
    },
    environment: {
      choices: withChosen(
        (info?.environments ?? []).map(({ name, rows }) => ({
          id: name ?? '',
          label: environmentLabel(name ?? ''),
          count: rows,
        })),
        environments,
        environmentLabel,
      ),
      chosen: environments,
      onChange: (chosen) => edit({ environments: chosen.map((id) => (id === '' ? null : id)) }),
    },
    project: {
      choices: withChosen(
        (info?.projects ?? []).map(({ name, rows }) => ({
          id: name,
          label: projectLabel(name),
          count: rows,
        })),
        view.projects,
        projectLabel,
      ),
      chosen: view.projects,
      onChange: (projects) => edit({ projects }),
    },
    range: {
      range: view.range,
      presets: RANGE_PRESETS,
      now,
      zone: view.zone,
      onChange: (range) => edit({ range, selection: null }),
      read: (text) => readRange(text, { now, zone: view.zone, firstDay: writing().firstDay }),
      onZone: (zone) => edit({ zone }),
      onZoomOut: () => edit(({ range }) => ({ range: zoomOut(range, now), selection: null })),
    },
    onEarlier: () => edit(({ range }) => ({ range: shiftRange(range, -1, now), selection: null })),
    onLater:
      'last' in view.range
        ? null
        : () => edit(({ range }) => ({ range: shiftRange(range, 1, now), selection: null })),
    compare,
  };
}
