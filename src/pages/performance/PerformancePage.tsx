import type { ReactNode } from 'react';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { useScope } from '../../view/use-scope.ts';
import { useView } from '../../view/use-view.ts';
import { Summary } from './Summary.tsx';
import { TransactionsTable } from './TransactionsTable.tsx';
import { Widgets } from './Widgets.tsx';

/** The Performance page: everything that matches in numbers, three metrics over time, and the transactions. */
export function PerformancePage(): ReactNode {
  const { zone } = useView().view;
  const scope = useScope();
  return (
    <>
      <h1 className="hidden">Performance</h1>
      <Boundary what="The summary" size="widget">
        <Summary scope={scope} zone={zone} />
      </Boundary>
      <Widgets scope={scope} />
      <Boundary what="The table of transactions">
        <TransactionsTable scope={scope} />
      </Boundary>
    </>
  );
}
