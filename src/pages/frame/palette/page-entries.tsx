import { Bell, ChartSpline, Database, Gauge, List, Settings, TrendingUp, Waypoints } from 'lucide-react';
import type { ReactNode } from 'react';
import type { To } from 'react-router-dom';
import {
  alertsLink,
  eventsLink,
  performanceLink,
  settingsLink,
  sourcesLink,
  tracesLink,
  trendsLink,
  vitalsLink,
} from '../../../view/links.ts';
import type { View } from '../../../view/view.ts';

/** One line of the palette. */
export interface Entry {
  readonly key: string;
  readonly label: string;
  readonly words?: string;
  /** What kind of thing it is, set back at its end. */
  readonly kind: string;
  readonly icon: ReactNode;
  readonly run: () => void;
}

const ICON = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** The pages of the rail. `go`: what leads to one. */
export function pageEntries(view: View, go: (to: To) => () => void): Entry[] {
  return [
    {
      key: 'performance',
      label: 'Performance',
      words: 'go to all transactions',
      kind: 'page',
      icon: <ChartSpline {...ICON} />,
      run: go(performanceLink(view)),
    },
    {
      key: 'events',
      label: 'Events',
      words: 'go to single transactions list live tail',
      kind: 'page',
      icon: <List {...ICON} />,
      run: go(eventsLink(view)),
    },
    {
      key: 'vitals',
      label: 'Web vitals',
      words: 'go to score lcp inp cls fcp ttfb pages',
      kind: 'page',
      icon: <Gauge {...ICON} />,
      run: go(vitalsLink(view)),
    },
    {
      key: 'trends',
      label: 'Trends',
      words: 'go to regressed improved slower faster changes',
      kind: 'page',
      icon: <TrendingUp {...ICON} />,
      run: go(trendsLink(view)),
    },
    {
      key: 'alerts',
      label: 'Alerts',
      words: 'go to rules channels deliveries notifications',
      kind: 'page',
      icon: <Bell {...ICON} />,
      run: go(alertsLink(view)),
    },
    {
      key: 'traces',
      label: 'Traces',
      words: 'go to open by its id downloaded file',
      kind: 'page',
      icon: <Waypoints {...ICON} />,
      run: go(tracesLink(view)),
    },
    {
      key: 'settings',
      label: 'Settings',
      words: 'go to preferences thresholds projects',
      kind: 'page',
      icon: <Settings {...ICON} />,
      run: go(settingsLink(view)),
    },
    {
      key: 'sources',
      label: 'Sources',
      words: 'go to collector demo test where data comes from',
      kind: 'page',
      icon: <Database {...ICON} />,
      run: go(sourcesLink(view)),
    },
  ];
}
