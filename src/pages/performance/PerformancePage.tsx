import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { useScope } from '../../view/use-scope.ts';
import { useView } from '../../view/use-view.ts';
import { ExplainSelection } from './ExplainSelection.tsx';
import { Panels } from './panels/Panels.tsx';
import { Summary } from './Summary.tsx';
import { Tabs } from './Tabs.tsx';
import { TransactionsTable } from './TransactionsTable.tsx';
import { Widgets } from './Widgets.tsx';
import { tabScope } from './tabs.ts';
import { useRememberedWidgets } from './use-remembered-widgets.ts';

/** The Performance page: everything that matches in numbers, three metrics over time, two lists, and the transactions. */
export function PerformancePage(): ReactNode {
  const { view } = useView();
  const page = useScope();
  const { zone, tab, compare } = view;
  const scope = useMemo(() => tabScope(page, { tab, compare, zone }), [page, tab, compare, zone]);
  useRememberedWidgets();
  return (
    <>
      <h1 className="hidden">Performance</h1>
      <Tabs />
      <Boundary what="The summary" size="widget">
        <Summary scope={scope} zone={zone} />
      </Boundary>
      <Widgets scope={scope} />
      {view.explained && view.selection !== null && (
        <Boundary what="What differs" size="widget" resetKeys={[view.selection]}>
          <ExplainSelection scope={scope} selection={view.selection} zone={zone} />
        </Boundary>
      )}
      <Panels scope={scope} />
      <Boundary what="The table of transactions">
        <TransactionsTable scope={scope} />
      </Boundary>
    </>
  );
}
