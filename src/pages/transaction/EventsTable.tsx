import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { CompareButton } from '../../ui/table/CompareButton.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { SelectionBar } from '../../ui/table/SelectionBar.tsx';
import { TableExport } from '../../ui/table/TableExport.tsx';
import { useRowSelection } from '../../ui/table/use-row-selection.ts';
import { useSortedRows } from '../../ui/table/use-sorted-table.ts';
import { compareTraces } from '../../view/compare-traces.ts';
import type { EventRow } from '../../view/event-rows.ts';
import { toEventTable } from '../../view/event-table.ts';
import { useHold } from '../../view/tick-context.tsx';
import { useEventActions } from '../../view/use-event-actions.ts';
import { useEventPreview } from '../../view/use-event-preview.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import { useView } from '../../view/use-view.ts';
import { eventColumns } from './event-columns.tsx';
import own from './transaction.module.css';

const EXPORT = { name: 'longtail-events', toTable: toEventTable } as const;
const nameOf = ({ transaction, event }: EventRow): string => `event ${event.slice(0, 8)} of ${transaction}`;
const keyOf = ({ event, trace, span }: EventRow): string => `${event} ${trace} ${span}`;
const none = (): boolean => false;

/** The events in the order of their list, each row a link to its trace; Space looks at one without leaving. */
export function EventsTable({ rows }: { readonly rows: readonly EventRow[] }): ReactNode {
  const { view } = useView();
  const make = useValueActions();
  const columns = useMemo(() => eventColumns(view, rows, make), [view, rows, make]);
  const sorted = useSortedRows({ rows, columns, sorts: NO_SORTS, rowKey: keyOf, isFirst: none });
  const selection = useRowSelection(sorted);
  const selecting = useMemo(() => ({ selection, nameOf }), [selection]);
  // What is selected stays in sight while something is to be done with it.
  useHold(selection.rows.length > 0);
  const actionsOf = useEventActions(rows);
  const { toggle } = useEventPreview();
  return (
    <div className={own.eventsBox}>
      <DataTable
        caption="Events, each with a link to its trace"
        sorted={sorted}
        columns={columns}
        sorts={NO_SORTS}
        onSort={() => undefined}
        isMuted={none}
        actionsOf={(key, column) => actionsOf(key.split(' ')[0] ?? '', column)}
        onPreview={(key) => {
          const [, trace = '', span = ''] = key.split(' ');
          toggle({ trace, span });
        }}
        selecting={selecting}
      />
      <SelectionBar count={selection.rows.length} of={sorted.length} isHolding onClear={selection.clear}>
        <CompareButton {...compareTraces(view, selection.rows)}>Compare traces</CompareButton>
        <TableExport rows={selection.rows} {...EXPORT} />
      </SelectionBar>
    </div>
  );
}

/** Which rows there are, and in which order, the list says. */
const NO_SORTS: readonly [] = [];
