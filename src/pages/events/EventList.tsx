import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { SelectionBar } from '../../ui/table/SelectionBar.tsx';
import { TableExport } from '../../ui/table/TableExport.tsx';
import { CompareButton } from '../../ui/table/CompareButton.tsx';
import { useRowSelection } from '../../ui/table/use-row-selection.ts';
import { useSortedRows } from '../../ui/table/use-sorted-table.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { compareTraces } from '../../view/compare-traces.ts';
import { toEventRows } from '../../view/event-rows.ts';
import type { EventRow } from '../../view/event-rows.ts';
import { toEventTable } from '../../view/event-table.ts';
import type { EventOrder } from '../../view/events-look.ts';
import { toPage } from '../../view/links.ts';
import { useList } from '../../view/use-ask.ts';
import { useEventActions } from '../../view/use-event-actions.ts';
import { useEventPreview } from '../../view/use-event-preview.ts';
import { useInfo } from '../../view/use-info.ts';
import { useNothing } from '../../view/use-nothing.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useView } from '../../view/use-view.ts';
import { toColumns } from './columns.tsx';
import css from './events.module.css';
import { eventsList } from './questions.ts';
import { TailControl } from './TailControl.tsx';
import { useTail } from './use-tail.ts';

const ORDERS = [
  { value: 'newest', label: 'Newest', help: 'The newest first' },
  { value: 'oldest', label: 'Oldest', help: 'The oldest first' },
  { value: 'slowest', label: 'Slowest', help: 'Those that took longest first' },
  { value: 'fastest', label: 'Fastest', help: 'Those that took shortest first' },
] as const;

/** So many events are shown at first, and then so many times as many, up to the most that a table bears. */
const FIRST = 200;
const MORE = 5;
const MOST = 25_000;

const ROW = 40;

function sortOf(order: EventOrder): { readonly by: string; readonly desc: boolean } {
  return {
    by: order === 'newest' || order === 'oldest' ? 'time' : 'duration',
    desc: order === 'newest' || order === 'slowest',
  };
}

function orderOf(by: string, desc: boolean): EventOrder {
  if (by === 'duration') return desc ? 'slowest' : 'fastest';
  return desc ? 'newest' : 'oldest';
}

const EXPORT = { name: 'longtail-events', toTable: toEventTable } as const;
const nameOf = ({ transaction, event }: EventRow): string => `event ${event.slice(0, 8)} of ${transaction}`;
const keyOf = (row: EventRow): string => `${row.trace}-${row.span}`;
const none = (): boolean => false;

/** The events that match, each with its trace; Space looks at one without leaving. */
export function EventList(props: {
  readonly scope: ComparedScope;
  /** Whether all are of one transaction. */
  readonly isOfOne: boolean;
}): ReactNode {
  const { scope, isOfOne } = props;
  const page = toPage(useLocation().pathname.slice(1));
  const { view, edit } = useView();
  const { order } = view.events;
  const [limit, setLimit] = useState(FIRST);
  const answer = useList(eventsList(scope, order, limit));
  const list = useRef<HTMLDivElement>(null);
  const isLive = useInfo().info?.abilities.live === true && order === 'newest';
  const hold = usePointedHold();
  const { data } = answer;
  const rows = useMemo(() => (data === undefined ? [] : toEventRows(data)), [data]);
  const columns = useMemo(() => toColumns({ view, page, rows, isOfOne }), [view, page, rows, isOfOne]);
  const sorts = useMemo(() => [sortOf(order)], [order]);
  const sorted = useSortedRows({ rows, columns, sorts, rowKey: keyOf, isFirst: none });
  const selection = useRowSelection(sorted);
  const selecting = useMemo(() => ({ selection, nameOf }), [selection]);
  // What is selected stays in sight while something is to be done with it.
  const tail = useTail(list, selection.rows.length > 0, selection.clear);
  const actions = useEventActions(rows);
  const byKey = useMemo(() => new Map(rows.map((row) => [keyOf(row), row.event])), [rows]);
  const nothing = useNothing();
  const { toggle } = useEventPreview();
  return (
    <section aria-label="Events" ref={list} className={css.list}>
      <div className={css.bar}>
        <Toggle
          label="Order of the events"
          choices={ORDERS}
          chosen={order}
          onChoose={(order) => edit(({ events }) => ({ events: { ...events, order } }))}
        />
        {isLive && <TailControl tail={tail} />}
      </div>
      <div {...hold}>
        <ResultPanel
          answer={answer}
          skeleton={<RowsSkeleton rows={12} height={ROW} />}
          empty={
            <EmptyPanel
              message={nothing.message}
              {...(nothing.advice === undefined ? {} : { advice: nothing.advice })}
              {...(nothing.step === null
                ? {}
                : { action: <Button onClick={nothing.step.run}>{nothing.step.label}</Button> })}
            />
          }
        >
          {(result) => (
            <>
              <DataTable
                caption="Events, each with a link to its trace"
                sorted={sorted}
                columns={columns}
                sorts={sorts}
                onSort={({ by, desc }) =>
                  edit(({ events }) => ({ events: { ...events, order: orderOf(by, desc) } }))
                }
                isMuted={none}
                actionsOf={(key, column) => actions(byKey.get(key) ?? '', column)}
                onPreview={(key) => {
                  const [trace = '', span = ''] = key.split('-');
                  toggle({ trace, span });
                }}
                selecting={selecting}
              />
              <SelectionBar
                count={selection.rows.length}
                of={sorted.length}
                isHolding
                onClear={selection.clear}
              >
                <CompareButton {...compareTraces(view, selection.rows)}>Compare traces</CompareButton>
                <TableExport rows={selection.rows} {...EXPORT} />
              </SelectionBar>
              <footer className={css.foot}>
                <span>
                  {formatCount(result.length)} of {formatCount(result.total)}{' '}
                  {result.total === 1 ? 'event' : 'events'}
                  {result.sampled && ' that were received; some clients send a sample'}
                </span>
                {result.total > result.length && limit < MOST && (
                  <Button
                    look="ghost"
                    size="small"
                    onClick={() => setLimit((limit) => Math.min(MOST, limit * MORE))}
                  >
                    Show {formatCount(Math.min(MOST, limit * MORE, result.total))}
                  </Button>
                )}
                {result.total > MOST && result.length >= MOST && (
                  <span>Narrow the search or the time to see the others.</span>
                )}
                <TableExport
                  rows={sorted.map(({ original }) => original.row)}
                  reported="Events"
                  of={result.total}
                  isStale={answer.isStale}
                  {...EXPORT}
                />
                <span className={css.keys}>
                  <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Space</kbd> preview, <kbd>↵</kbd> open, <kbd>x</kbd>{' '}
                  select
                </span>
              </footer>
            </>
          )}
        </ResultPanel>
      </div>
    </section>
  );
}
