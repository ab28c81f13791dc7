import {
  Activity,
  Bell,
  Bookmark,
  ClipboardList,
  CircleStop,
  Keyboard,
  Link2,
  List,
  Moon,
  Play,
  Search,
  Settings,
  Star,
  Waypoints,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import type { To } from 'react-router-dom';
import { useScheme } from '../../../ui/theme/scheme-context.ts';
import { DEMO_CHOICE } from '../../../view/demo-choice.ts';
import {
  PAGES,
  alertLink,
  eventsLink,
  newAlertLink,
  performanceLink,
  settingsLink,
  traceLink,
  transactionLink,
} from '../../../view/links.ts';
import { spanIdIn, traceIdIn } from '../../../view/pasted-id.ts';
import { savedLink } from '../../../view/saved-views.ts';
import { SETTINGS_PARTS } from '../../../view/settings-parts.ts';
import { useAlerts } from '../../../view/use-alerts.ts';
import { useLoading } from '../../../view/use-loading.ts';
import { useProjectLabel, useSettings } from '../../../view/use-settings.ts';
import { useView } from '../../../view/use-view.ts';
import type { TransactionId } from '../../../view/view.ts';
import { placeIn, rankEntries } from './rank-entries.ts';
import { useCopyReport } from '../use-copy-report.ts';
import { pageEntries } from './page-entries.tsx';
import type { Entry } from './page-entries.tsx';
import { useFoundTransactions } from './use-found-transactions.ts';

const ICON = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;
const MOST_RECENT = 5;
const MOST = 50;

/** An entry that there is only in some cases. */
function when(is: boolean, entry: Entry): readonly Entry[] {
  return is ? [entry] : [];
}

/** Everything that can be gone to or done and that matches what was written, the best first. */
export function useEntries(query: string, onDone: () => void, onKeys: () => void): readonly Entry[] {
  const { view, edit } = useView();
  const navigate = useNavigate();
  const { settings } = useSettings();
  const { alerts } = useAlerts();
  const projectLabel = useProjectLabel();
  const { choose } = useScheme();
  const { loading, stopped, stop, resume } = useLoading();
  const copyReport = useCopyReport();
  const found = useFoundTransactions(query);
  const go = (to: To) => () => {
    onDone();
    void navigate(to);
  };
  const act = (run: () => void) => () => {
    onDone();
    run();
  };
  const transaction = (id: TransactionId, icon: ReactNode): Entry => ({
    key: JSON.stringify(id),
    label: id.transaction === '' ? '(no name)' : id.transaction,
    kind: projectLabel(id.project),
    icon,
    run: go(transactionLink(view, id)),
  });
  const search = (label: string, text: string, kind: string): Entry => ({
    key: `${kind} ${label}`,
    label,
    words: text,
    kind,
    icon: <Search {...ICON} />,
    run: go(performanceLink({ ...view, search: text })),
  });
  const fixed: Entry[] = [
    ...pageEntries(view, go),
    // Nobody looks through all of them for a page.
    ...(query.trim() === '' ? [] : SETTINGS_PARTS.slice(1)).map(({ id, title, words }): Entry => ({
      key: `part ${id}`,
      label: title,
      words,
      kind: 'settings',
      icon: <Settings {...ICON} />,
      run: go({ ...settingsLink(view), hash: `#${id}` }),
    })),
    ...(settings?.views ?? []).map((saved): Entry => ({
      key: `view ${saved.name}`,
      label: saved.name,
      words: 'saved view',
      kind: 'saved view',
      icon: <Bookmark {...ICON} />,
      run: go(savedLink(saved, view.source)),
    })),
    ...(settings?.searches ?? []).map(({ name, text }) => search(name, text, 'saved search')),
    ...(settings?.recentSearches ?? [])
      .slice(0, MOST_RECENT)
      .map((text) => search(text, text, 'recent search')),
    ...(settings?.stars ?? []).map((id) => transaction(id, <Star {...ICON} />)),
    {
      key: 'new alert',
      label: 'New alert about what is shown',
      words: 'make rule notify watch',
      kind: 'action',
      icon: <Bell {...ICON} />,
      run: go(newAlertLink(view, view.widgets[view.openWidget ?? 0] ?? null)),
    },
    ...(alerts?.rules ?? []).map((rule): Entry => ({
      key: `alert ${rule.id}`,
      label: rule.name,
      words: 'alert rule',
      kind: 'alert',
      icon: <Bell {...ICON} />,
      run: go(alertLink(view, rule.id)),
    })),
    ...when(loading !== null, {
      key: 'stop loading',
      label: 'Stop loading',
      words: 'cancel end abort rows',
      kind: 'action',
      icon: <CircleStop {...ICON} />,
      run: act(stop),
    }),
    ...when(stopped !== null, {
      key: 'go on loading',
      label: 'Go on loading',
      words: 'resume continue rows',
      kind: 'action',
      icon: <Play {...ICON} />,
      run: act(resume),
    }),
    {
      key: 'copy report',
      label: 'Copy report',
      words: 'incident picture png numbers share',
      kind: 'action',
      icon: <ClipboardList {...ICON} />,
      run: act(copyReport),
    },
    ...when(DEMO_CHOICE.read() === 'offered', {
      key: 'demo',
      label: 'Open the demo',
      kind: 'action',
      icon: <Activity {...ICON} />,
      run: go('/performance?source=demo'),
    }),
    ...(['light', 'dark', 'system'] as const).map((scheme): Entry => ({
      key: `theme ${scheme}`,
      label: scheme === 'system' ? 'Theme like the system' : `Theme: ${scheme}`,
      words: 'appearance colour mode',
      kind: 'action',
      icon: <Moon {...ICON} />,
      run: act(() => choose(scheme)),
    })),
    {
      key: 'utc',
      label: view.zone === 'utc' ? 'Times of this computer' : 'Times in UTC',
      words: 'time zone',
      kind: 'action',
      icon: <Settings {...ICON} />,
      run: act(() => edit({ zone: view.zone === 'utc' ? 'local' : 'utc' })),
    },
    {
      key: 'keys',
      label: 'Keyboard shortcuts',
      words: 'keys help',
      kind: 'action',
      icon: <Keyboard {...ICON} />,
      run: onKeys,
    },
  ];
  const place = placeIn(query, new URL('.', location.href), (name) => PAGES.some((page) => page === name));
  const trace = traceIdIn(query);
  const span = spanIdIn(query) ?? '';
  const starred = new Set((settings?.stars ?? []).map((id) => JSON.stringify(id)));
  const entries = [
    ...(place === null
      ? []
      : [
          {
            key: 'place',
            label: 'Open this address',
            kind: place.pathname.slice(1),
            icon: <Link2 {...ICON} />,
            run: go(place),
          } satisfies Entry,
        ]),
    ...(trace === null
      ? []
      : [
          {
            key: `trace ${trace}`,
            label: `Trace ${trace}`,
            kind: 'trace',
            icon: <Waypoints {...ICON} />,
            run: go(traceLink(view, { trace })),
          } satisfies Entry,
        ]),
    ...when(span !== '', {
      key: `span ${span}`,
      label: `The event of span ${span}`,
      kind: 'event',
      icon: <List {...ICON} />,
      run: go(eventsLink({ ...view, search: `span:${span}` })),
    }),
    ...rankEntries(fixed, query),
    ...found
      .filter((id) => !starred.has(JSON.stringify(id)))
      .map((id) => transaction(id, <Activity {...ICON} />)),
  ];
  return entries.slice(0, MOST);
}
