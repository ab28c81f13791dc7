import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { both } from '../../model/filter.ts';
import type { Scope } from '../../model/query.ts';
import { Button } from '../../ui/Button.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { formatCount } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import type { EventOrder } from '../../view/events-look.ts';
import { partLink } from '../../view/links.ts';
import { regionFilter } from '../../view/region.ts';
import { useList } from '../../view/use-ask.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useView } from '../../view/use-view.ts';
import type { ListPreset } from '../../view/view.ts';
import { viewOfRegion } from '../../view/view-of-region.ts';
import { EventsTable } from './EventsTable.tsx';
import { toEventRows } from '../../view/event-rows.ts';
import { eventsList } from './questions.ts';
import css from './transaction.module.css';

const PRESETS = [
  { value: 'slow', label: 'Slow (p95)', help: 'The slowest of those that took at most the p95' },
  { value: 'fastest', label: 'Fastest', help: 'The shortest first' },
  { value: 'outliers', label: 'Outliers (p100)', help: 'The slowest of all' },
  { value: 'recent', label: 'Recent', help: 'The newest first' },
  { value: 'errors', label: 'Errors', help: 'The newest of those that failed or reported an error' },
] as const;

/** How all events are ordered where one comes from a list of these. */
const ORDERS: Readonly<Record<ListPreset, EventOrder>> = {
  slow: 'slowest',
  outliers: 'slowest',
  fastest: 'fastest',
  recent: 'newest',
  errors: 'newest',
};

const ROW = 40;

/** Single events of the transaction, each with its trace. */
export function Events({ scope }: { readonly scope: Scope }): ReactNode {
  const { view, edit } = useView();
  const { list, listLength } = view;
  const region = regionFilter(view);
  const rows = region === null ? scope : { ...scope, where: both(scope.where, region) };
  const answer = useList(eventsList(rows, list, listLength));
  const hold = usePointedHold();
  return (
    <section aria-label="Events" className={css.events} {...hold}>
      <div className={css.head}>
        <h2 id="events">Events{region !== null && <span className={css.quiet}> of the selection</span>}</h2>
        <Toggle label="Which events" choices={PRESETS} chosen={list} onChoose={(list) => edit({ list })} />
      </div>
      <ResultPanel
        answer={answer}
        skeleton={<RowsSkeleton rows={listLength} height={ROW} />}
        empty={<EmptyPanel message="No events" />}
      >
        {(result) => (
          <>
            <EventsTable rows={toEventRows(result)} />
            <footer className={css.foot}>
              <span>
                {formatCount(result.length)} of {formatCount(result.total)}{' '}
                {list === 'slow' ? 'events up to the p95' : 'events'}
              </span>
              {(listLength > 5 || result.total > result.length) && (
                <Button
                  look="ghost"
                  size="small"
                  onClick={() => edit({ listLength: listLength === 5 ? 50 : 5 })}
                >
                  {listLength === 5 ? 'Show 50' : 'Show 5'}
                </Button>
              )}
              <Link to={partLink(viewOfRegion(view), { part: 'events' }, ORDERS[list])} data-screen>
                All events
              </Link>
            </footer>
          </>
        )}
      </ResultPanel>
    </section>
  );
}
