import { Bell, ChartSpline, Database, Gauge, List, Settings, TrendingUp, Waypoints } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Place } from '../../ui/shell/Shell.tsx';
import type { Crumb } from '../../ui/shell/TopBar.tsx';
import {
  alertsLink,
  eventsLink,
  performanceLink,
  settingsLink,
  sourcesLink,
  transactionLink,
  tracesLink,
  trendsLink,
  vitalsLink,
} from '../../view/links.ts';
import type { View } from '../../view/view.ts';

/** The pages of alerts: what is filtered on others plays no part on them. */
export const ALERT_PAGES: ReadonlySet<string> = new Set(['alerts', 'alert', 'alert-edit']);

/** Pages that stand beside Performance; all others are reached through it. */
const OTHER_PAGES: ReadonlySet<string> = new Set(['settings', 'events', 'vitals', 'trends']);

/** The entries of the rail: the pages that stand on their own. `firing`: how many alerts fire. */
export function toPlaces(view: View, page: string, firing: ReactNode = null): Place[] {
  // A trace that was opened from a transaction is reached through Performance, as the way to it says.
  const isTraces = page === 'trace' && view.transaction === null;
  return [
    {
      label: 'Performance',
      icon: <ChartSpline size={16} strokeWidth={1.5} aria-hidden />,
      to: performanceLink(view),
      isCurrent: !OTHER_PAGES.has(page) && !ALERT_PAGES.has(page) && !isTraces,
    },
    {
      label: 'Events',
      icon: <List size={16} strokeWidth={1.5} aria-hidden />,
      to: eventsLink(view),
      isCurrent: page === 'events',
    },
    {
      label: 'Web vitals',
      icon: <Gauge size={16} strokeWidth={1.5} aria-hidden />,
      to: vitalsLink(view),
      isCurrent: page === 'vitals',
    },
    {
      label: 'Trends',
      icon: <TrendingUp size={16} strokeWidth={1.5} aria-hidden />,
      to: trendsLink(view),
      isCurrent: page === 'trends',
    },
    {
      label: 'Alerts',
      icon: <Bell size={16} strokeWidth={1.5} aria-hidden />,
      to: alertsLink(view),
      isCurrent: ALERT_PAGES.has(page),
      badge: firing,
    },
    {
      label: 'Traces',
      icon: <Waypoints size={16} strokeWidth={1.5} aria-hidden />,
      to: tracesLink(view),
      isCurrent: isTraces,
      isWideOnly: true,
    },
    {
      label: 'Sources',
      icon: <Database size={16} strokeWidth={1.5} aria-hidden />,
      to: sourcesLink(view),
      // It is a part of the page of settings, which is marked then.
      isCurrent: false,
      isApart: true,
      isWideOnly: true,
    },
    {
      label: 'Settings',
      icon: <Settings size={16} strokeWidth={1.5} aria-hidden />,
      to: settingsLink(view),
      isCurrent: page === 'settings',
    },
  ];
}

/** The way to the open page: Performance, the transaction, the trace. */
export function toCrumbs(view: View, page: string, title: string): Crumb[] {
  const performance = { label: 'Performance', to: performanceLink(view) };
  const { transaction, trace } = view;
  switch (page) {
    case 'transaction':
      return [performance, { label: transaction?.transaction ?? title }];
    case 'trace':
      if (trace === null) return [{ label: 'Traces' }];
      return [
        performance,
        ...(transaction === null
          ? []
          : [{ label: transaction.transaction, to: transactionLink(view, transaction) }]),
        { label: `Trace ${trace.id.slice(0, 8)}` },
      ];
    case 'vitals':
      return [{ label: 'Web vitals' }];
    case 'trends':
      return [{ label: 'Trends' }];
    case 'events':
      return [{ label: 'Events' }];
    case 'alerts':
      return [{ label: 'Alerts' }];
    case 'alert':
    case 'alert-edit':
      return [{ label: 'Alerts', to: alertsLink(view) }, { label: title }];
    case 'settings':
      return [{ label: 'Settings' }];
    default:
      return [{ label: 'Performance' }];
  }
}
