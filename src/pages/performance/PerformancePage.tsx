import { Suspense, useMemo } from 'react';
import type { ReactNode } from 'react';
import { CrosshairProvider } from '../../ui/chart/crosshair.tsx';
import { useTurns } from '../../ui/chart/use-turn.ts';
import { lazyPart } from '../../ui/part/lazy-part.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { AskLast } from '../../view/use-ask.ts';
import { useScope } from '../../view/use-scope.ts';
import { useSelection } from '../../view/use-selection.ts';
import { useView } from '../../view/use-view.ts';
import { Plot } from './plot/Plot.tsx';
import { Panels } from './panels/Panels.tsx';
import { TransactionsTable } from './TransactionsTable.tsx';
import css from './performance.module.css';
import { Widgets } from './Widgets.tsx';
import { tabScope } from './tabs.ts';
import { useRememberedWidgets } from './use-remembered-widgets.ts';

// Most visits explain nothing.
const ExplainSelection = lazyPart(async () => (await import('./ExplainSelection.tsx')).ExplainSelection);
const Together = lazyPart(async () => (await import('./together/Together.tsx')).Together);

/** The Performance page: latency over time and everything that matches in numbers, three metrics over time, two lists, and the transactions. */
export function PerformancePage(): ReactNode {
  const { view } = useView();
  const page = useScope();
  const { zone, tab, compare } = view;
  const scope = useMemo(() => tabScope(page, { tab, compare, zone }), [page, tab, compare, zone]);
  const selection = useSelection();
  useRememberedWidgets();
  const made = useTurns(4);
  return (
    // The plot, the widgets and what is compared share one axis of time.
    <CrosshairProvider>
      <h1 className="hidden">Performance</h1>
      <Boundary what="The plot" resetKeys={[view.plot]}>
        <Plot scope={scope} selection={selection} />
      </Boundary>
      {view.explained && view.selection !== null && (
        <Boundary what="What differs" size="widget" resetKeys={[view.selection, view.durations]}>
          <Suspense>
            <ExplainSelection
              scope={scope}
              selection={view.selection}
              durations={view.durations}
              zone={zone}
            />
          </Suspense>
        </Boundary>
      )}
      {made > 1 && (
        <div className={css.overview} data-open={view.openWidget === null ? undefined : true}>
          <AskLast value>
            <Widgets scope={scope} selection={selection} />
            {made > 2 && <Panels scope={scope} />}
          </AskLast>
        </div>
      )}
      {view.together.length > 0 && (
        <Boundary what="The comparison of transactions" size="widget" resetKeys={[view.together]}>
          <Suspense>
            <Together scope={scope} />
          </Suspense>
        </Boundary>
      )}
      {made > 3 && (
        <Boundary what="The table of transactions">
          <TransactionsTable scope={scope} />
        </Boundary>
      )}
    </CrosshairProvider>
  );
}
